package io.handoff.language.trigger;

import io.handoff.language.text.DataLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Forms by inflection tables, {@code paradigms/xx.txt}: all forms of a language without a
 * dictionary, and a few more for one with. The tables overgenerate; a form that is no word does no
 * harm.
 */
final class Paradigms {
  private static final ConcurrentHashMap<String, Paradigms> LOADED = new ConcurrentHashMap<>();
  private static final String VOWELS = "aeiou";
  private static final String ACUTE = "áéíóú";

  private record Line(String kind, String ending, List<String> endings) {}

  private final List<Line> classes = new ArrayList<>();
  private final List<Line> also = new ArrayList<>();
  private final Map<String, List<String>> words = new HashMap<>();
  private String negation = "";
  private String superlative = "";

  private Paradigms() {}

  /** The tables of a language; without a file they hold nothing. */
  static Paradigms of(String language) {
    return LOADED.computeIfAbsent(language, Paradigms::load);
  }

  private static Paradigms load(String language) {
    Paradigms paradigms = new Paradigms();
    if (!language.matches("[a-z]{2,3}")) {
      return paradigms;
    }
    try (InputStream in =
        Paradigms.class.getResourceAsStream(
            "/io/handoff/language/paradigms/" + language + ".txt")) {
      if (in != null) {
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        DataLines.join(reader.lines().toList()).forEach(paradigms::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return paradigms;
  }

  private void add(String line) {
    String[] sides = line.split("\\s*=\\s*", 2);
    String[] head = sides[0].split("\\s+");
    List<String> endings = List.of(sides[1].strip().split("\\s+"));
    switch (head[0]) {
      case "negation" -> negation = sides[1].strip();
      case "superlative" -> superlative = sides[1].strip();
      case "word" -> words.put(head[1], endings);
      default -> {
        for (String ending : head[1].split("\\|")) {
          (head[0].equals("also") ? also : classes).add(new Line(head[0], ending, endings));
        }
      }
    }
  }

  boolean hasClasses() {
    return !classes.isEmpty();
  }

  /** All forms of a word by its kind of ending; empty where no class fits. */
  Set<String> expand(String word) {
    Set<String> forms = new LinkedHashSet<>();
    List<String> listed = words.get(word);
    if (listed != null) {
      forms.add(word);
      forms.addAll(listed);
      addPrefixed(forms, Set.copyOf(forms), negation);
      return forms;
    }
    for (String kind : List.of("noun", "verb", "adjective")) {
      Line line = longest(kind, word);
      if (line != null) {
        Set<String> some = new LinkedHashSet<>();
        some.add(word);
        inflect(word, line, some);
        forms.addAll(some);
        if (!kind.equals("noun")) {
          addPrefixed(forms, some, negation);
        }
        if (kind.equals("adjective")) {
          addPrefixed(forms, some, superlative);
        }
      }
    }
    return forms;
  }

  /** Adds what the table knows beyond the forms that another source gave. */
  void extend(Set<String> forms) {
    for (String form : List.copyOf(forms)) {
      for (Line line : also) {
        if (form.endsWith(line.ending()) && form.length() > line.ending().length() + 2) {
          inflect(form, line, forms);
        }
      }
    }
  }

  private @Nullable Line longest(String kind, String word) {
    Line best = null;
    for (Line line : classes) {
      if (line.kind().equals(kind)
          && word.endsWith(line.ending())
          && word.length() > line.ending().length() + 1
          && (best == null || line.ending().length() > best.ending().length())) {
        best = line;
      }
    }
    return best;
  }

  private static void inflect(String word, Line line, Set<String> forms) {
    boolean wholeWord = line.endings().contains("-") && line.endings().get(0).equals("-");
    String stem = wholeWord ? word : word.substring(0, word.length() - line.ending().length());
    for (String ending : line.endings()) {
      if (ending.equals("-")) {
        forms.add(stem);
      } else if (ending.startsWith("'")) {
        forms.add(soften(stem) + ending.substring(1));
      } else if (ending.startsWith("´")) {
        forms.add(accent(stem) + ending.substring(1));
      } else {
        forms.add(stem + ending);
      }
    }
  }

  private static void addPrefixed(Set<String> forms, Set<String> some, String prefix) {
    if (!prefix.isEmpty()) {
      some.forEach(form -> forms.add(prefix + form));
    }
  }

  private static String soften(String stem) {
    int last = stem.length() - 1;
    return switch (stem.charAt(last)) {
      case 't' -> stem.substring(0, last) + 'ť';
      case 'd' -> stem.substring(0, last) + 'ď';
      case 'n' -> stem.substring(0, last) + 'ň';
      default -> stem;
    };
  }

  private static String accent(String stem) {
    for (int i = stem.length() - 1; i >= 0; i--) {
      int vowel = VOWELS.indexOf(stem.charAt(i));
      if (vowel >= 0) {
        return stem.substring(0, i) + ACUTE.charAt(vowel) + stem.substring(i + 1);
      }
    }
    return stem;
  }
}
