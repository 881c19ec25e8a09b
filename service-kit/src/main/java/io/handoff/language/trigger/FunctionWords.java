package io.handoff.language.trigger;

import io.handoff.language.text.DataLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Words so common in their own right that they are not counted as a form of a rarer word. */
final class FunctionWords {
  private static final ConcurrentHashMap<String, FunctionWords> LOADED = new ConcurrentHashMap<>();

  private final Set<String> words = new HashSet<>();
  private final Set<String> kept = new HashSet<>();

  private FunctionWords() {}

  static FunctionWords of(String language) {
    return LOADED.computeIfAbsent(language, FunctionWords::load);
  }

  boolean contains(String word) {
    return words.contains(word);
  }

  /** Whether a trigger keeps all its forms although some are function words: "być", "have". */
  boolean keeps(String word) {
    return kept.contains(word);
  }

  private static FunctionWords load(String language) {
    FunctionWords loaded = new FunctionWords();
    if (!language.matches("[a-z]{2,3}")) {
      return loaded;
    }
    try (InputStream in =
        FunctionWords.class.getResourceAsStream(
            "/io/handoff/language/functionwords/" + language + ".txt")) {
      if (in != null) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        for (String line : DataLines.join(text.lines().toList())) {
          boolean keep = line.startsWith("keep ");
          String list = keep ? line.substring(5) : line;
          (keep ? loaded.kept : loaded.words).addAll(List.of(list.strip().split("\\s+")));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return loaded;
  }
}
