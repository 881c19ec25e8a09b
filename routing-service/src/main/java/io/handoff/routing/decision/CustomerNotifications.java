package io.handoff.routing.decision;

import io.handoff.routing.decision.Effect.Acted;
import io.handoff.routing.decision.Effect.Action;
import io.handoff.routing.decision.Effect.Decided;
import io.handoff.settings.model.MessagesConfig.Occasion;
import java.util.Optional;

/**
 * What a step of a handoff publishes: the decision, what the platform is asked to do, what the
 * customer is told.
 */
final class CustomerNotifications {
  private CustomerNotifications() {}

  /** Publishes a decision on an open handoff. */
  static void decided(
      DecisionBuilder decision,
      OpenHandoff handoff,
      RoutingResult result,
      Selection selection,
      String why) {
    decision.effect(
        new Decided(
            handoff.handoff(),
            handoff.process(),
            handoff.target(),
            handoff.priority(),
            result,
            selection.candidates(),
            selection.candidateCount(),
            selection.obstacle(),
            why));
  }

  /** Tells the platform who has it no longer, where somebody else had it before. */
  static void unassign(DecisionBuilder decision, OpenHandoff handoff, String reason) {
    String previous = decision.previous(handoff);
    if (previous != null && !previous.equals(handoff.agentId())) {
      String special = decision.lossReason(handoff);
      act(decision, handoff, new Action.Unassign(previous, special == null ? reason : special));
    }
    decision.lossPublished(handoff);
  }

  /** Asks the platform for something. */
  static void act(DecisionBuilder decision, OpenHandoff handoff, Action action) {
    decision.effect(new Acted(handoff.handoff(), action));
  }

  /** What the customer is told on an occasion; empty: nothing, or it was told before. */
  static Optional<Action.Say> message(
      DecisionBuilder decision, OpenHandoff handoff, Occasion occasion) {
    return handoff.told().contains(occasion) || handoff.asleep()
        ? Optional.empty()
        : Messages.text(decision, handoff, occasion);
  }

  /** The same with what the customer was told remembered. */
  static OpenHandoff told(OpenHandoff handoff, Optional<Action.Say> message) {
    return message.isEmpty() ? handoff : handoff.told(message.get().occasion());
  }
}
