package io.handoff.ticket.decision.ticket;

import java.util.Objects;
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
  public boolean makesTicket() {
    return kind != TargetKind.INBOX;
  }

  /** Where a ticket belongs by its own fields. Who was named keeps it only in the same team. */
  public Target of(Ticket ticket) {
    boolean sameTeam = Objects.equals(teamId, ticket.teamId());
    return new Target(kind, ticket.departmentId(), ticket.teamId(), sameTeam ? agentId : null);
  }
}
