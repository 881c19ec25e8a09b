package io.handoff.language.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an evaluation found.
 *
 * @param rows precision and recall, or false alarms
 * @param speeds throughput
 */
public record Report(List<Row> rows, List<Speed> speeds) {

  /** A table for people, as Markdown. */
  public String table() {
    List<String> lines = new ArrayList<>();
    lines.add("| on | | goal | all: P R F1 (right+false-missed) | kept back from tuning |");
    lines.add("|---|---|---|---|---|");
    rows.forEach(row -> lines.add(row.table()));
    lines.add("");
    lines.add("| speed, one thread | goal, messages/s | measured |");
    lines.add("|---|---|---|");
    for (Speed s : speeds) {
      lines.add(
          String.format(
              Locale.ROOT, "| %s | %,.0f | %,.0f |", s.name(), s.goal(), s.messagesPerSecond()));
    }
    return String.join("\n", lines) + "\n";
  }

  /** The same for programs. */
  public String json() {
    List<String> items = new ArrayList<>();
    for (Row row : rows) {
      items.add(
          "{"
              + text("section", row.section())
              + ","
              + text("name", row.name())
              + ","
              + text("goal", row.goal())
              + ","
              + tally("all", row.all())
              + ","
              + tally("held", row.held())
              + "}");
    }
    List<String> times = new ArrayList<>();
    for (Speed s : speeds) {
      times.add(
          String.format(
              Locale.ROOT,
              "{%s,\"goal\":%.0f,\"messagesPerSecond\":%.0f}",
              text("name", s.name()),
              s.goal(),
              s.messagesPerSecond()));
    }
    return "{\"quality\":["
        + String.join(",", items)
        + "],\"speed\":["
        + String.join(",", times)
        + "]}";
  }

  private static String text(String name, String value) {
    return '"' + name + "\":\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String tally(String name, Tally t) {
    return String.format(
        Locale.ROOT,
        "\"%s\":{\"truePositives\":%d,\"falsePositives\":%d,\"falseNegatives\":%d,\"total\":%d,"
            + "\"precision\":%.4f,\"recall\":%.4f,\"f1\":%.4f,\"alarmsPerThousand\":%.3f}",
        name,
        t.truePositives(),
        t.falsePositives(),
        t.falseNegatives(),
        t.total(),
        t.precision(),
        t.recall(),
        t.f1(),
        t.alarmsPerThousand());
  }
}
