package io.handoff.ticket.decision;

import io.handoff.ticket.decision.context.DecisionContext;
import io.handoff.ticket.decision.conversation.ConversationFact;
import io.handoff.ticket.decision.conversation.HandoffState;
import io.handoff.ticket.decision.conversation.TrackedHandoff;
import io.handoff.ticket.decision.effect.AssignmentRequest;
import io.handoff.ticket.decision.effect.Effect;
import org.jspecify.annotations.Nullable;

/** What agents make of offers. Routing decides; this passes on what concerns an open offer. */
final class OfferPolicy {
  private OfferPolicy() {}

  static String accepted(DecisionContext context, ConversationFact.Accepted accepted) {
    TrackedHandoff offered = openOffer(context);
    if (offered == null) {
      return "no-action"; // the platform confirms an assignment that was no offer
    }
    if (!accepted.agentId().equals(offered.agentId())) {
      return foreign(context, accepted.agentId(), offered);
    }
    context.ask(
        offered.handoff(),
        new AssignmentRequest.OfferAccepted(accepted.agentId(), offered.offerId()));
    return "offer-accepted";
  }

  static String declined(DecisionContext context, ConversationFact.Declined declined) {
    TrackedHandoff offered = openOffer(context);
    if (offered == null) {
      return "no-action";
    }
    if (!declined.agentId().equals(offered.agentId())) {
      return foreign(context, declined.agentId(), offered);
    }
    context.ask(
        offered.handoff(),
        new AssignmentRequest.OfferDeclined(
            declined.agentId(), offered.offerId(), declined.detail()));
    return "offer-declined";
  }

  private static @Nullable TrackedHandoff openOffer(DecisionContext context) {
    TrackedHandoff active = context.conversation().activeHandoff();
    return active != null && active.state() == HandoffState.OFFERED ? active : null;
  }

  private static String foreign(DecisionContext context, String agentId, TrackedHandoff offered) {
    context.add(
        new Effect.InputRefused(
            "offer",
            "foreign-offer",
            "the offer is open to " + offered.agentId() + ", not to " + agentId));
    return "foreign-offer";
  }
}
