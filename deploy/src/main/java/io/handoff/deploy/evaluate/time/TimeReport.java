package io.handoff.deploy.evaluate.time;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What running case files came to: counts by file and kind, and every difference. */
public final class TimeReport {

  private final Map<String, File> files = new LinkedHashMap<>();

  /** What came of a file. */
  static final class File {
    private final Map<String, Kind> kinds = new TreeMap<>();

    Kind kind(String name, boolean optional) {
      return kinds.computeIfAbsent(
          optional ? name + " (optional)" : name, key -> new Kind(optional));
    }
  }

  private record Difference(String id, Answer answer) {}

  private record NotRun(String id, @Nullable String why) {}

  /** What came of a kind of case in a file. */
  static final class Kind {
    private final boolean optional;
    private int run;
    private int differed;
    private final List<Difference> differences = new ArrayList<>();
    private final List<NotRun> notRun = new ArrayList<>();

    private Kind(boolean optional) {
      this.optional = optional;
    }

    void ran(String id, List<Answer> answers) {
      run++;
      List<Answer> wrong = answers.stream().filter(answer -> !answer.agrees()).toList();
      if (!wrong.isEmpty()) {
        differed++;
        wrong.forEach(answer -> differences.add(new Difference(id, answer)));
      }
    }

    void notRun(String id, @Nullable String why) {
      notRun.add(new NotRun(id, why));
    }
  }

  File file(Path path) {
    return files.computeIfAbsent(path.toString(), name -> new File());
  }

  /** Cases that are not optional and came out otherwise than expected. */
  public int differed() {
    return sum(kind -> kind.optional ? 0 : kind.differed);
  }

  /** Cases that were run, optional ones included. */
  public int run() {
    return sum(kind -> kind.run);
  }

  /** Cases, or metrics of cases, that were not run because they are not known or not readable. */
  public int notRun() {
    return sum(kind -> kind.notRun.size());
  }

  private int sum(ToIntFunction<Kind> figure) {
    return kinds().mapToInt(figure).sum();
  }

  private Stream<Kind> kinds() {
    return files.values().stream().flatMap(file -> file.kinds.values().stream());
  }

  /** A table for people. */
  public String table() {
    StringBuilder text = new StringBuilder();
    files.forEach(
        (name, file) -> {
          text.append(name).append('\n');
          text.append(
              "  %-28s %6s %7s %9s %8s%n".formatted("", "run", "agreed", "differed", "not run"));
          file.kinds.forEach((kind, counts) -> lines(text, kind, counts));
        });
    text.append(
        "total: %d run, %d agreed, %d differed, %d not run; optional: %d run, %d differed%n"
            .formatted(
                sum(k -> k.optional ? 0 : k.run),
                sum(k -> k.optional ? 0 : k.run - k.differed),
                differed(),
                notRun(),
                sum(k -> k.optional ? k.run : 0),
                sum(k -> k.optional ? k.differed : 0)));
    return text.toString();
  }

  private static void lines(StringBuilder text, String kind, Kind counts) {
    text.append(
        "  %-28s %6d %7d %9d %8d%n"
            .formatted(
                kind,
                counts.run,
                counts.run - counts.differed,
                counts.differed,
                counts.notRun.size()));
    for (Difference difference : counts.differences) {
      Answer answer = difference.answer();
      text.append(
          "    differs %s: %s expected %s, was %s%n"
              .formatted(difference.id(), answer.field(), answer.expected(), answer.actual()));
    }
    for (NotRun notRun : counts.notRun) {
      text.append("    not run %s: %s%n".formatted(notRun.id(), notRun.why()));
    }
  }

  /** The same for programs. */
  public String json() {
    List<Map<String, Object>> all = new ArrayList<>();
    files.forEach(
        (name, file) ->
            file.kinds.forEach(
                (kind, counts) -> {
                  Map<String, Object> entry = new LinkedHashMap<>();
                  entry.put("file", name);
                  entry.put("kind", kind.replace(" (optional)", ""));
                  entry.put("optional", counts.optional);
                  entry.put("run", counts.run);
                  entry.put("agreed", counts.run - counts.differed);
                  entry.put("differed", counts.differed);
                  entry.put("notRun", counts.notRun.size());
                  entry.put(
                      "differences", counts.differences.stream().map(TimeReport::map).toList());
                  entry.put("notRunCases", counts.notRun);
                  all.add(entry);
                }));
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("results", all);
    report.put("run", run());
    report.put("differed", differed());
    report.put("notRun", notRun());
    return JsonMapper.shared().writeValueAsString(report);
  }

  private static Map<String, String> map(Difference difference) {
    Answer answer = difference.answer();
    return Map.of(
        "id", difference.id(),
        "field", answer.field(),
        "expected", answer.expected(),
        "actual", answer.actual());
  }
}
