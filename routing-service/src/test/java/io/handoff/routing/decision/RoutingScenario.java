package io.handoff.routing.decision;

import io.handoff.routing.Accounts;
import io.handoff.routing.decision.account.AccountRouting;
import io.handoff.routing.decision.account.OpenHandoff;
import io.handoff.routing.decision.agent.Presence;
import io.handoff.routing.decision.effect.Effect;
import io.handoff.routing.decision.effect.Effect.Acted;
import io.handoff.routing.decision.effect.Effect.Action;
import io.handoff.routing.decision.effect.Effect.Action.Say;
import io.handoff.routing.decision.effect.Effect.Decided;
import io.handoff.routing.decision.effect.Effect.Logged;
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
import io.handoff.routing.decision.effect.RoutingEvent.Subject;
import io.handoff.routing.decision.effect.RoutingResult;
import io.handoff.routing.decision.handoff.Customer;
import io.handoff.routing.decision.handoff.Evidence;
import io.handoff.routing.decision.handoff.Handoff;
import io.handoff.routing.decision.handoff.Priority;
import io.handoff.routing.decision.handoff.RoutingTarget;
import io.handoff.routing.decision.queue.Roster;
import io.handoff.settings.model.MessagesConfig.Occasion;
import io.handoff.settings.model.OutgoingMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An account's agents at work, for tests: each call is one event, a second after the one before,
 * decided and undergone.
 */
final class RoutingScenario {

  static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  final RoutingPolicy policy = new RoutingPolicy();
  AccountRouting state = new AccountRouting();
  Roster roster;
  private int events;
  private Duration ahead = Duration.ZERO;

  RoutingScenario(Accounts account) {
    this.roster = Roster.of(account.config(), 1);
  }

  /** New settings come into force; they are looked at with the next event. */
  RoutingScenario settings(Accounts account) {
    roster = Roster.of(account.config(), roster.version() + 1);
    return this;
  }

  Outcome on(RoutingEvent event) {
    Outcome outcome = policy.decide(state, event, roster);
    state.evolve(outcome.changes());
    return outcome;
  }

  Origin origin() {
    events++;
    return new Origin("e" + events, now());
  }

  Instant now() {
    return START.plusSeconds(events).plus(ahead);
  }

  /** Time passes, and whatever falls due meanwhile is acted on; says what came of that. */
  List<Outcome> later(Duration time) {
    ahead = ahead.plus(time);
    List<Outcome> outcomes = new ArrayList<>();
    while (!state.wakeAt().isAfter(now())) {
      Instant at = state.wakeAt();
      outcomes.add(on(RoutingPolicy.timePassed(state, "shop", at, at)));
    }
    return outcomes;
  }

  Outcome beats(String agent, Presence presence) {
    return on(new PresenceReported(origin(), agent, presence, true));
  }

  Outcome accepts(String conversation, String agent) {
    return on(new OfferAnswered(origin(), subject(conversation), agent, null, true));
  }

  Outcome declines(String conversation, String agent) {
    return on(new OfferAnswered(origin(), subject(conversation), agent, null, false));
  }

  OpenHandoff open(String conversation) {
    return state.handoff(conversation).orElseThrow();
  }

  Outcome comes(String agent) {
    return presence(agent, Presence.AVAILABLE);
  }

  Outcome presence(String agent, Presence presence) {
    return on(new PresenceReported(origin(), agent, presence, false));
  }

  /** A handoff of the conversation, of the same name, on the channel "web". */
  Outcome asks(String conversation) {
    return asks(conversation, "web", "h-" + conversation);
  }

  Outcome asks(String conversation, String channel, String handoffId) {
    Origin origin = origin();
    return on(new HandoffAsked(origin, handoff(conversation, channel, handoffId, origin), null));
  }

  static Handoff handoff(String conversation, String channel, String handoffId, Origin origin) {
    return new Handoff(
        handoffId,
        conversation,
        channel,
        new Customer("c-" + conversation, "Kim", "ko", null, Map.of()),
        "PERSON_REQUESTED",
        new Evidence(origin.eventId(), 7L, "person-requested", null, "agent", 0, 5, "PATTERN"),
        origin.occurredAt(),
        origin.occurredAt(),
        "en",
        "I want an agent",
        null,
        3,
        1,
        false);
  }

  static Subject subject(String conversation) {
    return new Subject(conversation, "h-" + conversation);
  }

  Outcome ends(String conversation) {
    return on(new EndReported(origin(), subject(conversation)));
  }

  Outcome assigns(String conversation, String agent) {
    return on(
        new AssignAsked(origin(), subject(conversation), agent, "cmd-" + events, "a person", null));
  }

  Outcome releases(String conversation, String agent) {
    return on(new ReleaseAsked(origin(), subject(conversation), agent, "cmd-" + events));
  }

  Outcome reassigns(
      String conversation, @Nullable RoutingTarget target, @Nullable Priority priority) {
    return on(
        new ReassignAsked(
            origin(), subject(conversation), target, priority, "cmd-" + events, "a person"));
  }

  Outcome prioritises(String conversation, Priority priority) {
    return on(new PriorityAsked(origin(), subject(conversation), priority));
  }

  Outcome reopens(String conversation, RoutingTarget target, @Nullable String agent) {
    Origin origin = origin();
    return on(
        new ReopenAsked(
            origin,
            handoff(conversation, "web", "h-" + conversation, origin),
            target,
            agent,
            Priority.NORMAL));
  }

  /** Who has the conversation; empty: nobody. */
  Optional<String> agentOf(String conversation) {
    return state.handoff(conversation).map(OpenHandoff::agentId);
  }

  int load(String agent) {
    return state.desk(agent).load();
  }

  static List<Decided> decisions(Outcome outcome) {
    return of(outcome, Decided.class);
  }

  static List<RoutingResult> rulings(Outcome outcome) {
    return decisions(outcome).stream().map(Decided::ruling).toList();
  }

  static List<Action> actions(Outcome outcome) {
    return of(outcome, Acted.class).stream().map(Acted::action).toList();
  }

  /** A text in English that a customer was told. */
  static Say said(Occasion occasion, String text) {
    return new Say(occasion, new OutgoingMessage(text, List.of(), null, "en"));
  }

  static List<String> said(Outcome outcome) {
    return actions(outcome).stream()
        .filter(Say.class::isInstance)
        .map(action -> ((Say) action).message().text())
        .toList();
  }

  static <E extends Effect> List<E> of(Outcome outcome, Class<E> kind) {
    return outcome.effects().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  static List<String> codes(Outcome outcome) {
    return of(outcome, Logged.class).stream().map(Logged::code).toList();
  }
}
