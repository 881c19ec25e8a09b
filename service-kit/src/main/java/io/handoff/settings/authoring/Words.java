package io.handoff.settings.authoring;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words for messages: what somebody probably meant, and values cut to a readable length. */
public final class Words {
  private Words() {}

  private static final int SHOWN = 40;

  /** Fewer letters are no beginning of a word that somebody had in mind. */
  private static final int SHORTENED = 4;

  /** The text on one line, cut to 40 characters. */
  public static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(SHOWN)
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .forEach(shown::appendCodePoint);
    return text.codePointCount(0, text.length()) > SHOWN ? shown + "…" : shown.toString();
  }

  /** "did you mean 'x'?" with the nearest candidate; null where none is near. */
  public static @Nullable String didYouMean(String written, Collection<String> candidates) {
    String nearest = nearest(written, candidates);
    return nearest == null ? null : "did you mean '" + shown(nearest) + "'?";
  }

  /** "did you mean 'x'?", or else "one of: a, b, c". */
  public static String didYouMeanOneOf(String written, Collection<String> candidates) {
    String meant = didYouMean(written, candidates);
    return meant == null ? "one of: " + String.join(", ", candidates) : meant;
  }

  private static @Nullable String nearest(String written, Collection<String> candidates) {
    String folded = fold(written);
    if (folded.length() > 4 * SHOWN) {
      return null;
    }
    String longer = onlyLonger(folded, candidates);
    if (longer != null) {
      return longer;
    }
    int best = Math.max(1, folded.length() / 3) + 1;
    String nearest = null;
    for (String candidate : candidates) {
      String other = fold(candidate);
      if (Math.abs(other.length() - folded.length()) < best) {
        int distance = distance(folded, other);
        if (distance < best) {
          best = distance;
          nearest = candidate;
        }
      }
    }
    return nearest;
  }

  /** The only candidate that begins with what was written, where that is no mere letter or two. */
  private static @Nullable String onlyLonger(String folded, Collection<String> candidates) {
    List<String> longer =
        folded.length() < SHORTENED
            ? List.of()
            : candidates.stream().filter(c -> fold(c).startsWith(folded)).toList();
    return longer.size() == 1 ? longer.getFirst() : null;
  }

  /** Spelling that is often confused: case, hyphens, underscores, blanks. */
  private static String fold(String word) {
    StringBuilder folded = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c != '-' && c != '_' && c != ' ') {
        folded.append(Character.toLowerCase(c));
      }
    }
    return folded.toString();
  }

  /** Insertions, deletions, replacements and swaps of neighbours that turn one into the other. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replaced, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
