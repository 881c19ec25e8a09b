package io.handoff.language.trigger;

import io.handoff.language.text.DataLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.ko.KoreanTokenizer;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * Whether a stretch of Korean letters is a word of its own. At the beginning of a written word the
 * rest has to be particles and endings ({@code korean/endings.txt}); anywhere else, and where the
 * rest is unknown, Nori's morphemes must have their edges at the stretch's edges. Nori is slow and
 * runs on a hit only, and on the one written word.
 */
final class Korean {
  private static final ThreadLocal<Korean> CURRENT = ThreadLocal.withInitial(Korean::new);
  private static final List<String> VERB_ENDINGS = List.of("하기", "하다", "되다", "시키다");
  private static final int FINAL_CONSONANTS = 28;
  private static final int LONGEST_PIECE = 5;

  /** A noun with more behind it is no Korean; the limit keeps cutting into pieces cheap. */
  private static final int LONGEST_REST = 14;

  /** Letters on either side of a hit that Nori is shown. */
  private static final int CONTEXT = 16;

  private static final Set<String> CLOSED = new HashSet<>();
  private static final Set<String> OPEN = new HashSet<>();

  /** One-syllable prefixes that leave the word what it is: female, male, again, beforehand. */
  private static final String PREFIXES = "여남재선";

  static {
    try (InputStream in =
        Korean.class.getResourceAsStream("/io/handoff/language/korean/endings.txt")) {
      if (in == null) {
        throw new IllegalStateException("no korean/endings.txt");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : DataLines.join(text.lines().toList())) {
        for (String piece : line.split("\\s+")) {
          boolean open = piece.endsWith("*");
          (open ? OPEN : CLOSED).add(open ? piece.substring(0, piece.length() - 1) : piece);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final KoreanTokenizer tokenizer =
      new KoreanTokenizer(
          KoreanTokenizer.DEFAULT_TOKEN_ATTRIBUTE_FACTORY,
          null,
          KoreanTokenizer.DecompoundMode.MIXED,
          false);
  private final OffsetAttribute offsets = tokenizer.addAttribute(OffsetAttribute.class);

  private Korean() {}

  static Korean current() {
    return CURRENT.get();
  }

  /**
   * What to look for: the noun of a verb in -하다, and the noun with a particle drawn into its last
   * syllable (취소는 as 취손, 취소를 as 취솔).
   */
  static Set<String> stems(String word) {
    String stem = word;
    for (String ending : VERB_ENDINGS) {
      if (word.length() > ending.length() + 1 && word.endsWith(ending)) {
        stem = word.substring(0, word.length() - ending.length());
        break;
      }
    }
    Set<String> stems = new LinkedHashSet<>(List.of(stem));
    char last = stem.charAt(stem.length() - 1);
    if (isOpen(last)) {
      String rest = stem.substring(0, stem.length() - 1);
      stems.add(rest + (char) (last + 4));
      stems.add(rest + (char) (last + 8));
    }
    return stems;
  }

  private static boolean isOpen(char syllable) {
    return syllable >= 0xAC00 && syllable <= 0xD7A3 && (syllable - 0xAC00) % FINAL_CONSONANTS == 0;
  }

  /** Whether a stem is a trigger with a particle drawn in, which only a whole word can be. */
  static boolean isContracted(String written, String stem) {
    return stem.length() == written.length() && !stem.equals(written);
  }

  /** Whether the hit begins the written word text[from, to) and what follows are endings. */
  static boolean begins(char[] text, int from, int to, int start, int end) {
    boolean first = start == from || (start == from + 1 && PREFIXES.indexOf(text[from]) >= 0);
    return first && isEndings(text, end, to);
  }

  /** Whether text[from, to) can be cut into pieces that follow a noun. */
  private static boolean isEndings(char[] text, int from, int to) {
    if (from == to) {
      return true;
    }
    if (to - from > LONGEST_REST) {
      return false;
    }
    for (int length = Math.min(LONGEST_PIECE, to - from); length > 0; length--) {
      String piece = new String(text, from, length);
      if (OPEN.contains(piece)) {
        return true;
      }
      if (CLOSED.contains(piece) && isEndings(text, from + length, to)) {
        return true;
      }
    }
    return false;
  }

  /** Whether morphemes have their edges where the hit text[start, end) has. */
  boolean edgesAgree(char[] text, int wordStart, int wordEnd, int start, int end) {
    int from = Math.max(wordStart, start - CONTEXT);
    int to = Math.min(wordEnd, end + CONTEXT);
    boolean startsAtEdge = start == from;
    boolean endsAtEdge = end == to;
    try {
      tokenizer.setReader(new StringReader(new String(Arrays.copyOfRange(text, from, to))));
      tokenizer.reset();
      while (tokenizer.incrementToken()) {
        startsAtEdge |= offsets.startOffset() == start - from;
        endsAtEdge |= offsets.endOffset() == end - from;
      }
      tokenizer.end();
      tokenizer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return startsAtEdge && endsAtEdge;
  }
}
