package io.handoff.deploy.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables of docs/reference/metrics.md. */
public final class MetricsPage {

  private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");
  private static final Set<String> ALL = Set.of("trigger", "routing", "ticket", "autoclose");

  /**
   * A row.
   *
   * @param names names as they stand there: of a histogram without its endings
   * @param services which services have it, such as "trigger-service"
   * @param always whether it is there after the sample conversations; otherwise only where
   *     something is set up
   */
  public record Row(List<String> names, Set<String> services, boolean always) {}

  private final List<Row> rows = new ArrayList<>();

  private MetricsPage() {}

  /** Reads the page. */
  public static MetricsPage read(Path file) throws IOException {
    MetricsPage page = new MetricsPage();
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.split("\\|");
      if (line.startsWith("| `") && cells.length > 3) {
        page.add(cells);
      }
    }
    return page;
  }

  private void add(String[] cells) {
    boolean own = cells.length > 5;
    String services = cells[own ? 3 : 2].strip();
    rows.add(
        new Row(
            NAME.matcher(cells[1]).results().map(found -> found.group(1)).toList(),
            (services.equals("all") ? ALL.stream() : Arrays.stream(services.split(", ")))
                .map(service -> service + "-service")
                .collect(Collectors.toCollection(TreeSet::new)),
            !own || !cells[4].strip().startsWith("with ")));
  }

  /** All rows. */
  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /** Whether the page has a metric of a service. */
  public boolean has(String service, String metric) {
    String base = metric.replaceFirst("_(bucket|count|sum|max)$", "");
    return rows.stream()
        .filter(row -> row.services().contains(service))
        .anyMatch(row -> row.names().contains(metric) || row.names().contains(base));
  }

  /** Names of all metrics in a scrape. */
  static Set<String> namesIn(String scrape) {
    Matcher samples = Pattern.compile("(?m)^([a-zA-Z_:][a-zA-Z0-9_:]*)[{ ]").matcher(scrape);
    return samples.results().map(s -> s.group(1)).collect(Collectors.toCollection(TreeSet::new));
  }

  /** What differs between the page and the scrape of a service, in words; empty: nothing. */
  public List<String> differences(String service, String scrape) {
    Set<String> there = namesIn(scrape);
    List<String> found = new ArrayList<>();
    for (Row row : rows) {
      for (String name : row.names()) {
        if (row.always()
            && row.services().contains(service)
            && !there.contains(name)
            && !there.contains(name + "_count")) {
          found.add(service + " does not show " + name);
        }
      }
    }
    for (String name : there) {
      if (name.startsWith("handoff_") && !has(service, name)) {
        found.add(service + " shows " + name + ", which the page does not have");
      }
    }
    return found;
  }
}
