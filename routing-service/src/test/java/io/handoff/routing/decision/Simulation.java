package io.handoff.routing.decision;

import io.handoff.routing.decision.account.AccountRouting;
import io.handoff.routing.decision.account.OpenHandoff;
import io.handoff.routing.decision.account.OpenHandoff.HandoffStatus;
import io.handoff.routing.decision.agent.Presence;
import io.handoff.routing.decision.effect.Outcome;
import io.handoff.routing.decision.effect.RoutingEvent;
import io.handoff.routing.decision.effect.RoutingEvent.AssignAsked;
import io.handoff.routing.decision.effect.RoutingEvent.EndReported;
import io.handoff.routing.decision.effect.RoutingEvent.HandoffAsked;
import io.handoff.routing.decision.effect.RoutingEvent.OfferAnswered;
import io.handoff.routing.decision.effect.RoutingEvent.Origin;
import io.handoff.routing.decision.effect.RoutingEvent.PresenceReported;
import io.handoff.routing.decision.effect.RoutingEvent.PriorityAsked;
import io.handoff.routing.decision.effect.RoutingEvent.ReassignAsked;
import io.handoff.routing.decision.effect.RoutingEvent.ReleaseAsked;
import io.handoff.routing.decision.effect.RoutingEvent.ReopenAsked;
import io.handoff.routing.decision.effect.RoutingEvent.SnoozeAsked;
import io.handoff.routing.decision.effect.RoutingEvent.Subject;
import io.handoff.routing.decision.effect.RoutingEvent.WakeAsked;
import io.handoff.routing.decision.handoff.Handoff;
import io.handoff.routing.decision.handoff.Priority;
import io.handoff.routing.decision.handoff.RoutingTarget;
import io.handoff.routing.decision.queue.Roster;
import io.handoff.settings.model.HandoffConfig.TargetKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One account's day, step by step, with a {@link GuaranteeChecker} over it. Everything follows the
 * seed.
 */
final class Simulation {

  private static final int CONVERSATIONS = 14;
  private static final int MOMENTS = 5_000;
  private static final RoutingPolicy POLICY = new RoutingPolicy();

  private final SplittableRandom random;
  private final RandomAccounts accounts;
  private final boolean recorded;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<RoutingEvent> events = new ArrayList<>();
  private final StoredState shelf = new StoredState();
  private final GuaranteeChecker watch = new GuaranteeChecker();
  private AccountRouting state = new AccountRouting();
  private Roster roster;
  private Instant clock = RoutingScenario.START;
  private int ids;

  Simulation(long seed, boolean recorded) {
    this.random = new SplittableRandom(seed);
    this.accounts = new RandomAccounts(random);
    this.recorded = recorded;
    this.roster = Roster.of(accounts.next(), 1);
  }

  List<Outcome> outcomes() {
    return outcomes;
  }

  GuaranteeChecker watch() {
    return watch;
  }

  void step() {
    int kind = random.nextInt(100);
    if (kind < 14) {
      timePasses();
    } else if (kind < 16) {
      roster = Roster.of(accounts.next(), roster.version() + 1);
    } else if (kind < 18) {
      restart();
    } else if (kind < 23) {
      repeat();
    } else {
      on(event(kind), false);
    }
  }

  /** Forgets what is in memory and rebuilds it from what was kept. */
  void restart() {
    state = shelf.rebuild();
    roster = Roster.of(roster.config(), roster.version());
  }

  private void repeat() {
    if (!events.isEmpty()) {
      // The last few: an agent remembers eight events.
      int back = random.nextInt(Math.min(events.size(), 8));
      on(events.get(events.size() - 1 - back), true);
    }
  }

  private void timePasses() {
    boolean punctual = random.nextBoolean();
    clock = clock.plusMillis(random.nextInt(punctual ? 40_000 : 200_000));
    for (int i = 0; !state.wakeAt().isAfter(clock); i++) {
      if (i == MOMENTS) {
        throw new AssertionError("there is no end to what is due at " + state.wakeAt());
      }
      Instant at = state.wakeAt();
      on(RoutingPolicy.timePassed(state, "shop", at, punctual ? at : clock), false);
    }
    watch.checkNothingIsOverdue(state, roster, clock);
  }

  private void on(RoutingEvent event, boolean repeated) {
    watch.before(state, roster);
    Outcome outcome = POLICY.decide(state, event, roster);
    if (ids % 16 == 0 && !POLICY.decide(state, event, roster).equals(outcome)) {
      throw new AssertionError("deciding twice gives two decisions on " + event);
    }
    if (repeated
        && !outcome.word().equals("unknown-agent")
        && !(outcome.changes().isEmpty() && outcome.effects().isEmpty())) {
      throw new AssertionError(event + " again changes something: " + outcome);
    }
    state.evolve(outcome.changes());
    shelf.keep(outcome.changes());
    watch.after(state, roster, event, outcome);
    if (recorded) {
      outcomes.add(outcome);
    }
    if (!repeated && !(event instanceof RoutingEvent.TimePassed)) {
      events.add(event);
    }
  }

