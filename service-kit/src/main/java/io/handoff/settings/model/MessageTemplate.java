package io.handoff.settings.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message that agents, rules and services send by its id.
 *
 * @param templateId unique within the account
 * @param name for people
 * @param contents what it says, by BCP 47 primary tag; the tag "" is for every other language
 */
public record MessageTemplate(String templateId, String name, Map<String, List<Part>> contents) {

  /** Tag of the text for every other language, in files. */
  public static final String OTHER = "other";

  public MessageTemplate {
    Map<String, List<Part>> copy = new LinkedHashMap<>();
    contents.forEach((language, parts) -> copy.put(language, List.copyOf(parts)));
    contents = Map.copyOf(copy);
  }

  /** A part of a message. Texts, labels and replies can hold {@link Placeholders}. */
  public sealed interface Part {

    /** A paragraph. */
    record Text(String text) implements Part {}

    /** A picture; alternativeText: what it shows, null: not said. */
    record Image(String url, @Nullable String alternativeText) implements Part {}

    /** A button that opens an address or sends a reply; the other of the two is null. */
    record Button(String label, @Nullable String url, @Nullable String reply) implements Part {}
  }

  /**
   * What it says in the first of the languages that it is written in, else in the one for every
   * other language. Empty: it has neither.
   *
   * @param languages BCP 47 tags, the best first
   */
  public Optional<LocalContent> content(List<String> languages) {
    for (String language : languages) {
      String primary = Languages.primary(language).toLowerCase(Locale.ROOT);
      List<Part> parts = contents.get(primary);
      if (parts != null) {
        return Optional.of(new LocalContent(parts, primary));
      }
    }
    return Optional.ofNullable(contents.get(""))
        .map(parts -> new LocalContent(parts, languages.isEmpty() ? null : languages.getFirst()));
  }

  /** The same, ready to be sent. */
  public Optional<OutgoingMessage> render(Map<String, String> values, List<String> languages) {
    return content(languages).map(content -> content.fill(values, templateId));
  }
}
