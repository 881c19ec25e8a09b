package io.handoff.language.trigger;

/** A 64-bit hash over characters that can be taken up at any place of a word. */
final class Hashes {
  private Hashes() {}

  static long of(char[] text, int from, int to) {
    long hash = 0xCBF29CE484222325L;
    for (int i = from; i < to; i++) {
      hash = (hash ^ text[i]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return hash;
  }

  static long of(String text) {
    return of(text.toCharArray(), 0, text.length());
  }
}
