package io.handoff.ticket.decision;

import org.jspecify.annotations.Nullable;

/** What agents make of offers. Routing decides; this passes on what concerns an open offer. */
final class OfferPolicy {
  private OfferPolicy() {}

  static String accepted(Turn turn, ConversationFact.Accepted accepted) {
    TrackedHandoff offered = openOffer(turn);
    if (offered == null) {
      return "no-action"; // the platform confirms an assignment that was no offer
    }
    if (!accepted.agentId().equals(offered.agentId())) {
      return foreign(turn, accepted.agentId(), offered);
    }
    turn.ask(
        offered.handoff(), new RoutingAsk.OfferAccepted(accepted.agentId(), offered.offerId()));
    return "offer-accepted";
  }

  static String declined(Turn turn, ConversationFact.Declined declined) {
    TrackedHandoff offered = openOffer(turn);
    if (offered == null) {
      return "no-action";
    }
    if (!declined.agentId().equals(offered.agentId())) {
      return foreign(turn, declined.agentId(), offered);
    }
    turn.ask(
        offered.handoff(),
        new RoutingAsk.OfferDeclined(declined.agentId(), offered.offerId(), declined.detail()));
    return "offer-declined";
  }

  private static @Nullable TrackedHandoff openOffer(Turn turn) {
    TrackedHandoff active = turn.conversation().activeHandoff();
    return active != null && active.state() == HandoffState.OFFERED ? active : null;
  }

  private static String foreign(Turn turn, String agentId, TrackedHandoff offered) {
    turn.add(
        new Effect.InputRefused(
            "offer",
            "foreign-offer",
            "the offer is open to " + offered.agentId() + ", not to " + agentId));
    return "foreign-offer";
  }
}
