package io.handoff.deploy.evaluate.time;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs case files. */
public final class TimeEvaluation {
  private TimeEvaluation() {}

  /**
   * Runs a file, or all {@code .json} files of a folder and of the folders in it, in the order of
   * their names.
   *
   * @throws IOException if one cannot be read or is no JSON array
   */
  public static TimeReport run(Path data) throws IOException {
    TimeReport report = new TimeReport();
    for (Path file : files(data)) {
      cases(file, report.file(Files.isDirectory(data) ? data.relativize(file) : file));
    }
    return report;
  }

  private static List<Path> files(Path data) throws IOException {
    if (!Files.isDirectory(data)) {
      return List.of(data);
    }
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static void cases(Path file, TimeReport.File report) throws IOException {
    JsonNode cases;
    try {
      cases = JsonMapper.shared().readTree(Files.readString(file));
    } catch (JacksonException e) {
      throw new IOException(file + " is no JSON: " + e.getOriginalMessage(), e);
    }
    if (!cases.isArray()) {
      throw new IOException(file + " is no JSON array");
    }
    int number = 0;
    for (JsonNode node : cases) {
      number++;
      run(node, node.path("id").asString("#" + number), report);
    }
  }

  private static void run(JsonNode node, String id, TimeReport.File report) {
    boolean sla = node.has("timeline");
    String kind = sla ? "slaTimeline" : node.path("kind").asString("no kind");
    TimeReport.Kind counts = report.kind(kind, node.path("optional").asBoolean(false));
    List<Answer> answers = new ArrayList<>();
    try {
      if (sla) {
        SlaCase.Result result = SlaCase.run(node);
        answers.addAll(result.answers());
        result.unknownMetrics().forEach(metric -> counts.notRun(id, "unknown metric " + metric));
        if (answers.isEmpty()) {
          if (result.unknownMetrics().isEmpty()) {
            counts.notRun(id, "nothing is expected");
          }
          return;
        }
      } else {
        var known = BusinessTimeCase.run(kind, node);
        if (known.isEmpty()) {
          counts.notRun(id, "unknown kind " + kind);
          return;
        }
        answers.addAll(known.get());
      }
    } catch (UnreadableCaseException e) {
      counts.notRun(id, e.getMessage());
      return;
    }
    counts.ran(id, answers);
  }
}
