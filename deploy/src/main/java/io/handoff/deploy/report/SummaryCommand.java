package io.handoff.deploy.report;

import io.handoff.deploy.settings.ConnectionOptions;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code report summary}. */
@Command(
    name = "summary",
    description =
        "Prints counts, medians and 90th percentiles of waiting, first response and resolution: of"
            + " all conversations, by team and by agent.")
final class SummaryCommand extends ReportTask {

  @Option(names = "--json", description = "Print lines of JSON: all, each team, each agent.")
  private boolean json;

  SummaryCommand(ConnectionOptions connection) {
    super(connection);
  }

  @Override
  int run(Report report, ZoneId zone) {
    Summary summary = new Summary();
    report.unsorted(summary::add);
    PrintWriter out = commandLine().getOut();
    if (json) {
      print(out, "all", null, summary.all());
      summary.teams().forEach((id, group) -> print(out, "team", id, group));
      summary.agents().forEach((id, group) -> print(out, "agent", id, group));
    } else {
      out.println(subject() + " (" + zone + ")");
      out.print(SummaryTable.of(summary));
    }
    out.flush();
    return 0;
  }

  private static void print(
      PrintWriter out, String kind, @Nullable String id, Summary.Group group) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("of", kind);
    fields.put("id", id);
    fields.putAll(group.fields());
    out.println(JsonMapper.shared().writeValueAsString(fields));
  }
}
