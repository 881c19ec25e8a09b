package io.handoff.deploy.time;

import io.handoff.deploy.time.Closes.Close;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Timers come due while the service is killed again and again and the broker is restarted once:
 * each fires exactly once, none early. Beside them, a tenth as many tickets with a promise, half of
 * which are answered shortly before it falls due, while the service is down.
 */
public final class KillScenario {

  private static final int LEAST_KILLS = 6;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final TimeRig rig;
  private final int timers;
  private final Random random;
  private final SlaTickets tickets;
  private final Consumer<String> tell;

  /**
   * A scenario.
   *
   * @param timers how many; they come due over a second for each 200
   * @param seed of the moments
   */
  public KillScenario(TimeRig rig, int timers, long seed, Consumer<String> tell) {
    this.rig = rig;
    this.timers = timers;
    this.random = new Random(seed);
    this.tickets = new SlaTickets(rig, Math.max(2, timers / 10));
    this.tell = tell;
  }

  /** Plays it; what became of the timers, and of the promises. */
  public List<TimeCase> run() throws InterruptedException {
    long started = System.nanoTime();
    rig.account("kills", "{ customerSilentFor: 1m }");
    tickets.promise();
    Instant first = Instant.now().plusSeconds(12);
    Duration spread = Duration.ofSeconds(Math.max(20, timers / 200));
    for (int i = 0; i < timers; i++) {
      Instant due = first.plusMillis(random.nextLong(spread.toMillis()));
      rig.agentBegins("kills", "k" + i, due.minus(Duration.ofMinutes(1)));
    }
    tickets.open(first, spread, random);
    rig.publisher().flush();
    Instant end = first.plus(spread);
    int kills = disturb(first, end);
    TimeRig.await("all deadlines", PATIENCE, () -> rig.closes().count("kills") >= timers);
    TimeRig.await("all promises", PATIENCE, tickets::areTold);
    rig.awaitRead(PATIENCE);
    TimeUnit.SECONDS.sleep(2); // what fires a second time would come now
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    return List.of(judged(kills, took), tickets.judged(kills, took));
  }

  private int disturb(Instant first, Instant end) throws InterruptedException {
    Instant brokerAt = first.plus(Duration.between(first, end).dividedBy(2));
    boolean brokerRestarted = false;
    int kills = 0;
    while (Instant.now().isBefore(end)
        || (kills < LEAST_KILLS && rig.closes().count("kills") < timers)) {
      TimeUnit.MILLISECONDS.sleep(50 + random.nextInt(2_500));
      rig.service().kill();
      kills++;
      tickets.answer();
      tell.accept("killed autoclose-service, " + rig.closes().count("kills") + " closed so far");
      if (!brokerRestarted && Instant.now().isAfter(brokerAt)) {
        rig.cluster().brokers().getFirst().kill();
        rig.cluster().brokers().getFirst().restart();
        brokerRestarted = true;
        kills++;
        tell.accept("killed and restarted the broker");
      }
      rig.startService(List.of());
    }
    return kills;
  }

  private TimeCase judged(int kills, Duration took) {
    List<Close> all = new ArrayList<>();
    int missing = 0;
    int twice = 0;
    for (int i = 0; i < timers; i++) {
      List<Close> closes = rig.closes().of("kills", "k" + i);
      all.addAll(closes);
      missing += closes.isEmpty() ? 1 : 0;
      twice += closes.size() > 1 ? 1 : 0;
    }
    int early = (int) all.stream().filter(Close::early).count();
    return new TimeCase(
        "kills", timers, 0, timers - missing, 0, missing, twice, early, kills, took);
  }
}
