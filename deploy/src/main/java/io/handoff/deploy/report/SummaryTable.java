package io.handoff.deploy.report;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A summary for the terminal. */
final class SummaryTable {
  private SummaryTable() {}

  private static final String LINE = "  %-24s %9s %8s %8s %8s  %9s %9s  %9s %9s  %9s %9s %6s%n";

  static String of(Summary summary) {
    StringBuilder text = new StringBuilder();
    text.append(
        LINE.formatted(
            "",
            "conver-",
            "handed",
            "with",
            "",
            "waiting",
            "",
            "1st resp.",
            "",
            "resolved",
            "",
            "mean"));
    text.append(
        LINE.formatted(
            "", "sations", "off", "ticket", "closed", "median", "p90", "median", "p90", "median",
            "p90", "rating"));
    line(text, "all", summary.all());
    section(text, "by team", summary.teams());
    section(text, "by agent", summary.agents());
    return text.toString();
  }

  private static void section(
      StringBuilder text, String heading, Map<String, Summary.Group> groups) {
    if (!groups.isEmpty()) {
      text.append(heading).append(System.lineSeparator());
      groups.forEach((id, group) -> line(text, id, group));
    }
  }

  private static void line(StringBuilder text, String name, Summary.Group group) {
    Map<String, @Nullable Object> fields = group.fields();
    Double rating = group.meanRating();
    text.append(
        LINE.formatted(
            name,
            fields.get("conversations"),
            fields.get("handedOff"),
            fields.get("withTicket"),
            fields.get("closed"),
            span(group.waiting().percentile(50)),
            span(group.waiting().percentile(90)),
            span(group.firstResponse().percentile(50)),
            span(group.firstResponse().percentile(90)),
            span(group.resolution().percentile(50)),
            span(group.resolution().percentile(90)),
            rating == null ? "–" : String.format(Locale.ROOT, "%.2f", rating)));
  }

  private static String span(@Nullable Integer seconds) {
    if (seconds == null) {
      return "–";
    }
    Duration span = Duration.ofSeconds(seconds);
    if (span.toDays() > 0) {
      return "%dd %02dh".formatted(span.toDays(), span.toHoursPart());
    }
    if (span.toHours() > 0) {
      return "%dh %02dm".formatted(span.toHours(), span.toMinutesPart());
    }
    return span.toMinutes() > 0
        ? "%dm %02ds".formatted(span.toMinutes(), span.toSecondsPart())
        : span.toSeconds() + "s";
  }
}
