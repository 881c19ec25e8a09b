package io.handoff.routing.decision.message;

import io.handoff.routing.decision.account.OpenHandoff;
import io.handoff.routing.decision.effect.DecisionBuilder;
import io.handoff.routing.decision.effect.Effect.Acted;
import io.handoff.routing.decision.effect.Effect.Action;
import io.handoff.routing.decision.effect.Effect.Decided;
import io.handoff.routing.decision.effect.RoutingResult;
import io.handoff.routing.decision.selection.Selection;
import io.handoff.settings.model.MessagesConfig.Occasion;
import java.util.Optional;

/**
 * What a step of a handoff publishes: the decision, what the platform is asked to do, what the
 * customer is told.
 */
public final class CustomerNotifications {
  private CustomerNotifications() {}

  /** Publishes a decision on an open handoff. */
  public static void decided(
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
  public static void unassign(DecisionBuilder decision, OpenHandoff handoff, String reason) {
    String previous = decision.previous(handoff);
    if (previous != null && !previous.equals(handoff.agentId())) {
      String special = decision.lossReason(handoff);
      act(decision, handoff, new Action.Unassign(previous, special == null ? reason : special));
    }
    decision.lossPublished(handoff);
  }

  /** Asks the platform for something. */
  public static void act(DecisionBuilder decision, OpenHandoff handoff, Action action) {
    decision.effect(new Acted(handoff.handoff(), action));
  }

  /** What the customer is told on an occasion; empty: nothing, or it was told before. */
  public static Optional<Action.Say> message(
      DecisionBuilder decision, OpenHandoff handoff, Occasion occasion) {
    return handoff.told().contains(occasion) || handoff.asleep()
        ? Optional.empty()
        : Messages.text(decision, handoff, occasion);
  }

  /** The same with what the customer was told remembered. */
  public static OpenHandoff told(OpenHandoff handoff, Optional<Action.Say> message) {
    return message.isEmpty() ? handoff : handoff.told(message.get().occasion());
  }
}
