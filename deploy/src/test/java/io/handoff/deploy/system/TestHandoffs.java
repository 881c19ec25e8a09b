package io.handoff.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.deploy.demo.Addresses;
import io.handoff.deploy.local.LocalStack;
import io.handoff.deploy.report.ReportCommand;
import io.handoff.deploy.testhandoff.TestHandoffCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands around test handoffs, as a user calls them, and what a system counts by then. */
final class TestHandoffs {

  /** What every record moves, and what says how the system runs rather than what it does. */
  private static final Set<String> TECHNICAL =
      Set.of(
          "handoff_records_total",
          "handoff_settings_version",
          "handoff_settings_awaited_total",
          "handoff_timer_lateness_seconds");

  private final LocalStack stack;
  private final String account;

  TestHandoffs(LocalStack stack, String account) {
    this.stack = stack;
    this.account = account;
  }

  /**
   * A call of the command.
   *
   * @param took from the call to its return
   */
  record Called(int code, String out, String err, Duration took) {

    /** The objects that {@code --json} prints. */
    List<JsonNode> objects() {
      return out.lines().map(line -> JsonMapper.shared().readTree(line)).toList();
    }

    /** The last of them. */
    JsonNode result() {
      return objects().getLast();
    }
  }

  /** {@code test-handoff} on the channel web. */
  Called call(String... more) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> arguments = arguments(more);
    arguments.add("--channel=web");
    long began = System.nanoTime();
    int code = execute(TestHandoffCommand.create(), out, err, arguments);
    return new Called(
        code, out.toString(), err.toString(), Duration.ofNanos(System.nanoTime() - began));
  }

  /** {@code report conversations} of the days around now: a row for each conversation. */
  List<JsonNode> report(Path file, String... more) throws IOException {
    Instant now = Instant.now();
    List<String> arguments = arguments(more);
    arguments.addFirst("conversations");
    arguments.addAll(
        List.of(
            "--format=json",
            "--out=" + file,
            "--from=" + now.minus(Duration.ofDays(1)),
            "--to=" + now.plus(Duration.ofDays(1))));
    StringWriter told = new StringWriter();
    int code = execute(ReportCommand.commandLine(), told, told, arguments);
    assertThat(code).as(told.toString()).isZero();
    return Files.readAllLines(file).stream().map(JsonMapper.shared()::readTree).toList();
  }

  private List<String> arguments(String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--account=" + account);
    arguments.add("--bootstrap-servers=" + stack.endpoints().bootstrapServers());
    arguments.add("--registry=" + stack.endpoints().schemaRegistryUrl());
    return arguments;
  }

  private static int execute(
      CommandLine command, StringWriter out, StringWriter err, List<String> arguments) {
    return command
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }

  /** What the services count of the business, by series; those at zero are left out. */
  Map<String, Double> counted() throws IOException, InterruptedException {
    Map<String, Double> counted = new TreeMap<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String service : Addresses.of(stack).services().values()) {
        URI scrape = URI.create(service + "/actuator/prometheus");
        http.send(HttpRequest.newBuilder(scrape).build(), HttpResponse.BodyHandlers.ofLines())
            .body()
            .filter(TestHandoffs::isOfTheBusiness)
            .forEach(
                line -> {
                  int end = line.lastIndexOf(' ');
                  double value = Double.parseDouble(line.substring(end + 1));
                  if (value != 0) {
                    counted.put(line.substring(0, end), value);
                  }
                });
      }
    }
    return counted;
  }

  /** Counters, the counts of histograms, and the tickets and agents' load of now. */
  private static boolean isOfTheBusiness(String line) {
    String name = line.split("[{ ]", 2)[0];
    return name.startsWith("handoff_")
        && TECHNICAL.stream().noneMatch(name::startsWith)
        && (name.endsWith("_total")
            || name.endsWith("_count")
            || name.equals("handoff_tickets")
            || name.equals("handoff_agents_load"));
  }
}
