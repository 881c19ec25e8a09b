package io.handoff.settings.model;

import io.handoff.kit.Kebab;
import io.handoff.settings.model.MessageTemplate.Part;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What customers are told, by occasion and language.
 *
 * @param contents texts, pictures and buttons by occasion, then by BCP 47 primary tag; the tag ""
 *     is for every other language
 */
public record MessagesConfig(Map<Occasion, Map<String, List<Part>>> contents) {

  public MessagesConfig {
    Map<Occasion, Map<String, List<Part>>> copy = new EnumMap<>(Occasion.class);
    contents.forEach((occasion, byLanguage) -> copy.put(occasion, Map.copyOf(byLanguage)));
    contents = Map.copyOf(copy);
  }

  /** Messages that are texts alone, by occasion and language. */
  public static MessagesConfig ofTexts(Map<Occasion, Map<String, String>> texts) {
    Map<Occasion, Map<String, List<Part>>> contents = new EnumMap<>(Occasion.class);
    texts.forEach(
        (occasion, byLanguage) -> {
          Map<String, List<Part>> parts = new HashMap<>();
          byLanguage.forEach((tag, text) -> parts.put(tag, LocalContent.ofText(text)));
          contents.put(occasion, parts);
        });
    return new MessagesConfig(contents);
  }

  /** When customers are told something. */
  public enum Occasion {
    /** A live handoff found an agent, or waits for one who is there. */
    TEAM_AVAILABLE,
    /** A live handoff waits in the queue; without a text, {@link #TEAM_AVAILABLE} stands in. */
    QUEUED,
    /** It has waited for the time that the team set. */
    OVERFLOW,
    /** It has waited for the time that the team set, and is followed up later. */
    CALL_BACK,
    /** Nobody of the target is there; the conversation is kept open. */
    TEAM_UNAVAILABLE,
    /** Nobody took it and it is closed. */
    UNASSIGNED,
    /** An asynchronous handoff was made. */
    FOLLOW_UP,
    /** The process is "none": where to follow up. */
    NO_HANDOFF,
    /** The conversation is about to be closed for silence. */
    WARNING,
    /** The conversation is closed for silence. */
    CLOSING,
    /** The customer is asked to rate the conversation. */
    RATING_REQUEST;

    /** Name in settings files: teamAvailable. */
    public String key() {
      StringBuilder key = new StringBuilder();
      for (String word : name().toLowerCase(Locale.ROOT).split("_", -1)) {
        key.append(
            key.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
      }
      return key.toString();
    }

    /** Name in published records: team-available. */
    public String purpose() {
      return Kebab.of(this);
    }
  }

  /**
   * What is said on an occasion in the first of the languages that has something, else what is for
   * every other language. Empty: nothing is sent.
   *
   * @param languages BCP 47 tags, the best first
   */
  public Optional<LocalContent> content(Occasion occasion, String... languages) {
    Map<String, List<Part>> byLanguage = contents.getOrDefault(occasion, Map.of());
    for (String language : languages) {
      String primary = Languages.primary(language).toLowerCase(Locale.ROOT);
      List<Part> parts = byLanguage.get(primary);
      if (parts != null) {
        return Optional.of(new LocalContent(parts, primary));
      }
    }
    return Optional.ofNullable(byLanguage.get(""))
        .map(
            parts ->
                new LocalContent(
                    parts, languages.length == 0 ? "" : languages[languages.length - 1]));
  }
}
