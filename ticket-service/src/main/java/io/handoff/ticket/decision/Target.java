package io.handoff.ticket.decision;

import org.jspecify.annotations.Nullable;

/** Where a handoff goes. */
public record Target(
    TargetKind kind,
    @Nullable String departmentId,
    @Nullable String teamId,
    @Nullable String agentId) {

  /**
   * Whether a handoff that goes there makes a ticket. What is not known does: no call may be lost.
   */
  boolean makesTicket() {
    return kind != TargetKind.INBOX;
  }
}
