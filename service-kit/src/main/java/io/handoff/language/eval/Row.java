package io.handoff.language.eval;

import java.util.Locale;

/**
 * One line of the report.
 *
 * @param section what was measured
 * @param name language or corpus
 * @param goal the goal in words, empty where there is none
 * @param all on the whole data
 * @param held on the part that was kept back from tuning
 */
public record Row(String section, String name, String goal, Tally all, Tally held) {

  static Row of(String section, String name, String goal) {
    return new Row(section, name, goal, new Tally(), new Tally());
  }

  void add(String key, boolean expected, boolean actual) {
    all.add(expected, actual);
    if (Tsv.heldBack(key)) {
      held.add(expected, actual);
    }
  }

  String table() {
    return String.format(
        Locale.ROOT,
        "| %-22s | %-22s | %-20s | %s | %s |",
        section,
        name,
        goal,
        cells(all),
        cells(held));
  }

  private String cells(Tally t) {
    if (t.truePositives() + t.falseNegatives() == 0) {
      return String.format(
          Locale.ROOT,
          "%5.2f/1000, %d of %d",
          t.alarmsPerThousand(),
          t.falsePositives(),
          t.total());
    }
    return String.format(
        Locale.ROOT,
        "%.3f %.3f %.3f (%d+%d-%d)",
        t.precision(),
        t.recall(),
        t.f1(),
        t.truePositives(),
        t.falsePositives(),
        t.falseNegatives());
  }
}
