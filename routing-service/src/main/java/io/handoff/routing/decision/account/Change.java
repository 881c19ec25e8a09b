package io.handoff.routing.decision.account;

import io.handoff.routing.decision.account.ProcessedIds.Receipt;
import io.handoff.routing.decision.agent.AgentState;
import io.handoff.routing.decision.queue.QueueStatistics;

/**
 * One change of an account's routing: what the aggregate undergoes and what its stores are to keep.
 */
public sealed interface Change {

  /** An agent is now like this. */
  record AgentChanged(AgentState agent) implements Change {}

  /** An open handoff is now like this; it may be new. */
  record HandoffChanged(OpenHandoff handoff) implements Change {}

  /** The conversation has no open handoff any more. */
  record HandoffRemoved(String conversationId) implements Change {}

  /** A line is now like this. */
  record LineChanged(QueueStatistics line) implements Change {}

  /** A customer's last agent; kept in the stores only. */
  record CustomerServed(String customerId, String agentId) implements Change {}

  /** A routing request was seen; a repeat of it changes nothing. */
  record RequestSeen(Receipt receipt) implements Change {}

  /** A handoff ended; a repeat of its request does not open it again. */
  record HandoffFinished(Receipt receipt) implements Change {}

  /** The running numbers are now these. */
  record CountersChanged(Counters counters) implements Change {}
}
