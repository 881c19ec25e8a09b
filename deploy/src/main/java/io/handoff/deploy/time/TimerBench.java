package io.handoff.deploy.time;

import io.handoff.avro.ConversationEvent;
import io.handoff.deploy.local.RunFolder;
import io.handoff.deploy.local.process.LocalException;
import io.handoff.deploy.local.process.StackReport;
import io.handoff.deploy.local.server.ServiceSpec;
import io.handoff.deploy.time.Closes.Close;
import io.handoff.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Measures the timers of autoclose-service. Everything goes through the real path: a timer is armed
 * by an agent's message on conversation.events, and has fired when a reader of committed records
 * has the close in hand.
 */
final class TimerBench {

  /**
   * How much.
   *
   * @param timers armed all the while, due in thirty days
   * @param rate messages a second while lateness is measured
   * @param burst timers due at once in the large burst
   * @param heapMegabytes of the service
   * @param rocksMegabytes of the service's stores
   */
  record Size(int timers, int rate, int burst, int heapMegabytes, int rocksMegabytes) {}

  private static final int SMALL_BURST = 20_000;
  private static final int ROUND = 60_000;
  private static final int ROUNDS = 3;
  private static final int LOAD_SECONDS = 60;
  private static final int PROBES_A_SECOND = 200;

  /** Longer than any deadline lies ahead, so that no message is dated after its publication. */
  private static final Duration SILENCE = Duration.ofMinutes(10);

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String ARMED = "armed";
  private static final String QUIET = "quiet";

  private final Size size;
  private final Consumer<String> tell;
  private final Map<String, Object> figures = new LinkedHashMap<>();
  private final Random random = new Random(20260302);
  private long sequence = 1;
  private int wrong;

  TimerBench(Size size, Consumer<String> tell) {
    this.size = size;
    this.tell = tell;
  }

  /** Closes that were missing, early or repeated. */
  int wrong() {
    return wrong;
  }

  Map<String, Object> run() throws InterruptedException {
    ServiceSpec spec =
        ServiceSpec.of(TimeRig.SERVICE)
            .withHeapMegabytes(size.heapMegabytes())
            .withJvmOptions(List.of("-Dhandoff.rocksdb.memory-mb=" + size.rocksMegabytes()))
            .withReadyTimeout(Duration.ofMinutes(20));
    try (TimeRig rig = TimeRig.start("bench-timers", 1, spec)) {
      rig.account(ARMED, "{ customerSilentFor: 30d }");
      rig.account(QUIET, "{}");
      for (String account : List.of("probe", "small", "large", "alone", "back")) {
        rig.account(account, "{ customerSilentFor: 10m }");
      }
      figure("timers", size.timers());
      throughput(rig, " without armed timers", false);
      long before = resident(rig);
      arm(rig);
      figure("memory of the service, MB", resident(rig) >> 20);
      figure(
          "memory per live conversation, bytes",
          Math.max(0, resident(rig) - before) / size.timers());
      throughput(rig, " with timers armed", false);
      throughput(rig, " in conversations with timers", true);
      disk(rig);
      lateness(rig);
      burst(rig, "small", SMALL_BURST);
      burst(rig, "large", size.burst());
      restarts(rig);
      figure("closes missing, early or repeated", wrong);
    }
    return figures;
  }

  private void figure(String name, Object value) {
    figures.put(name, value);
    tell.accept(name + ": " + value);
  }

  private void throughput(TimeRig rig, String when, boolean armed) throws InterruptedException {
    double[] rates = new double[ROUNDS];
    double[] costs = new double[ROUNDS];
    for (int round = -1; round < ROUNDS; round++) { // the first warms up
      long from = System.nanoTime();
      Duration used = processorTime(rig);
      for (int i = 0; i < ROUND; i++) {
        publish(rig, armed ? push() : noise(i));
      }
      rig.awaitRead(PATIENCE);
      if (round >= 0) {
        rates[round] = ROUND / seconds(from);
        costs[round] = processorTime(rig).minus(used).toNanos() / 1_000.0 / ROUND;
      }
    }
    Arrays.sort(rates);
    Arrays.sort(costs);
    figure("messages a second" + when + " (median of 3)", Math.round(rates[ROUNDS / 2]));
    figure("processor time a message" + when + ", µs (median of 3)", Math.round(costs[ROUNDS / 2]));
  }

  /** Of the service. Other work on the machine changes it less than the time by the clock. */
  private static Duration processorTime(TimeRig rig) {
    return rig.service()
        .process()
        .usage()
        .map(StackReport.Usage::processorTime)
        .orElse(Duration.ZERO);
  }

  /** A message that no clock depends on. */
  private ConversationEvent noise(int i) {
    return Sayings.aiAgent(QUIET, "q" + i % 20_000, ++sequence, Instant.now());
  }

  /** A message that pushes the deadline of an armed conversation back. */
  private ConversationEvent push() {
    return Sayings.agent(ARMED, "a" + random.nextInt(size.timers()), ++sequence, Instant.now());
  }

  private void arm(TimeRig rig) throws InterruptedException {
    long from = System.nanoTime();
    for (int i = 0; i < size.timers(); i++) {
      rig.agentBegins(ARMED, "a" + i, Instant.now());
    }
    rig.awaitRead(Duration.ofMinutes(40));
    figure("timers armed a second", Math.round(size.timers() / seconds(from)));
  }

