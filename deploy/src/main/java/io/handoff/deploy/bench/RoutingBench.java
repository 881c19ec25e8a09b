package io.handoff.deploy.bench;

import io.handoff.routing.decision.RoutingPolicy;
import io.handoff.routing.decision.account.AccountRouting;
import io.handoff.routing.decision.agent.Presence;
import io.handoff.routing.decision.effect.Outcome;
import io.handoff.routing.decision.effect.RoutingEvent;
import io.handoff.routing.decision.effect.RoutingEvent.About;
import io.handoff.routing.decision.effect.RoutingEvent.EndReported;
import io.handoff.routing.decision.effect.RoutingEvent.HandoffAsked;
import io.handoff.routing.decision.effect.RoutingEvent.Origin;
import io.handoff.routing.decision.effect.RoutingEvent.PresenceReported;
import io.handoff.routing.decision.effect.RoutingEvent.Subject;
import io.handoff.routing.decision.handoff.Customer;
import io.handoff.routing.decision.handoff.Evidence;
import io.handoff.routing.decision.handoff.Handoff;
import io.handoff.routing.decision.queue.Roster;
import io.handoff.settings.SettingsParser;
import io.handoff.settings.authoring.Strictness;
import io.handoff.settings.model.AccountConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * How long routing's decisions take in one account whose agents are all full, by how much waits.
 * Deciding only: no broker, no stores.
 */
final class RoutingBench {

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final int EACH_TAKES = 3;
  private static final int ROUNDS = 5;

  /** Median and 99th percentile of a decision, in microseconds. */
  record Spread(double median, double p99) {}

  /**
   * With so much waiting.
   *
   * @param arrives a handoff arrives and is queued
   * @param ends a handoff ends, and its agent gets the head of the queue
   */
  record Line(int waiting, Spread arrives, Spread ends) {}

  /**
   * What was measured.
   *
   * @param agents how many agents the account has
   * @param ceiling reading every agent's load once and nothing else: no decision that looks at all
   *     of a team's members can take less; microseconds, median
   * @param lines by how much waits
   * @param waitingBefore how much waits when everybody comes
   * @param assigned how much of it is assigned then
   * @param everybodyComes milliseconds until it is, the median of five runs
   * @param inOrder whether it was the oldest and nothing else
   */
  record Result(
      int agents,
      double ceiling,
      List<Line> lines,
      int waitingBefore,
      int assigned,
      double everybodyComes,
      boolean inOrder) {}

  private final int agents;
  private final List<Integer> waiting;
  private final int samples;
  private final Consumer<String> progress;

  /** A benchmark of so many agents and decisions, for each of these lengths of the queue. */
  RoutingBench(int agents, List<Integer> waiting, int samples, Consumer<String> progress) {
    this.agents = agents;
    this.waiting = List.copyOf(waiting);
    this.samples = samples;
    this.progress = progress;
  }

  Result run() {
    Roster roster = Roster.of(account(), 1);
    List<Line> lines = new ArrayList<>();
    double ceiling = 0;
    for (int length : waiting) {
      Day day = new Day(roster);
      day.everybodyComes();
      day.ask(EACH_TAKES * agents + length);
      Origin origin = day.origin();
      HandoffAsked arrival = asked("new", origin);
      EndReported end = new EndReported(day.origin(), new Subject("c0", "h-c0"));
      ceiling = spread(day::loads).median();
      lines.add(
          new Line(
              length,
              spread(() -> day.policy.decide(day.state, arrival, roster)),
              spread(() -> day.policy.decide(day.state, end, roster))));
      progress.accept("%,d waiting".formatted(length));
    }
    return everybodyComes(roster, ceiling, lines);
  }

  private Result everybodyComes(Roster roster, double ceiling, List<Line> lines) {
    int room = EACH_TAKES * agents;
    int line = 3 * room;
    double[] took = new double[ROUNDS];
    boolean inOrder = true;
    int assigned = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Day day = new Day(roster);
      day.ask(line);
      long start = System.nanoTime();
      day.everybodyComes();
      took[round] = (System.nanoTime() - start) / 1e6;
      assigned = line - day.state.waiting();
      for (int n = 0; n < line; n++) {
        inOrder &= day.state.handoff("c" + n).orElseThrow().agentId() != null == n < room;
      }
    }
    progress.accept("everybody came");
    Arrays.sort(took);
    return new Result(agents, ceiling, lines, line, assigned, took[ROUNDS / 2], inOrder);
  }

  private Spread spread(Supplier<?> decision) {
    double[] took = new double[samples];
    for (int warm = 0; warm < samples; warm++) {
      Objects.requireNonNull(decision.get());
    }
    for (int n = 0; n < samples; n++) {
      long start = System.nanoTime();
      Objects.requireNonNull(decision.get());
      took[n] = (System.nanoTime() - start) / 1e3;
    }
    Arrays.sort(took);
    return new Spread(took[samples / 2], took[(int) (samples * 0.99)]);
  }

  private AccountConfig account() {
    StringBuilder yaml = new StringBuilder("account: bench\nagents:\n");
    for (int n = 0; n < agents; n++) {
      yaml.append("  - { id: agent%d, capacity: %d }%n".formatted(n, EACH_TAKES));
    }
    yaml.append("channels: [{ id: web, type: web-chat, onSince: 2026-01-01T00:00:00Z }]\n");
    return Objects.requireNonNull(
        new SettingsParser().parse("bench", yaml.toString(), Strictness.LENIENT).config());
  }

  private static HandoffAsked asked(String conversation, Origin origin) {
    return new HandoffAsked(
        origin,
        new Handoff(
            "h-" + conversation,
            conversation,
            "web",
            new Customer("c-" + conversation, null, "en", null, Map.of()),
            "PERSON_REQUESTED",
            new Evidence(
                origin.eventId(), 1L, "person-requested", null, null, null, null, "PATTERN"),
            origin.occurredAt(),
            null,
            "en",
            "I want to talk to a person",
            null,
            1,
            1,
            false),
        new About(null, null, Map.of(), 0),
        null);
  }

  /** An account's day: each event a second after the one before. */
  private final class Day {
    private final RoutingPolicy policy = new RoutingPolicy();
    private final AccountRouting state = new AccountRouting();
    private final Roster roster;
    private final List<String> names =
        IntStream.range(0, agents).mapToObj(n -> "agent" + n).toList();
    private int events;

    Day(Roster roster) {
      this.roster = roster;
    }

    Origin origin() {
      events++;
      return new Origin("e" + events, START.plusSeconds(events));
    }

    void on(RoutingEvent event) {
      Outcome outcome = policy.decide(state, event, roster);
      state.evolve(outcome.changes());
    }

    void everybodyComes() {
      for (int n = 0; n < agents; n++) {
        on(new PresenceReported(origin(), "agent" + n, Presence.AVAILABLE, false));
      }
    }

    void ask(int handoffs) {
      for (int n = 0; n < handoffs; n++) {
        on(asked("c" + n, origin()));
      }
    }

    Integer loads() {
      int all = 0;
      for (int n = 0; n < agents; n++) {
        all += state.desk(names.get(n)).load();
      }
      return all;
    }
  }
}
