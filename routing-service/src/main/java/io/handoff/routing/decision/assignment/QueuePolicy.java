package io.handoff.routing.decision.assignment;

import io.handoff.routing.decision.account.OpenHandoff;
import io.handoff.routing.decision.account.OpenHandoff.HandoffStatus;
import io.handoff.routing.decision.account.OpenHandoff.Waiting;
import io.handoff.routing.decision.effect.DecisionBuilder;
import io.handoff.routing.decision.effect.Effect.Action;
import io.handoff.routing.decision.effect.RoutingResult;
import io.handoff.routing.decision.message.CustomerNotifications;
import io.handoff.routing.decision.message.RoutingExplanations;
import io.handoff.routing.decision.selection.Selection;
import io.handoff.settings.model.HandoffConfig.Process;
import io.handoff.settings.model.MessagesConfig.Occasion;
import java.util.Optional;

/** Lets handoffs wait: in the queue where somebody is there, otherwise in the unassigned view. */
public final class QueuePolicy {
  private QueuePolicy() {}

  static void queue(DecisionBuilder decision, OpenHandoff handoff, Selection selection) {
    OpenHandoff waiting = handoff.waiting(HandoffStatus.QUEUED, decision.now());
    Optional<Action.Say> message =
        waiting.process() == Process.LIVE
            ? placeInLine(decision, waiting)
            : CustomerNotifications.message(decision, waiting, Occasion.FOLLOW_UP);
    park(
        decision,
        waiting,
        message,
        selection,
        RoutingExplanations.whyItWaits(decision, waiting, selection));
  }

  private static Optional<Action.Say> placeInLine(DecisionBuilder decision, OpenHandoff waiting) {
    return waiting.told().contains(Occasion.QUEUED)
        ? Optional.empty() // Who has been told the place in line is told of no agent meanwhile.
        : CustomerNotifications.message(decision, waiting, Occasion.QUEUED)
            .or(() -> CustomerNotifications.message(decision, waiting, Occasion.TEAM_AVAILABLE));
  }

  static void keepOpen(DecisionBuilder decision, OpenHandoff handoff, Selection selection) {
    OpenHandoff waiting = handoff.waiting(HandoffStatus.UNASSIGNED, decision.now());
    park(
        decision,
        waiting,
        CustomerNotifications.message(decision, waiting, Occasion.TEAM_UNAVAILABLE),
        selection,
        RoutingExplanations.nobodyThere(decision, handoff.pool(), selection) + "; it is kept open");
  }

  private static void park(
      DecisionBuilder decision,
      OpenHandoff waiting,
      Optional<Action.Say> message,
      Selection selection,
      String why) {
    decision.put(waiting);
    OpenHandoff stamped = decision.state().handoff(waiting.conversationId()).orElseThrow();
    RoutingResult result = waitingRuling(decision, stamped);
    decision.put(CustomerNotifications.told(shown(stamped, result), message));
    CustomerNotifications.decided(decision, stamped, result, selection, why);
    CustomerNotifications.unassign(decision, stamped, "it waits for somebody else");
    message.ifPresent(say -> CustomerNotifications.act(decision, stamped, say));
  }

  /** The same with the position that is published remembered. */
  public static OpenHandoff shown(OpenHandoff handoff, RoutingResult result) {
    Waiting waiting = handoff.waiting();
    if (waiting == null) {
      return handoff;
    }
    return result instanceof RoutingResult.Queued(int position, var waitMs, var previous)
        ? handoff.with(waiting.shown(position, waitMs))
        : handoff.with(waiting.shown(1, null));
  }

  /** How a waiting handoff stands, as it is published. */
  public static RoutingResult waitingRuling(DecisionBuilder decision, OpenHandoff waiting) {
    String previous = decision.previous(waiting);
    if (waiting.standing() != HandoffStatus.QUEUED) {
      return new RoutingResult.KeptOpen(previous);
    }
    int position = decision.state().position(waiting);
    Long estimate = decision.state().line(waiting.pool().line()).estimate(position);
    return new RoutingResult.Queued(position, estimate, previous);
  }
}
