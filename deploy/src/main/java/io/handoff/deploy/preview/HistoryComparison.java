package io.handoff.deploy.preview;

import io.handoff.deploy.preview.Outcome.Happening;
import io.handoff.deploy.preview.Outcome.Measure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** How two replays of one history differ. */
record HistoryComparison(Map<Measure, Sum> sums) {

  /** How the number in a conversation changed. */
  enum Change {
    MORE,
    FEWER,
    OTHERWISE;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** A conversation in which something differs. */
  record Difference(
      String conversation, Change change, List<Happening> before, List<Happening> after) {}

  /** How often under one label. */
  record Count(int before, int after) {

    Count plus(int moreBefore, int moreAfter) {
      return new Count(before + moreBefore, after + moreAfter);
    }
  }

  /**
   * The difference in what is counted.
   *
   * @param all how many on each side
   * @param more how many more in conversations that have more
   * @param fewer how many fewer in conversations that have fewer
   * @param otherwise conversations with as many, but others, or at other times
   * @param labels how many by label
   */
  record Sum(
      Count all,
      int more,
      int fewer,
      int otherwise,
      Map<String, Count> labels,
      List<Difference> differences) {}

  /** Compares the outcomes of the same conversations. */
  static HistoryComparison of(Map<String, Outcome> before, Map<String, Outcome> after) {
    Map<Measure, Sum> sums = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      sums.put(measure, sum(measure, before, after));
    }
    return new HistoryComparison(sums);
  }

  private static Sum sum(Measure measure, Map<String, Outcome> before, Map<String, Outcome> after) {
    Map<String, Count> labels = new TreeMap<>();
    List<Difference> differences = new ArrayList<>();
    Count all = new Count(0, 0);
    int more = 0;
    int fewer = 0;
    int otherwise = 0;
    for (Map.Entry<String, Outcome> one : before.entrySet()) {
      List<Happening> then = one.getValue().of(measure);
      List<Happening> now = Objects.requireNonNull(after.get(one.getKey())).of(measure);
      then.forEach(h -> labels.merge(h.label(), new Count(1, 0), (c, x) -> c.plus(1, 0)));
      now.forEach(h -> labels.merge(h.label(), new Count(0, 1), (c, x) -> c.plus(0, 1)));
      all = all.plus(then.size(), now.size());
      more += Math.max(0, now.size() - then.size());
      fewer += Math.max(0, then.size() - now.size());
      if (!same(then, now)) {
        Change change = change(then.size(), now.size());
        otherwise += change == Change.OTHERWISE ? 1 : 0;
        differences.add(new Difference(one.getKey(), change, then, now));
      }
    }
    return new Sum(all, more, fewer, otherwise, labels, differences);
  }

  private static Change change(int before, int after) {
    return after > before ? Change.MORE : after < before ? Change.FEWER : Change.OTHERWISE;
  }

  /** Words do not count: they name the version of the settings. */
  private static boolean same(List<Happening> a, List<Happening> b) {
    return a.stream()
        .map(h -> List.of(h.at(), h.label()))
        .toList()
        .equals(b.stream().map(h -> List.of(h.at(), h.label())).toList());
  }

  /** Whether nothing differs. */
  boolean isEmpty() {
    return sums.values().stream().allMatch(sum -> sum.differences().isEmpty());
  }
}
