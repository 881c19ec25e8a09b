package io.handoff.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.deploy.Sizes;
import io.handoff.deploy.local.server.ServiceSpec;
import io.handoff.deploy.time.BacklogScenario;
import io.handoff.deploy.time.BacklogScenario.Trouble;
import io.handoff.deploy.time.KillScenario;
import io.handoff.deploy.time.TimeCase;
import io.handoff.deploy.time.TimeRig;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Deadlines while autoclose-service is killed, and behind a backlog. The long form, with all
 * troubles, is {@code deploy/handoff chaos time}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TimeFaultIT {

  private static final int TIMERS = Sizes.of(1_500, 10_000);

  private final long seed = new Random().nextLong();
  private TimeRig rig;
  private CompletableFuture<List<TimeCase>> kills;

  /** Most of it is waiting, so the kills are played beside the backlogs, on a rig of their own. */
  @BeforeAll
  void start() throws InterruptedException {
    System.out.println("TimeFaultIT: seed " + seed);
    rig = TimeRig.start("time-fault-it", 1, ServiceSpec.of("autoclose-service"));
    // not in the common pool: the registry's client needs it, and it has one thread on two cores
    kills = CompletableFuture.supplyAsync(this::playKills, task -> Thread.ofPlatform().start(task));
  }

  private List<TimeCase> playKills() {
    try (TimeRig own =
        TimeRig.start("time-fault-it-kills", 1, ServiceSpec.of("autoclose-service"))) {
      return new KillScenario(own, TIMERS, seed, System.out::println).run();
    } catch (InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  @AfterAll
  void stop() {
    kills.cancel(true);
    if (rig != null) {
      rig.close();
    }
  }

  @Test
  void shouldFireEachTimerOnceAndNoneEarlyWhenServiceAndBrokerAreKilled() {
    assertThat(kills.join())
        .as("seed %d", seed)
        .allMatch(TimeCase::passed)
        .first()
        .returns(TIMERS, TimeCase::fired);
  }

  @ParameterizedTest
  @CsvSource({"NONE, 20000, 200000", "OPEN_TRANSACTION, 20000, 20000", "KILLS, 20000, 50000"})
  void shouldCloseTheSilentAndNobodyElseBehindABacklog(
      Trouble trouble, int everyBuild, int thorough) throws Exception {
    int records = Sizes.of(everyBuild, thorough);
    assertThat(new BacklogScenario(rig, trouble, records, seed, System.out::println).run())
        .as("seed %d", seed)
        .matches(TimeCase::passed);
  }
}
