package io.handoff.routing.decision;

import org.jspecify.annotations.Nullable;

/**
 * An agent who was considered.
 *
 * @param agentId the agent
 * @param verdict what became of it
 * @param detail figures behind it; null: none
 */
public record Candidate(String agentId, Verdict verdict, @Nullable String detail) {

  /** What became of a candidate. */
  public enum Verdict {
    /** Gets the conversation. */
    CHOSEN,
    /** Could have taken it, but another suits better. */
    LESS_SUITED,
    /** Has no room. */
    FULL,
    /** Gave this conversation back before. */
    DECLINED,
    /** At work, but takes no new live work. */
    BUSY,
    /** Away for a while. */
    AWAY,
    /** Gone. */
    OFFLINE
  }
}
