package io.handoff.deploy.text;

import java.util.ArrayList;
import java.util.List;

/**
 * What differs between two texts, line by line: the fewest lines taken out and put in, with two
 * lines around each place.
 *
 * <p>Beyond {@value #MOST} lines that are neither in a common beginning nor end, the middle counts
 * as replaced as a whole.
 */
public final class LineDiff {
  private LineDiff() {}

  private static final int AROUND = 2;
  private static final int MOST = 3_000;

  private record Line(char sign, String text) {}

  /**
   * The differences, each line with {@code - } (only before), {@code + } (only after) or two blanks
   * in front; {@code …} stands for lines left out. Empty: there are none.
   */
  public static List<String> of(List<String> before, List<String> after) {
    List<Line> lines = lines(before, after);
    boolean[] shown = new boolean[lines.size()];
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).sign() != ' ') {
        for (int j = Math.max(0, i - AROUND); j <= Math.min(lines.size() - 1, i + AROUND); j++) {
          shown[j] = true;
        }
      }
    }
    List<String> result = new ArrayList<>();
    boolean left = false;
    for (int i = 0; i < shown.length; i++) {
      if (shown[i]) {
        if (left) {
          result.add("…");
        }
        left = false;
        result.add(lines.get(i).sign() + " " + lines.get(i).text());
      } else {
        left = true;
      }
    }
    if (left && !result.isEmpty()) {
      result.add("…");
    }
    return result;
  }

  private static List<Line> lines(List<String> before, List<String> after) {
    int start = 0;
    int least = Math.min(before.size(), after.size());
    while (start < least && before.get(start).equals(after.get(start))) {
      start++;
    }
    int end = 0;
    while (end < least - start
        && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
      end++;
    }
    List<Line> lines = new ArrayList<>();
    before.subList(0, start).forEach(line -> lines.add(new Line(' ', line)));
    middle(
        before.subList(start, before.size() - end),
        after.subList(start, after.size() - end),
        lines);
    before.subList(before.size() - end, before.size()).forEach(l -> lines.add(new Line(' ', l)));
    return lines;
  }

  /** By the longest common subsequence. */
  private static void middle(List<String> before, List<String> after, List<Line> lines) {
    int i = 0;
    int j = 0;
    if (before.size() <= MOST && after.size() <= MOST) {
      int[][] common = common(before, after);
      while (i < before.size() && j < after.size()) {
        if (before.get(i).equals(after.get(j))) {
          lines.add(new Line(' ', before.get(i++)));
          j++;
        } else if (common[i + 1][j] >= common[i][j + 1]) {
          lines.add(new Line('-', before.get(i++)));
        } else {
          lines.add(new Line('+', after.get(j++)));
        }
      }
    }
    before.subList(i, before.size()).forEach(line -> lines.add(new Line('-', line)));
    after.subList(j, after.size()).forEach(line -> lines.add(new Line('+', line)));
  }

  private static int[][] common(List<String> before, List<String> after) {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
