package io.handoff.deploy.observe;

import io.handoff.deploy.local.process.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus with our rules, started by deploy/prometheus/local. */
public final class LocalPrometheus implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /**
   * A series of an answer.
   *
   * @param points values by time, those that are no number left out; the newest is last
   */
  public record Series(Map<String, String> labels, Map<Instant, Double> points) {}

  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = JsonMapper.builder().build();
  private final Process process;
  private final String url;

  private LocalPrometheus(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Whether there is a Prometheus on this machine. */
  public static boolean installed() {
    String named = System.getenv("PROMETHEUS");
    return named != null
        || Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "prometheus")));
  }

  /**
   * Starts one and waits until it answers.
   *
   * @param services base URLs of what it looks at
   */
  public static LocalPrometheus start(Path data, Collection<String> services)
      throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      LocalPrometheus started = startOn(Ports.free(), data, services);
      if (started.becomesReady()) {
        return started;
      }
      started.close(); // its port was taken meanwhile, or it is broken
      if (tries == 5) {
        throw new IOException(
            "Prometheus did not start:\n" + Files.readString(data.resolve("log")));
      }
    }
  }

  private boolean becomesReady() throws InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (System.nanoTime() < deadline && !process.waitFor(100, TimeUnit.MILLISECONDS)) {
      try {
        get("/api/v1/rules");
        return process.isAlive();
      } catch (IOException | JacksonException notYet) {
        // Asked again as long as it lives.
      }
    }
    return false;
  }

  private static LocalPrometheus startOn(int port, Path data, Collection<String> services)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of("prometheus", "local").toAbsolutePath().toString(),
                "--port",
                Integer.toString(port),
                "--data",
                data.toString(),
                "--every",
                "2s"));
    services.forEach(service -> command.add(URI.create(service).getAuthority()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("log").toFile())
            .start();
    return new LocalPrometheus(process, "http://127.0.0.1:" + port);
  }

  /** The answer of this moment; throws with Prometheus' own words where it refuses. */
  public List<Series> ask(String expression) throws IOException, InterruptedException {
    return series(get("/api/v1/query?query=" + encoded(expression)), "value");
  }

  /** The answer over a time. */
  public List<Series> ask(String expression, Instant from, Instant to, Duration step)
      throws IOException, InterruptedException {
    return series(
        get(
            "/api/v1/query_range?query=%s&start=%s&end=%s&step=%d"
                .formatted(encoded(expression), from, to, step.toSeconds())),
        "values");
  }

  /** What went wrong when rules were evaluated, by rule; empty: nothing. */
  public Map<String, String> ruleErrors() throws IOException, InterruptedException {
    Map<String, String> errors = new TreeMap<>();
    for (JsonNode group : get("/api/v1/rules").path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        if (!rule.path("health").asString().equals("ok")) {
          errors.put(
              rule.path("name").asString(),
              rule.path("health").asString() + " " + rule.path("lastError").asString(""));
        }
      }
    }
    return errors;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT).build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(response.statusCode() + " " + response.body());
    }
    return json.readTree(response.body()).path("data");
  }

  private static List<Series> series(JsonNode data, String member) {
    List<Series> all = new ArrayList<>();
    for (JsonNode result : data.path("result")) {
      Map<String, String> labels = new TreeMap<>();
      result
          .path("metric")
          .properties()
          .forEach(l -> labels.put(l.getKey(), l.getValue().asString()));
      Map<Instant, Double> points = new TreeMap<>();
      JsonNode values = result.path(member);
      if (member.equals("value")) {
        add(points, values);
      } else {
        values.forEach(value -> add(points, value));
      }
      all.add(new Series(labels, points));
    }
    return all;
  }

  private static void add(Map<Instant, Double> points, JsonNode pair) {
    String value = pair.path(1).asString();
    if (!value.equals("NaN") && !value.endsWith("Inf")) {
      points.put(
          Instant.ofEpochMilli(Math.round(pair.path(0).asDouble() * 1_000)), Double.valueOf(value));
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.close();
  }
}
