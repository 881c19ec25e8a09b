package io.handoff.ticket.decision.effect;

import io.handoff.ticket.decision.ticket.Handoff;
import io.handoff.ticket.decision.ticket.Priority;
import io.handoff.ticket.decision.ticket.Target;
import org.jspecify.annotations.Nullable;

/** What routing is asked or told about a handoff. */
public sealed interface AssignmentRequest {

  /** Word that tells the requests of one record apart; part of the request's id. */
  String kind();

  /**
   * An agent was chosen.
   *
   * @param by who or what chose, in words
   * @param target where it goes besides; null: where it goes already
   */
  record Assign(
      String agentId,
      String commandId,
      @Nullable Long basedOnVersion,
      String by,
      @Nullable Target target)
      implements AssignmentRequest {
    @Override
    public String kind() {
      return "assign";
    }
  }

  /**
   * Another target; or the same, and somebody else is wanted.
   *
   * @param target null: the same
   * @param requestedBy the command, or the record that led to it
   * @param by who or what wants it, in words
   */
  record Reassign(@Nullable Target target, String requestedBy, String by)
      implements AssignmentRequest {
    @Override
    public String kind() {
      return "reassign";
    }
  }

  /** The agent gives it back to the queue. */
  record Release(String agentId, String commandId) implements AssignmentRequest {
    @Override
    public String kind() {
      return "release";
    }
  }

  /** The priority changed. */
  record PriorityChanged(Priority priority) implements AssignmentRequest {
    @Override
    public String kind() {
      return "priority";
    }
  }

  /** The ticket is snoozed: nobody is busy with it, and nobody waits. */
  record Snoozed() implements AssignmentRequest {
    @Override
    public String kind() {
      return "snoozed";
    }
  }

  /** The ticket is back from its snooze. */
  record Woken() implements AssignmentRequest {
    @Override
    public String kind() {
      return "woken";
    }
  }

  /** The agent accepted the offer. */
  record OfferAccepted(String agentId, @Nullable String offerId) implements AssignmentRequest {
    @Override
    public String kind() {
      return "offer-accepted";
    }
  }

  /** The agent declined the offer. */
  record OfferDeclined(String agentId, @Nullable String offerId, @Nullable String detail)
      implements AssignmentRequest {
    @Override
    public String kind() {
      return "offer-declined";
    }
  }

  /** It is over. */
  record Ended(HandoffEnd how) implements AssignmentRequest {
    @Override
    public String kind() {
      return "ended";
    }
  }

  /** It goes on after all; agentId: who had it, null: nobody. */
  record Reopened(Handoff handoff, Target target, @Nullable String agentId, Priority priority)
      implements AssignmentRequest {
    @Override
    public String kind() {
      return "reopened";
    }
  }
}
