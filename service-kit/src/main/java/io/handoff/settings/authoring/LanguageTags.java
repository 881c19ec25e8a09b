package io.handoff.settings.authoring;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads language tags (BCP 47). The primary tag must be one of ISO 639: two letters, or three where
 * the language has no two-letter one. Tags are kept in their usual spelling, {@code pt-BR} for
 * {@code PT-br}, {@code he} for {@code iw}.
 */
public final class LanguageTags {
  private LanguageTags() {}

  private static final Set<String> TWO_LETTERS = new HashSet<>(List.of(Locale.getISOLanguages()));
  private static final Set<String> THREE_LETTERS =
      TWO_LETTERS.stream()
          .map(tag -> Locale.of(tag).getISO3Language())
          .collect(Collectors.toUnmodifiableSet());

  /** Read only where a tag is wrong: the JDK takes half a second for the names. */
  private static final class Names {
    static final Map<String, String> BY_NAME = byName();
  }

  /** The tag in its usual spelling; null where there is none that is right, which is reported. */
  public static @Nullable String tag(Node node) {
    String written = node.line(SettingsLimits.ID);
    return written == null ? null : tag(node, written);
  }

  /** As {@link #tag(Node)} where the tag is known already. */
  public static @Nullable String tag(Node node, String written) {
    try {
      Locale locale = new Locale.Builder().setLanguageTag(written).build();
      String language = locale.getLanguage();
      boolean known = language.length() == 2 && TWO_LETTERS.contains(language);
      boolean possible = language.length() == 3 && !THREE_LETTERS.contains(language);
      if ((known || possible) && !language.equals("und")) {
        return locale.toLanguageTag();
      }
    } catch (IllformedLocaleException e) {
      // Reported below, like any other tag that names no language.
    }
    String meant = Names.BY_NAME.get(written.toLowerCase(Locale.ROOT));
    node.error(
        ProblemCode.BAD_LANGUAGE,
        node.label() + " must be a language tag (was '" + Words.shown(written) + "')",
        meant == null
            ? "write two letters such as en, ko, pl, or with a region: pt-BR"
            : "did you mean '" + meant + "'?");
    return null;
  }

  /** Two-letter tags by the language's name in English and in itself, and by three-letter tag. */
  private static Map<String, String> byName() {
    Map<String, String> tags = new HashMap<>();
    for (String tag : Locale.getISOLanguages()) {
      Locale locale = Locale.of(tag);
      tags.put(locale.getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT), tag);
      tags.put(locale.getDisplayLanguage(locale).toLowerCase(Locale.ROOT), tag);
      tags.put(locale.getISO3Language(), tag);
    }
    return tags;
  }
}
