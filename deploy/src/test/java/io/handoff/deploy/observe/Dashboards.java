package io.handoff.deploy.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What dashboards and rules ask Prometheus. */
public final class Dashboards {
  private Dashboards() {}

  /** A dashboard. */
  public record Dashboard(String name, String title, List<Panel> panels) {}

  /**
   * A panel.
   *
   * @param stat whether it shows numbers; otherwise courses
   */
  public record Panel(String title, boolean stat, String unit, List<Query> queries) {}

  /**
   * A query.
   *
   * @param legend template of the name of a series, such as "{{reason}}"
   */
  public record Query(String expression, String legend) {}

  /**
   * A rule.
   *
   * @param alert whether it is an alert, whose answer is empty while all is well
   */
  public record Rule(String name, boolean alert, String expression) {}

  /** All dashboards of a folder, by name. */
  public static List<Dashboard> read(Path folder) throws IOException {
    List<Dashboard> dashboards = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        JsonNode root = JsonMapper.builder().build().readTree(file.toFile());
        List<Panel> panels = new ArrayList<>();
        root.path("panels").forEach(panel -> panels.add(panel(panel)));
        String name = file.getFileName().toString().replace(".json", "");
        dashboards.add(new Dashboard(name, root.path("title").asString(), panels));
      }
    }
    return dashboards;
  }

  private static Panel panel(JsonNode panel) {
    List<Query> queries = new ArrayList<>();
    panel
        .path("targets")
        .forEach(
            target ->
                queries.add(
                    new Query(
                        target.path("expr").asString(), target.path("legendFormat").asString())));
    return new Panel(
        panel.path("title").asString(),
        panel.path("type").asString().equals("stat"),
        panel.path("fieldConfig").path("defaults").path("unit").asString(),
        queries);
  }

  /** All rules of a file. */
  @SuppressWarnings("unchecked")
  public static List<Rule> rules(Path file) throws IOException {
    Map<String, List<Map<String, Object>>> root =
        (Map<String, List<Map<String, Object>>>)
            new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    List<Rule> rules = new ArrayList<>();
    for (Map<String, Object> group : root.get("groups")) {
      for (Map<String, Object> rule : (List<Map<String, Object>>) group.get("rules")) {
        boolean alert = rule.containsKey("alert");
        rules.add(
            new Rule(
                String.valueOf(rule.get(alert ? "alert" : "record")),
                alert,
                String.valueOf(rule.get("expr"))));
      }
    }
    return rules;
  }
}
