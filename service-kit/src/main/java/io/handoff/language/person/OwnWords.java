package io.handoff.language.person;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Tells a customer's own words in an e-mail or a form from what the message repeats: quoted text
 * with the line that introduces it, forwarded and original messages, and the signature.
 *
 * <p>An answer below lines that begin with ">" is the customer's own. Where what is repeated has no
 * such marks, everything below its introduction belongs to it. Nothing is thrown on any text, and
 * time grows with its length only.
 */
public final class OwnWords {
  /** Lines that "On Monday, … wrote:" is broken into at most. */
  private static final int MOST_LINES = 3;

  /** Lines of headers that are looked at. */
  private static final int LONGEST_HEADERS = 8;

  /** A line of the text, without its line break. */
  private record Line(int start, int end) {}

  private final String text;
  private final List<Line> lines = new ArrayList<>();
  private final BitSet repeated = new BitSet();

  private OwnWords(String text) {
    this.text = text;
    split();
    judge();
  }

  /** The own words; empty where the message is nothing but a quotation or a signature. */
  public static String of(String text) {
    OwnWords own = new OwnWords(text);
    if (own.repeated.isEmpty()) {
      return text;
    }
    StringBuilder words = new StringBuilder();
    boolean gap = false;
    for (int i = 0; i < own.lines.size(); i++) {
      if (own.repeated.get(i) || own.line(i).isBlank()) {
        gap = !words.isEmpty();
      } else {
        words.append(gap ? "\n\n" : words.isEmpty() ? "" : "\n").append(own.line(i));
        gap = false;
      }
    }
    return words.toString();
  }

  /**
   * The text with a space in place of each code point that is not the customer's own, so that what
   * is found in it has the same place in the text.
   */
  public static String masked(String text) {
    OwnWords own = new OwnWords(text);
    if (own.repeated.isEmpty()) {
      return text;
    }
    StringBuilder masked = new StringBuilder(text.length());
    int from = 0;
    for (int i = 0; i < own.lines.size(); i++) {
      if (own.repeated.get(i)) {
        Line line = own.lines.get(i);
        masked.append(text, from, line.start());
        masked.repeat(' ', text.codePointCount(line.start(), line.end()));
        from = line.end();
      }
    }
    return masked.append(text, from, text.length()).toString();
  }

  private void split() {
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029') {
        lines.add(new Line(start, i));
        i += c == '\r' && text.startsWith("\n", i + 1) ? 1 : 0;
        start = i + 1;
      }
    }
    lines.add(new Line(start, text.length()));
  }

  private void judge() {
    boolean signature = false;
    for (int i = 0; i < lines.size(); i++) {
      if (Quotation.isQuoted(line(i))) {
        repeated.set(i);
        signature = false;
        continue;
      }
      int next = afterHeaders(i + 1);
      boolean marked = next < lines.size() && Quotation.isQuoted(line(next));
      int introduction = introduction(i, marked);
      if (introduction >= 0) {
        repeated.set(introduction, marked ? next : lines.size());
        i = marked ? next - 1 : lines.size();
        continue;
      }
      signature |= Quotation.isSignature(line(i));
      repeated.set(i, signature);
    }
  }

  /** The first line after blank ones and those that say from whom and when a message was. */
  private int afterHeaders(int from) {
    int i = from;
    int most = Math.min(lines.size(), from + 2 * LONGEST_HEADERS);
    while (i < most && (line(i).isBlank() || Quotation.isHeader(line(i)))) {
      i++;
    }
    return i;
  }

  /**
   * Where the words begin that end with this line and introduce what is repeated, or -1. "On Monday
   * … wrote:" may be broken into a few lines.
   *
   * @param marked whether a line that begins with ">" follows
   */
  private int introduction(int i, boolean marked) {
    if (Quotation.isSeparator(line(i)) || Quotation.isHeaderBlock(paragraph(i))) {
      return i;
    }
    String words = "";
    for (int from = i; from >= 0 && from > i - MOST_LINES; from--) {
      if (line(from).isBlank() || repeated.get(from)) {
        break;
      }
      words = (line(from) + " " + words).strip();
      if (Quotation.isAttribution(words, marked)) {
        boolean more = from > 0 && Quotation.beginsAttribution(line(from - 1));
        return more && !repeated.get(from - 1) ? from - 1 : from;
      }
    }
    return -1;
  }

  /** The lines from here to the next blank one. */
  private List<String> paragraph(int from) {
    List<String> paragraph = new ArrayList<>();
    for (int i = from; i < lines.size() && paragraph.size() < LONGEST_HEADERS; i++) {
      if (line(i).isBlank()) {
        break;
      }
      paragraph.add(line(i));
    }
    return paragraph;
  }

  private String line(int i) {
    return text.substring(lines.get(i).start(), lines.get(i).end());
  }
}
