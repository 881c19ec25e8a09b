package io.handoff.ticket.lookup;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts values from the environment into headers. {@code ${CRM_TOKEN}} of the account {@code acme}
 * is the variable {@code HANDOFF_LOOKUP_ACME_CRM_TOKEN}: an account reaches its own variables, and
 * no others.
 */
final class Secrets {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)}");

  private final Function<String, @Nullable String> environment;

  Secrets(Function<String, @Nullable String> environment) {
    this.environment = environment;
  }

  /**
   * The headers with values filled in.
   *
   * @throws MissingException if the environment does not have one
   */
  Map<String, String> fill(String accountId, Map<String, String> headers) {
    Map<String, String> filled = new java.util.TreeMap<>();
    headers.forEach((name, value) -> filled.put(name, fill(accountId, value)));
    return filled;
  }

  private String fill(String accountId, String value) {
    Matcher matcher = VARIABLE.matcher(value);
    return matcher.replaceAll(
        found -> {
          String name = variable(accountId, found.group(1));
          String secret = environment.apply(name);
          if (secret == null) {
            throw new MissingException("the environment of the service has no " + name);
          }
          return Matcher.quoteReplacement(secret);
        });
  }

  /**
   * The variable of a name. No two accounts share one: where a name began as an escaped character
   * does, it would be that of another account.
   *
   * @throws MissingException for such a name
   */
  static String variable(String accountId, String name) {
    if (name.startsWith("H_") || name.startsWith("D_")) {
      throw new MissingException(
          "there is no ${" + name + "}: names of variables do not begin with H_ or D_");
    }
    String account = accountId.toUpperCase(Locale.ROOT);
    StringBuilder escaped = new StringBuilder("HANDOFF_LOOKUP_");
    for (char c : account.toCharArray()) {
      switch (c) {
        case '-' -> escaped.append("_H_");
        case '.' -> escaped.append("_D_");
        case '_' -> escaped.append("__");
        default -> escaped.append(c);
      }
    }
    return escaped.append('_').append(name).toString();
  }

  /** A value that is not there. */
  static final class MissingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MissingException(String message) {
      super(message);
    }
  }
}
