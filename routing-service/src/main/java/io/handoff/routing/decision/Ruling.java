package io.handoff.routing.decision;

import org.jspecify.annotations.Nullable;

/** What was decided on a handoff. */
public sealed interface Ruling {

  /**
   * The agent has it.
   *
   * @param previousAgentId who had it before; null: nobody
   * @param commandId command that asked for it; null: routing chose
   */
  record Assigned(String agentId, @Nullable String previousAgentId, @Nullable String commandId)
      implements Ruling {}

  /**
   * It waits for somebody to have room.
   *
   * @param position place in the queue, from 1
   * @param previousAgentId who lost it; null: nobody had it
   */
  record Queued(int position, @Nullable String previousAgentId) implements Ruling {}

  /** Nobody is there; it waits in the unassigned view. */
  record KeptOpen(@Nullable String previousAgentId) implements Ruling {}

  /** Nobody is there; the conversation is to be closed. */
  record Closed() implements Ruling {}

  /** The AI agent goes on. */
  record Declined(boolean replied) implements Ruling {}

  /** The request was not carried out. */
  record Refused(@Nullable String commandId, String code, String message) implements Ruling {}

  /** The handoff is over. */
  record Ended(@Nullable String agentId) implements Ruling {}
}
