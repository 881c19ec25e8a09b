package io.handoff.settings;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What customers are told, by occasion and language.
 *
 * @param texts texts by occasion, then by BCP 47 primary tag; the tag "" is for every other
 *     language
 */
public record MessagesConfig(Map<Occasion, Map<String, String>> texts) {

  public MessagesConfig {
    Map<Occasion, Map<String, String>> copy = new EnumMap<>(Occasion.class);
    texts.forEach((occasion, byLanguage) -> copy.put(occasion, Map.copyOf(byLanguage)));
    texts = Map.copyOf(copy);
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
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A text with the language it was found in. */
  public record LocalText(String text, String language) {}

  /**
   * The text for an occasion in the first of the languages that has one, else the one for every
   * other language. Empty: nothing is sent.
   */
  public Optional<LocalText> text(Occasion occasion, String... languages) {
    Map<String, String> byLanguage = texts.getOrDefault(occasion, Map.of());
    for (String language : languages) {
      String primary = language.split("-", 2)[0].toLowerCase(Locale.ROOT);
      String text = byLanguage.get(primary);
      if (text != null) {
        return Optional.of(new LocalText(text, primary));
      }
    }
    return Optional.ofNullable(byLanguage.get(""))
        .map(
            text ->
                new LocalText(text, languages.length == 0 ? "" : languages[languages.length - 1]));
  }
}
