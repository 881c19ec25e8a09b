package io.handoff.language.dictionary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import morfologik.fsa.FSA;
import morfologik.fsa.FSATraversal;
import morfologik.fsa.MatchResult;

/**
 * The dictionary of one language, both ways: forms of a word, words of a form. All text is in lower
 * case. Immutable and thread-safe; loaded on first use, then shared by all accounts.
 */
public final class WordForms {
  static final char SEPARATOR = 1;
  static final char STRIP_BASE = 32;
  static final int MOST_STRIPPED = 90;

  private static final ConcurrentHashMap<String, Optional<WordForms>> LOADED =
      new ConcurrentHashMap<>();

  private final FSA forms;
  private final FSA lemmas;

  private WordForms(FSA forms, FSA lemmas) {
    this.forms = forms;
    this.lemmas = lemmas;
  }

  /** The dictionary of a language, or empty where none ships. */
  public static Optional<WordForms> of(String language) {
    return LOADED.computeIfAbsent(language, WordForms::load);
  }

  private static Optional<WordForms> load(String language) {
    if (!language.matches("[a-z]{2,3}")) {
      return Optional.empty();
    }
    try (InputStream forms = WordForms.class.getResourceAsStream(language + ".forms.fsa");
        InputStream lemmas = WordForms.class.getResourceAsStream(language + ".lemmas.fsa")) {
      if (forms == null || lemmas == null) {
        return Optional.empty();
      }
      return Optional.of(new WordForms(FSA.read(forms), FSA.read(lemmas)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All forms of a word given by its dictionary form; empty if it is not one. */
  public Set<String> formsOf(String lemma) {
    return lookUp(forms, lemma);
  }

  /** The dictionary forms of the words that have this form; empty if none has. */
  public Set<String> lemmasOf(String form) {
    return lookUp(lemmas, form);
  }

  /** Forms that are this one but for diacritics, where a word was typed without them. */
  public Set<String> restore(String bare) {
    Set<String> found = new LinkedHashSet<>();
    restore(bare, 0, lemmas.getRootNode(), new StringBuilder(), found);
    return found;
  }

  private void restore(String bare, int at, int node, StringBuilder soFar, Set<String> found) {
    if (at == bare.length()) {
      if (lemmas.getArc(node, (byte) SEPARATOR) != 0) {
        found.add(soFar.toString());
      }
      return;
    }
    for (char variant : variants(bare.charAt(at))) {
      int next = follow(node, variant);
      if (next != 0) {
        soFar.append(variant);
        restore(bare, at + 1, next, soFar, found);
        soFar.setLength(soFar.length() - 1);
      }
    }
  }

  private int follow(int node, char c) {
    int at = node;
    for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
      int arc = lemmas.getArc(at, b);
      if (arc == 0 || lemmas.isArcTerminal(arc)) {
        return 0;
      }
      at = lemmas.getEndNode(arc);
    }
    return at;
  }

  private static char[] variants(char c) {
    return switch (c) {
      case 'a' -> "aáàâäãåąă".toCharArray();
      case 'c' -> "cçćč".toCharArray();
      case 'd' -> "dďđ".toCharArray();
      case 'e' -> "eéèêëęě".toCharArray();
      case 'i' -> "iíìîïı".toCharArray();
      case 'l' -> "lł".toCharArray();
      case 'n' -> "nñńň".toCharArray();
      case 'o' -> "oóòôöõøő".toCharArray();
      case 'r' -> "rř".toCharArray();
      case 's' -> "sśšş".toCharArray();
      case 't' -> "tť".toCharArray();
      case 'u' -> "uúùûüůű".toCharArray();
      case 'y' -> "yýÿ".toCharArray();
      case 'z' -> "zźżž".toCharArray();
      default -> new char[] {c};
    };
  }

  private static Set<String> lookUp(FSA automaton, String word) {
    Set<String> found = new LinkedHashSet<>();
    MatchResult match =
        new FSATraversal(automaton).match((word + SEPARATOR).getBytes(StandardCharsets.UTF_8));
    if (match.kind == MatchResult.SEQUENCE_IS_A_PREFIX) {
      for (ByteBuffer sequence : automaton.getSequences(match.node)) {
        String text = StandardCharsets.UTF_8.decode(sequence.duplicate()).toString();
        int strip = text.charAt(0) - STRIP_BASE;
        found.add(word.substring(0, word.length() - strip) + text.substring(1));
      }
    }
    return found;
  }
}
