package io.handoff.ticket.decision;

import org.jspecify.annotations.Nullable;

/** What routing is asked or told about a handoff. */
public sealed interface RoutingAsk {

  /** Word that tells the requests of one record apart; part of the request's id. */
  String kind();

  /** A person chose an agent. */
  record Assign(String agentId, String commandId, @Nullable Long basedOnVersion)
      implements RoutingAsk {
    @Override
    public String kind() {
      return "assign";
    }
  }

  /** Somebody of another target is wanted; requestedBy: the command. */
  record Reassign(Target target, String requestedBy) implements RoutingAsk {
    @Override
    public String kind() {
      return "reassign";
    }
  }

  /** The agent gives it back to the queue. */
  record Release(String agentId, String commandId) implements RoutingAsk {
    @Override
    public String kind() {
      return "release";
    }
  }

  /** The priority changed. */
  record PriorityChanged(Priority priority) implements RoutingAsk {
    @Override
    public String kind() {
      return "priority";
    }
  }

  /** The agent accepted the offer. */
  record OfferAccepted(String agentId, @Nullable String offerId) implements RoutingAsk {
    @Override
    public String kind() {
      return "offer-accepted";
    }
  }

  /** The agent declined the offer. */
  record OfferDeclined(String agentId, @Nullable String offerId, @Nullable String detail)
      implements RoutingAsk {
    @Override
    public String kind() {
      return "offer-declined";
    }
  }

  /** It is over. */
  record Ended(HandoffEnd how) implements RoutingAsk {
    @Override
    public String kind() {
      return "ended";
    }
  }

  /** It goes on after all; agentId: who had it, null: nobody. */
  record Reopened(Handoff handoff, Target target, @Nullable String agentId, Priority priority)
      implements RoutingAsk {
    @Override
    public String kind() {
      return "reopened";
    }
  }
}
