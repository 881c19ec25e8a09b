package io.handoff.trigger.decision;

/** Bounds texts that are passed on. */
final class Texts {
  private Texts() {}

  /** At most so many code points of the text. */
  static String cut(String text, int codePoints) {
    return text.length() <= codePoints || text.codePointCount(0, text.length()) <= codePoints
        ? text
        : text.substring(0, text.offsetByCodePoints(0, codePoints));
  }
}