  private void endAll() {
    List<OpenHandoff> all = new ArrayList<>(state.open());
    all.sort(java.util.Comparator.comparing(OpenHandoff::conversationId));
    for (OpenHandoff open : all) {
      on(
          new EndReported(origin(), new Subject(open.conversationId(), open.handoff().handoffId())),
          false);
    }
  }

  /** All is closed: nothing may be left. */
  void close() {
    // Waiting work was assigned while others ended: end that as well.
    while (!state.open().isEmpty()) {
      endAll();
    }
    watch.checkNothingIsLeft(state);
  }

  private RoutingEvent event(int kind) {
    String conversation = "c" + random.nextInt(CONVERSATIONS);
    String agent = pick(RandomAccounts.AGENTS);
    Origin origin = origin();
    OpenHandoff open = state.handoff(conversation).orElse(null);
    Subject subject = new Subject(conversation, open == null ? "none" : open.handoff().handoffId());
    String command = "cmd-" + origin.eventId();
    String holder = open == null || open.agentId() == null ? agent : open.agentId();
    if (kind < 45) {
      String channel = pick(RandomAccounts.CHANNELS);
      Handoff handoff =
          RoutingScenario.handoff(conversation, channel, "h-" + origin.eventId(), origin);
      return new HandoffAsked(origin, handoff, shelf.lastAgent("c-" + conversation));
    }
    if (kind < 60) {
      Presence presence =
          random.nextInt(3) == 0 ? Presence.values()[random.nextInt(4)] : Presence.AVAILABLE;
      return new PresenceReported(origin, agent, presence, random.nextInt(3) == 0);
    }
    if (kind < 70) {
      return new EndReported(origin, subject);
    }
    if (kind < 80) {
      OpenHandoff offered =
          state.open().stream()
              .filter(o -> o.standing() == HandoffStatus.OFFERED)
              .min(java.util.Comparator.comparing(OpenHandoff::arrival))
              .orElse(open);
      return answer(origin, offered, subject, agent);
    }
    return switch (kind) {
      case 80, 81 ->
          open != null && open.asleep()
              ? new WakeAsked(origin, subject)
              : new SnoozeAsked(origin, subject);
      case 82, 83, 84 ->
          new AssignAsked(
              origin, subject, agent, command, "a person", random.nextBoolean() ? target() : null);
      case 85, 86, 87, 88 -> new ReleaseAsked(origin, subject, holder, command);
      case 89, 90, 91, 92 ->
          new ReassignAsked(origin, subject, target(), priority(), command, "a rule");
      case 93, 94, 95 -> new PriorityAsked(origin, subject, Priority.values()[random.nextInt(4)]);
      default ->
          new ReopenAsked(
              origin,
              RoutingScenario.handoff(conversation, "all", "h-" + origin.eventId(), origin),
              new RoutingTarget(TargetKind.HELP_DESK, null, null, null),
              agent,
              Priority.NORMAL);
    };
  }

  private RoutingEvent answer(
      Origin origin, @Nullable OpenHandoff open, Subject otherwise, String agent) {
    boolean accepted = random.nextInt(3) > 0;
    if (open == null) {
      return new OfferAnswered(origin, otherwise, agent, null, accepted);
    }
    boolean foreign = random.nextInt(6) == 0 || open.agentId() == null;
    return new OfferAnswered(
        origin,
        new Subject(open.conversationId(), open.handoff().handoffId()),
        foreign ? agent : open.agentId(),
        open.offer() == null || random.nextInt(4) == 0 ? null : open.offer().offerId(),
        accepted);
  }

  private @Nullable RoutingTarget target() {
    return switch (random.nextInt(4)) {
      case 0 -> null;
      case 1 -> new RoutingTarget(TargetKind.INBOX, null, "north", null);
      case 2 -> new RoutingTarget(TargetKind.HELP_DESK, null, "south", null);
      default -> new RoutingTarget(TargetKind.HELP_DESK, null, null, pick(RandomAccounts.AGENTS));
    };
  }

  private @Nullable Priority priority() {
    return random.nextInt(3) == 0 ? Priority.HIGH : null;
  }

  /** A new id; time goes on, but now and then a record is late. */
  private Origin origin() {
    ids++;
    clock = clock.plusMillis(200 + random.nextInt(1_600));
    return new Origin(
        "e" + ids, random.nextInt(7) == 0 ? clock.minus(Duration.ofSeconds(30)) : clock);
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
