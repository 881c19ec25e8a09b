package io.handoff.language;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.ko.KoreanTokenizer;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** Whether a stretch of Korean letters is a word of its own, by the edges of Nori's morphemes. */
final class Korean {
  private static final ThreadLocal<Korean> CURRENT = ThreadLocal.withInitial(Korean::new);
  private static final List<String> VERB_ENDINGS = List.of("하기", "하다", "되다", "시키다");

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

  static String stem(String word) {
    for (String ending : VERB_ENDINGS) {
      if (word.length() > ending.length() + 1 && word.endsWith(ending)) {
        return word.substring(0, word.length() - ending.length());
      }
    }
    return word;
  }

  /** The hit is text[start, end) within the written word text[from, to). */
  boolean confirms(char[] text, int from, int to, int start, int end) {
    if (start == from && end == to) {
      return true;
    }
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

  static Set<String> none() {
    return Set.of();
  }
}
