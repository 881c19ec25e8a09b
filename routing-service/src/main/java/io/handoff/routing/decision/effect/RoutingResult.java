package io.handoff.routing.decision.effect;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was decided on a handoff. */
public sealed interface RoutingResult {

  /**
   * The agent has it.
   *
   * @param previousAgentId who had it before; null: nobody
   * @param commandId command that asked for it; null: routing chose
   */
  record Assigned(String agentId, @Nullable String previousAgentId, @Nullable String commandId)
      implements RoutingResult {}

  /**
   * It is held for an agent who has to accept.
   *
   * @param expiresAt when the offer lapses
   * @param previousAgentId who had it or was offered it before; null: nobody
   */
  record Offered(String agentId, Instant expiresAt, @Nullable String previousAgentId)
      implements RoutingResult {}

  /**
   * It waits for somebody to have room.
   *
   * @param position place in the queue, from 1
   * @param estimatedWaitMs estimated wait; null: there is too little to tell from
   * @param previousAgentId who lost it; null: nobody had it
   */
  record Queued(int position, @Nullable Long estimatedWaitMs, @Nullable String previousAgentId)
      implements RoutingResult {}

  /** Nobody is there; it waits in the unassigned view. */
  record KeptOpen(@Nullable String previousAgentId) implements RoutingResult {}

  /** Nobody is there; the conversation is to be closed. */
  record Closed() implements RoutingResult {}

  /** The AI agent goes on. */
  record Declined(boolean replied) implements RoutingResult {}

  /** The request was not carried out. */
  record Refused(@Nullable String commandId, String code, String message)
      implements RoutingResult {}

  /** The handoff is over. */
  record Ended(@Nullable String agentId) implements RoutingResult {}
}
