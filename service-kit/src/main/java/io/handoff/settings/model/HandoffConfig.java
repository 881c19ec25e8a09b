package io.handoff.settings.model;

import org.jspecify.annotations.Nullable;

/**
 * What happens when a person is needed.
 *
 * @param process live, asynchronous or none
 * @param target where it goes
 * @param whenNobodyAvailable what happens to a live handoff that nobody takes
 * @param needs what it asks of an agent
 */
public record HandoffConfig(
    Process process,
    TargetConfig target,
    WhenNobodyAvailable whenNobodyAvailable,
    NeedsConfig needs) {

  /** A handoff that asks nothing of an agent but a slot. */
  public HandoffConfig(
      Process process, TargetConfig target, WhenNobodyAvailable whenNobodyAvailable) {
    this(process, target, whenNobodyAvailable, NeedsConfig.NONE);
  }

  /** The three processes. */
  public enum Process {
    /** To the next available agent, at once. */
    LIVE,
    /** To an agent, present or not, for later follow-up. */
    ASYNCHRONOUS,
    /** The AI agent goes on; the customer can get a fixed reply. */
    NONE
  }

  /** What happens to a live handoff when nobody of the target is available. */
  public enum WhenNobodyAvailable {
    /** It stays open in the unassigned view and is assigned as soon as somebody comes. */
    KEEP_OPEN,
    /** The customer is told, and the conversation is closed. */
    CLOSE
  }

  /** Kinds of targets. */
  public enum TargetKind {
    /** Works with tickets. */
    HELP_DESK,
    /** Works with bare conversations. */
    INBOX
  }

  /**
   * Where a handoff goes.
   *
   * @param kind help desk or inbox
   * @param teamId team; null: everybody
   * @param agentId a named agent; null: anybody of the team
   */
  public record TargetConfig(TargetKind kind, @Nullable String teamId, @Nullable String agentId) {}
}
