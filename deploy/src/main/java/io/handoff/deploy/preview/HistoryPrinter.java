package io.handoff.deploy.preview;

import io.handoff.deploy.preview.HistoryComparison.Change;
import io.handoff.deploy.preview.HistoryComparison.Count;
import io.handoff.deploy.preview.HistoryComparison.Difference;
import io.handoff.deploy.preview.HistoryComparison.Sum;
import io.handoff.deploy.preview.Outcome.Happening;
import io.handoff.deploy.preview.Outcome.Measure;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Prints what changes in a history: a table, then examples.
 *
 * @param before what the settings in force are called
 * @param after what the changed ones are called
 * @param zone zone of the times in the text
 */
record HistoryPrinter(PrintWriter out, String before, String after, ZoneId zone) {

  private static final int EXAMPLES = 3;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** For people. */
  void text(String account, History history, HistoryComparison comparison) {
    out.printf(
        Locale.ROOT,
        "%s, %,d conversations: from %s to %s%n%n",
        account,
        history.conversations().size(),
        before,
        after);
    out.printf(
        "  %-12s %8s %8s %8s %8s %10s%n", "", "before", "after", "more", "fewer", "otherwise");
    comparison
        .sums()
        .forEach(
            (measure, sum) ->
                out.printf(
                    Locale.ROOT,
                    "  %-12s %,8d %,8d %,8d %,8d %,10d%n",
                    measure.word(),
                    sum.all().before(),
                    sum.all().after(),
                    sum.more(),
                    sum.fewer(),
                    sum.otherwise()));
    if (comparison.isEmpty()) {
      out.println("\nNo difference.");
      return;
    }
    comparison.sums().forEach(this::details);
  }

  private void details(Measure measure, Sum sum) {
    if (sum.differences().isEmpty()) {
      return;
    }
    out.printf("%n%s%n", measure.word());
    sum.labels()
        .forEach(
            (label, count) -> {
              if (count.before() != count.after()) {
                out.printf(Locale.ROOT, "  %s: %,d → %,d%n", label, count.before(), count.after());
              }
            });
    for (Change change : Change.values()) {
      List<Difference> those =
          sum.differences().stream().filter(one -> one.change() == change).toList();
      those.stream().limit(EXAMPLES).forEach(this::example);
      if (those.size() > EXAMPLES) {
        out.printf(
            Locale.ROOT,
            "  … and %,d more conversations with %s%n",
            those.size() - EXAMPLES,
            change == Change.OTHERWISE ? "others" : change.word());
      }
    }
  }

  private void example(Difference difference) {
    out.printf("  %s (%s)%n", difference.conversation(), difference.change().word());
    side("-", difference.before());
    side("+", difference.after());
  }

  private void side(String sign, List<Happening> happenings) {
    if (happenings.isEmpty()) {
      out.printf("    %s none%n", sign);
    }
    for (Happening happening : happenings) {
      out.printf(
          "    %s %s %s%n", sign, TIME.format(happening.at().atZone(zone)), happening.text());
    }
  }

  /** For programs: a line for the whole, then one for each difference. */
  void json(
      String account,
      History history,
      HistoryComparison comparison,
      Consumer<Map<String, Object>> lines) {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("kind", "history");
    whole.put("account", account);
    whole.put("before", before);
    whole.put("after", after);
    whole.put("same", comparison.isEmpty());
    whole.put("conversations", history.conversations().size());
    whole.put("begunBefore", history.begunBefore());
    whole.put("tests", history.tests());
    whole.put("overLimit", history.overLimit());
    comparison.sums().forEach((measure, sum) -> whole.put(measure.word(), fields(sum)));
    lines.accept(whole);
    comparison
        .sums()
        .forEach(
            (measure, sum) -> sum.differences().forEach(one -> lines.accept(fields(measure, one))));
  }

  private static Map<String, Object> fields(Sum sum) {
    Map<String, Object> fields = fields(sum.all());
    fields.put("more", sum.more());
    fields.put("fewer", sum.fewer());
    fields.put("otherwise", sum.otherwise());
    Map<String, Object> labels = new LinkedHashMap<>();
    sum.labels().forEach((label, count) -> labels.put(label, fields(count)));
    fields.put("by", labels);
    return fields;
  }

  private static Map<String, Object> fields(Count count) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("before", count.before());
    fields.put("after", count.after());
    return fields;
  }

  private static Map<String, Object> fields(Measure measure, Difference difference) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", "difference");
    fields.put("in", measure.word());
    fields.put("conversation", difference.conversation());
    fields.put("change", difference.change().word());
    fields.put("before", list(difference.before()));
    fields.put("after", list(difference.after()));
    return fields;
  }

  private static List<Map<String, Object>> list(List<Happening> happenings) {
    return happenings.stream()
        .map(
            happening -> {
              Map<String, Object> fields = new LinkedHashMap<>();
              fields.put("at", happening.at().toString());
              fields.put("what", happening.label());
              fields.put("text", happening.text());
              return fields;
            })
        .toList();
  }
}
