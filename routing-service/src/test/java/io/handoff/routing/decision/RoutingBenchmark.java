package io.handoff.routing.decision;

import static io.handoff.routing.Accounts.anAccount;
import static io.handoff.routing.Accounts.live;

import io.handoff.routing.Accounts;
import io.handoff.routing.decision.agent.Presence;
import io.handoff.routing.decision.effect.Outcome;
import io.handoff.routing.decision.effect.RoutingEvent.EndReported;
import io.handoff.routing.decision.effect.RoutingEvent.HandoffAsked;
import io.handoff.routing.decision.effect.RoutingEvent.Origin;
import io.handoff.routing.decision.effect.RoutingEvent.PresenceReported;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * One decision in an account of 1,000 agents, all full, while so many conversations wait: the
 * percentiles of a decision's time. Run {@code main}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 3)
public class RoutingBenchmark {

  private static final int AGENTS = 1_000;

  /** How many conversations wait. */
  @Param({"0", "100", "1000", "10000", "100000"})
  public int waiting;

  private RoutingScenario floor;
  private HandoffAsked arrival;
  private EndReported end;

  static Accounts account() {
    Accounts account = anAccount().withChannel(live("web").silent());
    for (int n = 0; n < AGENTS; n++) {
      account.withAgent("agent" + n, 3);
    }
    return account;
  }

  /** Fills the agents and the queue. */
  @Setup
  public void fill() {
    floor = new RoutingScenario(account());
    for (int n = 0; n < AGENTS; n++) {
      floor.comes("agent" + n);
    }
    for (int n = 0; n < 3 * AGENTS + waiting; n++) {
      floor.asks("c" + n);
    }
    Origin origin = floor.origin();
    arrival =
        new HandoffAsked(origin, RoutingScenario.handoff("new", "web", "h-new", origin), null);
    end = new EndReported(floor.origin(), RoutingScenario.subject("c0"));
  }

  /** A handoff arrives and is queued. */
  @Benchmark
  public Outcome arrives() {
    return floor.policy.decide(floor.state, arrival, floor.roster);
  }

  /** A handoff ends; its agent gets the head of the queue. */
  @Benchmark
  public Outcome ends() {
    return floor.policy.decide(floor.state, end, floor.roster);
  }

  /** Runs the benchmark, and measures a thousand agents coming while ten thousand wait. */
  public static void main(String[] args) throws Exception {
    everybodyComes();
    new Runner(new OptionsBuilder().include(RoutingBenchmark.class.getName()).build()).run();
  }

  private static void everybodyComes() {
    for (int run = 0; run < 5; run++) {
      RoutingScenario floor = new RoutingScenario(account());
      for (int n = 0; n < 10_000; n++) {
        floor.asks("c" + n);
      }
      long start = System.nanoTime();
      for (int n = 0; n < AGENTS; n++) {
        floor.on(new PresenceReported(floor.origin(), "agent" + n, Presence.AVAILABLE, false));
      }
      long all = System.nanoTime() - start;
      boolean inOrder = true;
      for (int n = 0; n < 10_000; n++) {
        inOrder &= floor.agentOf("c" + n).isPresent() == n < 3 * AGENTS;
      }
      System.out.printf(
          "1,000 agents come, 10,000 wait: %d assigned in %.0f ms, %s%n",
          10_000 - floor.state.waiting(),
          all / 1e6,
          inOrder ? "the oldest 3,000 and no others" : "OUT OF ORDER");
    }
  }
}
