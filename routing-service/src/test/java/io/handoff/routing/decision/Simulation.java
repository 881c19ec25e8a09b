package io.handoff.routing.decision;

import static io.handoff.routing.Accounts.anAccount;
import static io.handoff.routing.Accounts.asynchronous;
import static io.handoff.routing.Accounts.live;
import static io.handoff.routing.Accounts.withoutPeople;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.routing.Accounts;
import io.handoff.routing.decision.RoutingEvent.AssignAsked;
import io.handoff.routing.decision.RoutingEvent.EndReported;
import io.handoff.routing.decision.RoutingEvent.HandoffAsked;
import io.handoff.routing.decision.RoutingEvent.Origin;
import io.handoff.routing.decision.RoutingEvent.PresenceReported;
import io.handoff.routing.decision.RoutingEvent.PriorityAsked;
import io.handoff.routing.decision.RoutingEvent.ReassignAsked;
import io.handoff.routing.decision.RoutingEvent.ReleaseAsked;
import io.handoff.routing.decision.RoutingEvent.ReopenAsked;
import io.handoff.routing.decision.RoutingEvent.Subject;
import io.handoff.settings.HandoffConfig.TargetKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One account's day, step by step, with a {@link Watch} over it. */
final class Simulation {

  enum Kind {
    ASK,
    PRESENCE,
    END,
    ASSIGN,
    RELEASE,
    REASSIGN,
    PRIORITY,
    REOPEN,
    REPEAT,
    SETTINGS,
    RESTART
  }

  record Step(Kind kind, int a, int b, int c) {}

  static final List<String> AGENTS = List.of("ann", "bob", "cho", "dag", "eve");
  private static final List<String> CHANNELS =
      List.of("all", "all", "north", "south", "solo", "mail", "mail-north", "faq", "strict");
  private static final int CONVERSATIONS = 14;
  private static final RoutingPolicy POLICY = new RoutingPolicy(new LeastLoaded());

  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<RoutingEvent> events = new ArrayList<>();
  private final Shelf shelf = new Shelf();
  private final Watch watch = new Watch();
  private AccountRouting state = new AccountRouting();
  private Roster roster = Roster.of(account(2, 1, 3, 0).config(), 1);
  private int clock;

  List<Outcome> outcomes() {
    return outcomes;
  }

  private static Accounts account(int ann, int bob, int cho, int dag) {
    return anAccount()
        .withAgent("ann", ann)
        .withAgent("bob", bob)
        .withAgent("cho", cho)
        .withAgent("dag", dag)
        .withAgent("eve", 1)
        .withTeam("north", "ann", "bob", "dag")
        .withTeam("south", "bob", "cho")
        .withTeam("ghosts")
        .withChannel(live("all"))
        .withChannel(live("north").forTeam("north"))
        .withChannel(live("south").forTeam("south"))
        .withChannel(live("solo").forAgent("eve"))
        .withChannel(asynchronous("mail"))
        .withChannel(asynchronous("mail-north").forTeam("north"))
        .withChannel(withoutPeople("faq"))
        .withChannel(live("strict").forTeam("south").closedWhenNobodyIsThere());
  }

  void step(Step step) {
    switch (step.kind()) {
      case SETTINGS ->
          roster =
              Roster.of(
                  account(step.a() % 4, step.b() % 4, step.c() % 4, step.a() % 3).config(),
                  roster.version() + 1);
      case RESTART -> restart();
      case REPEAT -> {
        if (!events.isEmpty()) {
          // The last few: an agent remembers eight events.
          int back = step.a() % Math.min(events.size(), 8);
          on(events.get(events.size() - 1 - back), true);
        }
      }
      default -> on(event(step), false);
    }
  }

  private void on(RoutingEvent event, boolean repeated) {
    Outcome outcome = POLICY.decide(state, event, roster);
    assertThat(POLICY.decide(state, event, roster)).isEqualTo(outcome);
    if (repeated && !outcome.word().equals("unknown-agent")) {
      assertThat(outcome.changes()).as("%s again", event).isEmpty();
      assertThat(outcome.effects()).as("%s again", event).isEmpty();
    }
    watch.before(state, roster);
    state.evolve(outcome.changes());
    shelf.keep(outcome.changes());
    watch.after(state, roster, event, outcome);
    outcomes.add(outcome);
    if (!repeated) {
      events.add(event);
    }
  }

  /** Forgets what is in memory and rebuilds it from what was kept. */
  void restart() {
    state = shelf.rebuild();
  }

  void endAll() {
    for (OpenHandoff open : List.copyOf(state.open())) {
      on(
          new EndReported(
              origin(0), new Subject(open.conversationId(), open.handoff().handoffId())),
          false);
    }
  }

  void checkNothingIsLeft() {
    // Waiting work was assigned while others ended: end that as well.
    while (!state.open().isEmpty()) {
      endAll();
    }
    assertThat(state.desks()).allSatisfy(desk -> assertThat(desk.load()).isZero());
    assertThat(state.pools()).isEmpty();
    watch.checkNobodyHasAnything();
  }

  private RoutingEvent event(Step step) {
    String conversation = "c" + step.a() % CONVERSATIONS;
    String agent = AGENTS.get(step.b() % AGENTS.size());
    Origin origin = origin(step.c());
    OpenHandoff open = state.handoff(conversation).orElse(null);
    Subject subject = new Subject(conversation, open == null ? "none" : open.handoff().handoffId());
    String command = "cmd-" + origin.eventId();
    return switch (step.kind()) {
      case ASK -> {
        String channel = CHANNELS.get(step.b() % CHANNELS.size());
        yield new HandoffAsked(
            origin, Floor.handoff(conversation, channel, "h-" + origin.eventId(), origin));
      }
      case PRESENCE ->
          new PresenceReported(
              origin,
              agent,
              step.c() % 3 == 0 ? Presence.values()[step.a() % 4] : Presence.AVAILABLE);
      case END -> new EndReported(origin, subject);
      case ASSIGN -> new AssignAsked(origin, subject, agent, command);
      case RELEASE ->
          new ReleaseAsked(
              origin,
              subject,
              open == null || open.agentId() == null ? agent : open.agentId(),
              command);
      case REASSIGN -> new ReassignAsked(origin, subject, target(step), priority(step), command);
      case PRIORITY -> new PriorityAsked(origin, subject, Priority.values()[step.b() % 4]);
      case REOPEN ->
          new ReopenAsked(
              origin,
              Floor.handoff(conversation, "all", "h-" + origin.eventId(), origin),
              new RoutingTarget(TargetKind.HELP_DESK, null, null, null),
              agent,
              Priority.NORMAL);
      case REPEAT, SETTINGS, RESTART -> throw new IllegalStateException();
    };
  }

  private static @Nullable RoutingTarget target(Step step) {
    return switch (step.b() % 4) {
      case 0 -> null;
      case 1 -> new RoutingTarget(TargetKind.INBOX, null, "north", null);
      case 2 -> new RoutingTarget(TargetKind.HELP_DESK, null, "south", null);
      default -> new RoutingTarget(TargetKind.HELP_DESK, null, null, AGENTS.get(step.c() % 5));
    };
  }

  private static @Nullable Priority priority(Step step) {
    return step.c() % 3 == 0 ? Priority.HIGH : null;
  }

  /** A new id; time goes on, but now and then a record is late. */
  private Origin origin(int c) {
    clock++;
    Instant at = Floor.START.plusSeconds(clock);
    return new Origin("e" + clock, c % 7 == 0 ? at.minusSeconds(30) : at);
  }
}
