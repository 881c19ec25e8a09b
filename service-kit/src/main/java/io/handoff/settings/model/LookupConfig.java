package io.handoff.settings.model;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question to an outside system (R10): an HTTP GET whose answer is JSON.
 *
 * @param id its name; rules ask it by this, and its fields are {@code lookup.ID.FIELD}
 * @param url address with placeholders such as {@code {customer.id}} behind the host; what is put
 *     in is percent-encoded
 * @param headers headers; {@code ${NAME}} in a value is taken from the environment of the service
 * @param timeout how long rules wait for the answer, from asking on; what comes later still lands
 *     on the ticket
 * @param cache how long an answer holds for the same address; zero: it is not kept
 * @param fields what it gives, in the order of the file
 */
public record LookupConfig(
    String id,
    String url,
    Map<String, String> headers,
    Duration timeout,
    Duration cache,
    List<Given> fields) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

  public LookupConfig {
    headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    fields = List.copyOf(fields);
  }

  /** Types of fields. */
  public enum Type {
    /** Any text, number or truth value, as text. */
    TEXT,
    /** A number. */
    NUMBER,
    /** {@code true} or {@code false}. */
    BOOLEAN
  }

  /**
   * A field of the answer.
   *
   * @param at where it stands in the JSON, as JSON Pointer (RFC 6901)
   */
  public record Given(String name, Type type, String at) {}

  /** Names of the fields that the address asks for, in order. */
  public Set<String> placeholders() {
    return placeholders(url);
  }

  /** Names of the fields that an address asks for, in order. */
  public static Set<String> placeholders(String url) {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = PLACEHOLDER.matcher(url);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** The address with values in the places of its placeholders, all of which must be there. */
  public String address(Map<String, String> encoded) {
    return PLACEHOLDER
        .matcher(url)
        .replaceAll(found -> Matcher.quoteReplacement(encoded.getOrDefault(found.group(1), "")));
  }
}
