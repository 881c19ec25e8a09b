package io.handoff.routing.decision;

import io.handoff.routing.decision.Effect.Logged;
import io.handoff.routing.decision.OpenHandoff.Offer;
import io.handoff.routing.decision.OpenHandoff.PassKind;
import io.handoff.routing.decision.OpenHandoff.Standing;
import io.handoff.routing.decision.RoutingEvent.OfferAnswered;
import io.handoff.settings.TeamRouting.Acceptance;
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
    if (open.standing() == Standing.ASSIGNED && isTo) {
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
  void declined(Draft draft, OpenHandoff open) {
    String agentId = Objects.requireNonNull(open.agentId(), "an offer is to somebody");
    draft.put(draft.state().desk(agentId).agent().missed(0, false));
    dispatcher.again(
        draft,
        open,
        open.passedBy(agentId, PassKind.DECLINED, draft.now()),
        draft.roster().nameOf(agentId) + " declined it");
  }

  /** The time to answer is over. */
  void lapsed(Draft draft, OpenHandoff open, Instant safe) {
    Acceptance acceptance = draft.roster().routing(open.target().teamId()).acceptance();
    Offer offer = Objects.requireNonNull(open.offer());
    if (acceptance != null
        && !offer.extended()
        && Duration.between(offer.expiresAt(), safe).compareTo(BEHIND) > 0) {
      draft.put(open.extended(safe.plus(acceptance.within())));
      return;
    }
    String agentId = Objects.requireNonNull(open.agentId(), "an offer is to somebody");
    miss(draft, agentId, acceptance);
    dispatcher.again(
        draft,
        open,
        open.passedBy(agentId, PassKind.LET_PASS, draft.now()),
        draft.roster().nameOf(agentId) + " did not accept it in time");
  }

  private void miss(Draft draft, String agentId, @Nullable Acceptance acceptance) {
    AgentState agent = draft.state().desk(agentId).agent();
    int missed = agent.missed() + 1;
    boolean away =
        acceptance != null
            && acceptance.awayAfterMissed() > 0
            && missed >= acceptance.awayAfterMissed()
            && (agent.presence() == Presence.AVAILABLE || agent.presence() == Presence.BUSY);
    draft.put(agent.missed(missed, away));
    if (away) {
      draft.effect(
          new Logged(
              true,
              null,
              "presence",
              "set-away",
              "agent '%s' let %d offers in a row pass and is set away".formatted(agentId, missed)));
      presence.changed(draft, agent, Presence.AWAY);
    }
  }
}
