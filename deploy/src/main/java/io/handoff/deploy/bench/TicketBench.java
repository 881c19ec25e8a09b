package io.handoff.deploy.bench;

import io.handoff.deploy.contracts.Contracts;
import io.handoff.deploy.local.LocalStack;
import io.handoff.deploy.local.StackPlan;
import io.handoff.deploy.local.server.Endpoints;
import io.handoff.deploy.local.server.HandoffHome;
import io.handoff.deploy.local.server.ServiceProcess;
import io.handoff.deploy.local.server.ServiceSpec;
import io.handoff.deploy.play.Backlog;
import io.handoff.deploy.play.PlayException;
import io.handoff.deploy.play.Publisher;
import io.handoff.deploy.settings.SettingsConnection;
import io.handoff.deploy.settings.SettingsPublisher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Fills ticket-service through its topics, restarts it, reports over it. One run is one sample:
 * what else the machine does shows in the figures.
 */
final class TicketBench {

  private static final String SERVICE = "ticket-service";
  private static final Duration FILL_LIMIT = Duration.ofMinutes(40);
  private static final Duration READY_LIMIT = Duration.ofMinutes(15);
  private static final Duration STOP_GRACE = Duration.ofSeconds(30);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final double SECOND = 1e9;

  private final HandoffHome home;
  private final Path folder;
  private final SyntheticConversations conversations;
  private final Consumer<String> progress;

  TicketBench(
      HandoffHome home,
      Path folder,
      SyntheticConversations conversations,
      Consumer<String> progress) {
    this.home = home;
    this.folder = folder;
    this.conversations = conversations;
    this.progress = progress;
  }

  /**
   * What was measured.
   *
   * @param records records that were published
   * @param fillSeconds from the first record until the service has read the last
   * @param storeBytes the service's local state after a clean stop
   * @param readyWithState seconds from the start of the process until it is ready, with its state
   * @param readyWithoutState the same after its local state was deleted
   */
  record Result(
      int tickets,
      int conversations,
      long records,
      double fillSeconds,
      long storeBytes,
      double readyWithState,
      double readyWithoutState,
      List<ReportRun.Result> reports) {

    Map<String, Object> fields() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("tickets", tickets);
      fields.put("conversations", conversations);
      fields.put("records", records);
      fields.put("fillSeconds", fillSeconds);
      fields.put("ticketsPerSecond", Math.round(tickets / fillSeconds));
      fields.put("storeBytes", storeBytes);
      fields.put("readySecondsWithState", readyWithState);
      fields.put("readySecondsWithoutState", readyWithoutState);
      fields.put("reports", reports.stream().map(ReportRun.Result::fields).toList());
      return fields;
    }

    String toText() {
      StringBuilder text = new StringBuilder();
      text.append(
          String.format(
              Locale.ROOT,
              "%,d tickets, %,d conversations, %,d records: filled in %.1f s (%,d tickets/s)%n",
              tickets,
              conversations,
              records,
              fillSeconds,
              Math.round(tickets / fillSeconds)));
      text.append(
          String.format(
              Locale.ROOT,
              "restart: ready after %.1f s with local state (%,d MB), %.1f s without%n",
              readyWithState,
              storeBytes >> 20,
              readyWithoutState));
      reports.forEach(report -> text.append(report.toText()));
      return text.toString();
    }
  }

  Result run() throws InterruptedException {
    ServiceSpec spec =
        ServiceSpec.of(SERVICE)
            .withHeapMegabytes(512)
            .withJvmOptions(List.of("-XX:TieredStopAtLevel=4"))
            .withReadyTimeout(READY_LIMIT);
    StackPlan plan = StackPlan.onFreePorts(folder).withServices(List.of(spec));
    try (LocalStack stack = LocalStack.start(home, plan, this::prepare, progress)) {
      Endpoints endpoints = stack.endpoints();
      long begin = System.nanoTime();
      long records = fill(endpoints);
      double fill = (System.nanoTime() - begin) / SECOND;
      progress.accept("filled");
      ServiceProcess service = stack.service(SERVICE);
      service.stop(STOP_GRACE);
      Path state = folder.resolve(SERVICE).resolve("state");
      long bytes = size(state);
      double with = ready(service);
      progress.accept("restarted with local state");
      service.stop(STOP_GRACE);
      delete(state);
      double without = ready(service);
      progress.accept("restarted without local state");
      service.stop(STOP_GRACE);
      ReportRun reports = new ReportRun(home, folder.resolve("reports"), endpoints);
      List<ReportRun.Result> results =
          List.of(reports.run("csv"), reports.run("xlsx"), reports.run("json"));
      return new Result(
          conversations.tickets(),
          conversations.conversations(),
          records,
          fill,
          bytes,
          with,
          without,
          results);
    }
  }

  private void prepare(Endpoints endpoints) throws InterruptedException {
    Contracts.forOneMachine().prepare(endpoints);
    SettingsConnection connection = SettingsConnection.to(endpoints, TIMEOUT);
    SettingsPublisher.Outcome outcome =
        new SettingsPublisher(connection, TIMEOUT, InstantSource.system())
            .apply("bench.yaml", SyntheticConversations.SETTINGS, "bench", "");
    if (!(outcome instanceof SettingsPublisher.Outcome.Applied)) {
      throw new PlayException("The bench's own settings were not applied: " + outcome);
    }
  }

  private long fill(Endpoints endpoints) throws InterruptedException {
    long records;
    try (Publisher publisher = new Publisher(endpoints)) {
      records = conversations.publish(publisher);
    }
    progress.accept("%,d records published".formatted(records));
    long deadline = System.nanoTime() + FILL_LIMIT.toNanos();
    try (Backlog backlog = new Backlog(endpoints)) {
      var ends = backlog.ends();
      while (!backlog.isReadUpTo(SERVICE, ends)) {
        if (System.nanoTime() - deadline > 0) {
          throw new PlayException(
              SERVICE + " has not read everything in " + FILL_LIMIT.toMinutes() + " minutes");
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
    return records;
  }

  private static double ready(ServiceProcess service) throws InterruptedException {
    service.restart();
    return service.process().readyAfter().orElse(Duration.ZERO).toNanos() / SECOND;
  }

  private static long size(Path folder) {
    return walk(folder).stream()
        .mapToLong(
            file -> {
              try {
                return Files.isRegularFile(file) ? Files.size(file) : 0;
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .sum();
  }

  private static void delete(Path folder) {
    for (Path file : walk(folder).reversed()) {
      try {
        Files.delete(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static List<Path> walk(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted(Comparator.naturalOrder()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the state of " + SERVICE + " cannot be read", e);
    }
  }
}
