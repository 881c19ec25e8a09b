package io.handoff.routing.decision.selection;

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
    /** Has no room for one more of this channel. */
    CHANNEL_FULL,
    /** Lacks a skill, or has it at too low a level. */
    SKILL_MISSING,
    /** Does not speak the customer's language. */
    LANGUAGE_MISSING,
    /** Gave this conversation back or declined it before. */
    DECLINED,
    /** Did not accept it in time. */
    LET_PASS,
    /** The team is closed. */
    OUTSIDE_HOURS,
    /** At work, but takes no new live work. */
    BUSY,
    /** Away for a while. */
    AWAY,
    /** Gone. */
    OFFLINE
  }
}
