package io.handoff.routing.decision;

import io.handoff.routing.decision.Effect.Acted;
import io.handoff.routing.decision.Effect.Action;
import io.handoff.routing.decision.Effect.Decided;
import io.handoff.settings.MessagesConfig.Occasion;
import java.util.Optional;

/**
 * What a step of a handoff publishes: the decision, what the platform is asked to do, what the
 * customer is told.
 */
final class Announcements {
  private Announcements() {}

  /** Publishes a decision on an open handoff. */
  static void decided(
      Draft draft, OpenHandoff handoff, Ruling ruling, Selection selection, String why) {
    draft.effect(
        new Decided(
            handoff.handoff(),
            handoff.process(),
            handoff.target(),
            handoff.priority(),
            ruling,
            selection.candidates(),
            selection.candidateCount(),
            selection.obstacle(),
            why));
  }

  /** Tells the platform who has it no longer, where somebody else had it before. */
  static void unassign(Draft draft, OpenHandoff handoff, String reason) {
    String previous = draft.previous(handoff);
    if (previous != null && !previous.equals(handoff.agentId())) {
      String special = draft.lossReason(handoff);
      act(draft, handoff, new Action.Unassign(previous, special == null ? reason : special));
    }
    draft.lossPublished(handoff);
  }

  /** Asks the platform for something. */
  static void act(Draft draft, OpenHandoff handoff, Action action) {
    draft.effect(new Acted(handoff.handoff(), action));
  }

  /** What the customer is told on an occasion; empty: nothing, or it was told before. */
  static Optional<Action.Say> message(Draft draft, OpenHandoff handoff, Occasion occasion) {
    return handoff.told().contains(occasion) || handoff.asleep()
        ? Optional.empty()
        : Messages.text(draft, handoff, occasion);
  }

  /** The same with what the customer was told remembered. */
  static OpenHandoff told(OpenHandoff handoff, Optional<Action.Say> message) {
    return message.isEmpty() ? handoff : handoff.told(message.get().occasion());
  }
}