  private void lateness(TimeRig rig) throws InterruptedException {
    int probes = 0;
    long from = System.nanoTime();
    for (int tick = 0; tick < LOAD_SECONDS * 100; tick++) {
      long wait = from + tick * 10_000_000L - System.nanoTime();
      if (wait > 0) {
        TimeUnit.NANOSECONDS.sleep(wait);
      }
      for (int i = 0; i < size.rate() / 100; i++) {
        publish(rig, i % 2 == 0 ? push() : noise(random.nextInt(20_000)));
      }
      for (int i = 0; i < PROBES_A_SECOND / 100; i++) {
        Instant due = Instant.now().plusSeconds(5).plusMillis(random.nextInt(10_000));
        rig.agentBegins("probe", "p" + probes++, due.minus(SILENCE));
      }
    }
    int expected = probes;
    figure(
        "messages a second while measuring",
        Math.round((size.rate() / 100) * LOAD_SECONDS * 100 / seconds(from)));
    TimeRig.await("the probes", PATIENCE, () -> rig.closes().count("probe") >= expected);
    late("", rig.closes().of("probe"));
    judge(rig, "probe", expected);
  }

  private void late(String what, List<Close> closes) {
    long[] late = closes.stream().mapToLong(close -> close.late().toMillis()).sorted().toArray();
    figure("lateness" + what + " p50, ms", late[late.length / 2]);
    figure("lateness" + what + " p99, ms", late[(int) (late.length * 0.99)]);
    figure("lateness" + what + " max, ms", late[late.length - 1]);
  }

  /** With timers of another account that come due meanwhile, one every half second. */
  private void burst(TimeRig rig, String account, int count) throws InterruptedException {
    Instant due = Instant.now().plusSeconds(20 + count / 3_000);
    for (int i = 0; i < count; i++) {
      rig.agentBegins(account, "b" + i, due.minus(SILENCE));
    }
    int others = 40;
    for (int i = 0; i < others; i++) {
      Instant at = due.plusMillis(500L * i).minus(SILENCE);
      rig.agentBegins("alone", account + i, at);
    }
    rig.awaitRead(PATIENCE);
    boolean armedBefore = Instant.now().isBefore(due.minusSeconds(2));
    int before = rig.closes().count("alone");
    TimeRig.await(
        "the burst",
        PATIENCE,
        () ->
            rig.closes().count(account) >= count && rig.closes().count("alone") >= before + others);
    Instant last =
        rig.closes().of(account).stream().map(Close::seenAt).max(Instant::compareTo).orElse(due);
    figure(
        "burst of "
            + count
            + ", until the last is published, ms"
            + (armedBefore ? "" : " (was still being armed)"),
        Duration.between(due, last).toMillis());
    List<Close> alone =
        rig.closes().of("alone").stream().filter(close -> !close.dueAt().isBefore(due)).toList();
    late(" of another account during the burst of " + count, alone);
    judge(rig, account, count);
  }

  private void restarts(TimeRig rig) throws InterruptedException {
    restart(rig, "with local state", "r1");
    rig.service().stop(Duration.ofSeconds(60));
    RunFolder.clear(rig.folder().resolve(TimeRig.SERVICE).resolve("state"));
    restart(rig, "without local state", "r2");
  }

  /** The deadline falls due while the service is away. */
  private void restart(TimeRig rig, String how, String conversation) throws InterruptedException {
    rig.service().stop(Duration.ofSeconds(60));
    int before = rig.closes().count("back");
    rig.agentBegins("back", conversation, Instant.now().minus(SILENCE));
    rig.publisher().flush();
    long from = System.nanoTime();
    rig.startService(List.of());
    figure("restart " + how + ", until ready, s", Math.round(seconds(from) * 10) / 10.0);
    TimeRig.await("the first close", PATIENCE, () -> rig.closes().count("back") > before);
    figure("restart " + how + ", until the first close, s", Math.round(seconds(from) * 10) / 10.0);
  }

  private void disk(TimeRig rig) {
    long state = bytes(rig.folder().resolve(TimeRig.SERVICE).resolve("state"), "");
    long changelog = bytes(rig.folder().resolve("broker-1").resolve("data"), "changelog");
    figure("state on disk, MB", state >> 20);
    figure("state on disk per live conversation, bytes", state / size.timers());
    figure("changelogs in the broker per live conversation, bytes", changelog / size.timers());
  }

  /** Of the files below a folder whose paths contain a word. */
  private static long bytes(Path folder, String word) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().contains(word))
          .mapToLong(file -> file.toFile().isFile() ? file.toFile().length() : 0)
          .sum();
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new LocalException("The size of " + folder + " cannot be found out.", e);
    }
  }

  private void judge(TimeRig rig, String account, int expected) {
    List<Close> closes = rig.closes().of(account);
    int early = (int) closes.stream().filter(Close::early).count();
    int distinct = (int) closes.stream().map(Close::actionId).distinct().count();
    wrong += early + Math.abs(expected - distinct) + (closes.size() - distinct);
  }

  private static long resident(TimeRig rig) {
    return rig.service().process().usage().map(StackReport.Usage::residentBytes).orElse(0L);
  }

  private static void publish(TimeRig rig, ConversationEvent event) {
    rig.publisher().publish(Topics.CONVERSATION_EVENTS, event);
  }

  private static double seconds(long fromNanos) {
    return (System.nanoTime() - fromNanos) / 1e9;
  }
}
