package io.handoff.routing.decision;

import io.handoff.routing.decision.Effect.Action;
import io.handoff.routing.decision.OpenHandoff.Standing;
import io.handoff.routing.decision.OpenHandoff.Waiting;
import io.handoff.settings.HandoffConfig.Process;
import io.handoff.settings.MessagesConfig.Occasion;
import java.util.Optional;

/** Lets handoffs wait: in the queue where somebody is there, otherwise in the unassigned view. */
final class Waits {
  private Waits() {}

  static void queue(Draft draft, OpenHandoff handoff, Selection selection) {
    OpenHandoff waiting = handoff.waiting(Standing.QUEUED, draft.now());
    Optional<Action.Say> message =
        waiting.process() == Process.LIVE
            ? placeInLine(draft, waiting)
            : Announcements.message(draft, waiting, Occasion.FOLLOW_UP);
    park(draft, waiting, message, selection, Words.whyItWaits(draft, waiting, selection));
  }

  private static Optional<Action.Say> placeInLine(Draft draft, OpenHandoff waiting) {
    return waiting.told().contains(Occasion.QUEUED)
        ? Optional.empty() // Who has been told the place in line is told of no agent meanwhile.
        : Announcements.message(draft, waiting, Occasion.QUEUED)
            .or(() -> Announcements.message(draft, waiting, Occasion.TEAM_AVAILABLE));
  }

  static void keepOpen(Draft draft, OpenHandoff handoff, Selection selection) {
    OpenHandoff waiting = handoff.waiting(Standing.UNASSIGNED, draft.now());
    park(
        draft,
        waiting,
        Announcements.message(draft, waiting, Occasion.TEAM_UNAVAILABLE),
        selection,
        Words.nobodyThere(draft, handoff.pool(), selection) + "; it is kept open");
  }

  private static void park(
      Draft draft,
      OpenHandoff waiting,
      Optional<Action.Say> message,
      Selection selection,
      String why) {
    draft.put(waiting);
    OpenHandoff stamped = draft.state().handoff(waiting.conversationId()).orElseThrow();
    Ruling ruling = waitingRuling(draft, stamped);
    draft.put(Announcements.told(shown(stamped, ruling), message));
    Announcements.decided(draft, stamped, ruling, selection, why);
    Announcements.unassign(draft, stamped, "it waits for somebody else");
    message.ifPresent(say -> Announcements.act(draft, stamped, say));
  }

  /** The same with the position that is published remembered. */
  static OpenHandoff shown(OpenHandoff handoff, Ruling ruling) {
    Waiting waiting = handoff.waiting();
    if (waiting == null) {
      return handoff;
    }
    return ruling instanceof Ruling.Queued(int position, var waitMs, var previous)
        ? handoff.with(waiting.shown(position, waitMs))
        : handoff.with(waiting.shown(1, null));
  }

  /** How a waiting handoff stands, as it is published. */
  static Ruling waitingRuling(Draft draft, OpenHandoff waiting) {
    String previous = draft.previous(waiting);
    if (waiting.standing() != Standing.QUEUED) {
      return new Ruling.KeptOpen(previous);
    }
    int position = draft.state().position(waiting);
    Long estimate = draft.state().line(waiting.pool().line()).estimate(position);
    return new Ruling.Queued(position, estimate, previous);
  }
}
