package io.handoff.settings.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Placeholders in messages to customers: a name in braces, such as {@code {customer}}. Braces have
 * no other use in messages.
 */
public final class Placeholders {
  private Placeholders() {}

  /**
   * Names that a message can use: the customer's, the agent's and the team's name; place in the
   * queue, estimated wait, and when the team opens.
   */
  public static final List<String> NAMES =
      List.of("customer", "agent", "team", "position", "wait", "hours");

  /** A name in braces; group 1 is the name. */
  public static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z]+)}");

  /**
   * The text with every placeholder replaced, in one pass: braces in a value stay as they are. A
   * placeholder without a value becomes nothing.
   *
   * @param values values by name
   */
  public static String fill(String text, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
  }

  /** The first placeholder of the text that has no value, or a blank one. */
  static Optional<String> missing(String text, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .filter(name -> values.getOrDefault(name, "").isBlank())
        .findFirst();
  }
}
