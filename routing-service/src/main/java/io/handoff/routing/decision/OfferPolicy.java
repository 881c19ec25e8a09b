package io.handoff.routing.decision;

import io.handoff.routing.decision.account.OpenHandoff;
import io.handoff.routing.decision.account.OpenHandoff.HandoffStatus;
import io.handoff.routing.decision.account.OpenHandoff.Offer;
import io.handoff.routing.decision.account.OpenHandoff.PassKind;
import io.handoff.routing.decision.agent.AgentState;
import io.handoff.routing.decision.agent.Presence;
import io.handoff.routing.decision.assignment.Dispatcher;
import io.handoff.routing.decision.effect.DecisionBuilder;
import io.handoff.routing.decision.effect.Effect.Logged;
import io.handoff.routing.decision.effect.RoutingEvent.OfferAnswered;
import io.handoff.routing.decision.queue.Roster;
import io.handoff.settings.model.TeamRouting.Acceptance;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers to offers, and offers that nobody answers. */
final class OfferPolicy {

  /**
   * An offer that is this late when it is looked at was made while the service was behind: its
   * agent saw it late or not at all.
   */
  private static final Duration BEHIND = Duration.ofSeconds(5);

  private final Dispatcher dispatcher;
  private final PresencePolicy presence;

  OfferPolicy(Dispatcher dispatcher, PresencePolicy presence) {
    this.dispatcher = dispatcher;
    this.presence = presence;
  }

  /** Why an answer changes nothing. */
  record Problem(String code, String message) {}

  /** What is wrong with an answer; null: nothing. */
  static @Nullable Problem problem(Roster roster, OfferAnswered answer, OpenHandoff open) {
    String agentId = answer.agentId();
    String name = roster.nameOf(agentId);
    boolean isTo = agentId.equals(open.agentId());
    Offer offer = open.offer();
    if (offer != null && isTo) {
      return answer.offerId() == null || answer.offerId().equals(offer.offerId())
          ? null
          : new Problem("offer-expired", "that offer to " + name + " is over; another one is open");
    }
    if (open.standing() == HandoffStatus.ASSIGNED && isTo) {
      return new Problem("already-accepted", name + " has it already");
    }
    PassKind passed = open.passOf(agentId);
    if (passed == PassKind.LET_PASS) {
      return new Problem("offer-expired", name + " did not answer in time");
    }
    if (passed == PassKind.DECLINED) {
      return new Problem("offer-declined-before", name + " declined it before");
    }
    return open.agentId() == null
        ? new Problem("no-offer", "nothing is on offer")
        : new Problem(
            "foreign-offer", "it is with " + roster.nameOf(open.agentId()) + ", not with " + name);
  }

  /** The agent does not want it. */
  void declined(DecisionBuilder decision, OpenHandoff open) {
    String agentId = Objects.requireNonNull(open.agentId(), "an offer is to somebody");
    decision.put(decision.state().desk(agentId).agent().missed(0, false));
    dispatcher.again(
        decision,
        open,
        open.passedBy(agentId, PassKind.DECLINED, decision.now()),
        decision.roster().nameOf(agentId) + " declined it");
  }

  /** The time to answer is over. */
  void lapsed(DecisionBuilder decision, OpenHandoff open, Instant safe) {
    Acceptance acceptance = decision.roster().routing(open.target().teamId()).acceptance();
    Offer offer = Objects.requireNonNull(open.offer());
    if (acceptance != null
        && !offer.extended()
        && Duration.between(offer.expiresAt(), safe).compareTo(BEHIND) > 0) {
      decision.put(open.extended(safe.plus(acceptance.within())));
      return;
    }
    String agentId = Objects.requireNonNull(open.agentId(), "an offer is to somebody");
    miss(decision, agentId, acceptance);
    dispatcher.again(
        decision,
        open,
        open.passedBy(agentId, PassKind.LET_PASS, decision.now()),
        decision.roster().nameOf(agentId) + " did not accept it in time");
  }

  private void miss(DecisionBuilder decision, String agentId, @Nullable Acceptance acceptance) {
    AgentState agent = decision.state().desk(agentId).agent();
    int missed = agent.missed() + 1;
    boolean away =
        acceptance != null
            && acceptance.awayAfterMissed() > 0
            && missed >= acceptance.awayAfterMissed()
            && (agent.presence() == Presence.AVAILABLE || agent.presence() == Presence.BUSY);
    decision.put(agent.missed(missed, away));
    if (away) {
      decision.effect(
          new Logged(
              true,
              null,
              "presence",
              "set-away",
              "agent '%s' let %d offers in a row pass and is set away".formatted(agentId, missed)));
      presence.changed(decision, agent, Presence.AWAY);
    }
  }
}
