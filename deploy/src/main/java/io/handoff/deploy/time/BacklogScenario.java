package io.handoff.deploy.time;

import io.handoff.deploy.play.PlayException;
import io.handoff.deploy.time.Closes.Close;
import io.handoff.kit.Kebab;
import io.handoff.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The service is stopped, half of the customers answer, the deadlines pass, and the service starts
 * again behind a backlog that hides the answers: nobody who answered is closed, everybody else is.
 */
public final class BacklogScenario {

  /** What makes catching up difficult. */
  public enum Trouble {
    /** Nothing but the backlog. */
    NONE,
    /** Somebody else's transaction stands open on every partition for six seconds. */
    OPEN_TRANSACTION,
    /** One broker of several stands still for three seconds; needs several brokers. */
    STOPPED_BROKER,
    /** The service fetches 8 kB at a time from a partition. */
    SMALL_FETCHES,
    /** The service is killed again and again while it catches up. */
    KILLS,
    /** The platform's clock runs up to an hour ahead. */
    FAST_CLOCK;

    /** As it is written on the command line. */
    public String word() {
      return Kebab.of(this);
    }
  }

  private static final Duration SILENCE = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int CONVERSATIONS = 400;
  private static final int KILLS = 4;

  private final TimeRig rig;
  private final Trouble trouble;
  private final int records;
  private final Random random;
  private final Consumer<String> tell;
  private final String account;
  private int kills;

  /**
   * A scenario. Each can be played once in a rig.
   *
   * @param records of backlog
   * @param seed of the moments
   */
  public BacklogScenario(
      TimeRig rig, Trouble trouble, int records, long seed, Consumer<String> tell) {
    this.rig = rig;
    this.trouble = trouble;
    this.records = records;
    this.random = new Random(seed);
    this.tell = tell;
    this.account = "backlog-" + trouble.word();
  }

  /** Plays it. */
  public TimeCase run() throws InterruptedException {
    long started = System.nanoTime();
    rig.account(account, "{ customerSilentFor: 1m }");
    Instant due = agentsWrite();
    rig.awaitRead(PATIENCE);
    rig.service().stop(Duration.ofSeconds(20));
    publishBacklog();
    try (ForeignTransaction foreign =
        trouble == Trouble.OPEN_TRANSACTION ? ForeignTransaction.open(rig.endpoints()) : null) {
      customersAnswer(due);
      tell.accept(records + " records of backlog; waiting for the deadlines");
      TimeRig.await("the deadlines", PATIENCE, () -> Instant.now().isAfter(due.plusMillis(1_500)));
      rig.launchService(options());
      disturb();
    }
    TimeRig.await("the silent to be closed", PATIENCE, () -> silent() == CONVERSATIONS / 2);
    rig.awaitRead(PATIENCE);
    TimeUnit.SECONDS.sleep(2); // somebody closed wrongly now would come now
    return judged(Duration.ofNanos(System.nanoTime() - started));
  }

  /** Returns the last of their deadlines. */
  private Instant agentsWrite() {
    boolean fast = trouble == Trouble.FAST_CLOCK;
    // a fast clock is clamped to the time of publication, so its deadlines are a whole minute away
    Instant due =
        Instant.now().plus(fast ? SILENCE : Duration.ofSeconds(16).plusMillis(records / 10L));
    for (int i = 0; i < CONVERSATIONS; i++) {
      Instant at = due.minus(SILENCE).minusMillis(random.nextInt(1_000));
      publish(i, 1, fast ? at.plusMillis(random.nextInt(3_600_000)) : at);
    }
    rig.publisher().flush();
    return fast ? Instant.now().plus(SILENCE) : due;
  }

  private void publish(int conversation, long sequence, Instant at) {
    String id = "c" + conversation;
    if (sequence == 1) {
      rig.agentBegins(account, id, at);
    } else {
      rig.publisher()
          .publish(Topics.CONVERSATION_EVENTS, Sayings.customer(account, id, sequence, at));
    }
  }

  private void publishBacklog() {
    Instant now = Instant.now();
    for (int i = 0; i < records; i++) {
      Instant at = now.plusMillis(trouble == Trouble.FAST_CLOCK ? random.nextInt(3_600_000) : 0);
      rig.publisher()
          .publish(
              Topics.CONVERSATION_EVENTS,
              Sayings.aiAgent(account, "noise" + i % 1_000, 1 + i / 1_000, at));
    }
    rig.publisher().flush();
  }

  private void customersAnswer(Instant due) {
    Instant now = Instant.now();
    if (now.isAfter(due.minusSeconds(3))) {
      throw new PlayException(
          "The machine is too slow: the backlog was published when the deadlines had passed.");
    }
    for (int i = 0; i < CONVERSATIONS; i += 2) {
      publish(
          i, 2, trouble == Trouble.FAST_CLOCK ? now.plusMillis(random.nextInt(3_600_000)) : now);
    }
    rig.publisher().flush();
  }

  private List<String> options() {
    return trouble == Trouble.SMALL_FETCHES
        ? List.of(
            "-Dspring.kafka.streams.properties.max.partition.fetch.bytes=8192",
            "-Dspring.kafka.streams.properties.max.poll.records=50")
        : List.of();
  }

  private void disturb() throws InterruptedException {
    switch (trouble) {
      case KILLS -> {
        while (kills < KILLS) {
          rig.service().awaitReady();
          TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
          rig.service().kill();
          kills++;
          tell.accept("killed while catching up, " + rig.closes().count(account) + " closed");
          rig.launchService(List.of());
        }
      }
      case STOPPED_BROKER -> {
        rig.service().awaitReady();
        var broker = rig.cluster().brokers().getLast().process();
        broker.pause();
        try {
          TimeUnit.SECONDS.sleep(3);
        } finally {
          broker.resume();
        }
      }
      case OPEN_TRANSACTION -> {
        rig.service().awaitReady();
        TimeUnit.SECONDS.sleep(6);
        tell.accept(rig.closes().count(account) + " closed while the transaction stood open");
      }
      case NONE, SMALL_FETCHES, FAST_CLOCK -> {}
    }
    rig.service().awaitReady();
  }

  private int silent() {
    int closed = 0;
    for (int i = 1; i < CONVERSATIONS; i += 2) {
      closed += rig.closes().of(account, "c" + i).isEmpty() ? 0 : 1;
    }
    return closed;
  }

  private TimeCase judged(Duration took) {
    int wrongly = 0;
    int missing = 0;
    int twice = 0;
    int early = 0;
    int closed = 0;
    for (int i = 0; i < CONVERSATIONS; i++) {
      List<Close> closes = rig.closes().of(account, "c" + i);
      boolean answered = i % 2 == 0;
      wrongly += answered && !closes.isEmpty() ? 1 : 0;
      missing += !answered && closes.isEmpty() ? 1 : 0;
      twice += closes.size() > 1 ? 1 : 0;
      early += closes.stream().anyMatch(Close::early) ? 1 : 0;
      closed += closes.isEmpty() ? 0 : 1;
    }
    return new TimeCase(
        account,
        CONVERSATIONS,
        CONVERSATIONS / 2,
        closed,
        wrongly,
        missing,
        twice,
        early,
        kills,
        took);
  }
}
