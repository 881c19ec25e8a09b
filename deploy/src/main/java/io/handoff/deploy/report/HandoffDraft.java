package io.handoff.deploy.report;

import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.HandoffContext;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.Target;
import io.handoff.avro.TargetKind;
import io.handoff.avro.Ticket;
import io.handoff.kit.Kebab;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One handoff of a conversation. What its ticket says goes before what routing's decisions say: the
 * ticket is kept for ever and knows of later changes.
 */
final class HandoffDraft {

  private @Nullable HandoffContext context;
  private @Nullable Ticket ticket;
  private @Nullable RoutingDecision decision;
  private @Nullable String agentId;
  private @Nullable Instant firstAssignedAt;
  private @Nullable Instant firstResponseAt;

  void add(Ticket state) {
    Ticket known = ticket;
    if (known == null || state.getVersion() > known.getVersion()) {
      ticket = state;
      context = state.getHandoff();
    }
  }

  void add(RoutingDecision next) {
    decision = next;
    if (context == null) {
      context = next.getHandoff();
    }
    if (next.getPayload() instanceof ConversationAssigned assigned) {
      agentId = assigned.getAgentId();
      if (firstAssignedAt == null) {
        firstAssignedAt = next.getOccurredAt();
      }
    }
  }

  void answered(Instant at) {
    if (firstResponseAt == null) {
      firstResponseAt = at;
    }
  }

  Instant requestedAt() {
    return Objects.requireNonNull(context).getRequestedAt();
  }

  @Nullable Ticket ticket() {
    return ticket;
  }

  /** Sets the columns that a handoff decides. */
  void fill(Row row) {
    HandoffContext handoff = Objects.requireNonNull(context);
    row.set(Column.REASON, Kebab.of(handoff.getReason()))
        .set(Column.TRIGGER_ID, handoff.getEvidence().getTriggerId())
        .set(Column.REQUESTED_AT, handoff.getRequestedAt());
    if (row.get(Column.LANGUAGE) == null) {
      row.set(Column.LANGUAGE, handoff.getLanguage());
    }
    Ticket state = ticket;
    if (state == null) {
      fillWithoutTicket(row);
    } else {
      fill(row, state);
    }
    setDuration(row, Column.WAIT_SECONDS, Column.FIRST_ASSIGNED_AT);
    setDuration(row, Column.FIRST_RESPONSE_SECONDS, Column.FIRST_RESPONSE_AT);
    setDuration(
        row,
        Column.RESOLUTION_SECONDS,
        row.get(Column.RESOLVED_AT) == null ? Column.CLOSED_AT : Column.RESOLVED_AT);
  }

  private void setDuration(Row row, Column duration, Column end) {
    Instant at = row.time(end);
    row.set(
        duration, at == null ? null : Math.max(0, Duration.between(requestedAt(), at).toSeconds()));
  }

  private void fillWithoutTicket(Row row) {
    RoutingDecision last = decision;
    if (last != null) {
      Target target = last.getTarget();
      row.set(Column.PROCESS, Kebab.of(last.getProcess()))
          .set(Column.TARGET, Kebab.of(target.getKind()))
          .set(Column.PRIORITY, Kebab.of(last.getPriority()))
          .set(Column.DEPARTMENT_ID, target.getDepartmentId())
          .set(Column.TEAM_ID, target.getTeamId());
    }
    row.set(Column.AGENT_ID, agentId)
        .set(Column.FIRST_ASSIGNED_AT, firstAssignedAt)
        .set(Column.FIRST_RESPONSE_AT, firstResponseAt);
  }

  private void fill(Row row, Ticket state) {
    row.set(Column.STATUS, Kebab.of(state.getStatus()))
        .set(Column.PROCESS, Kebab.of(state.getProcess()))
        .set(Column.TARGET, Kebab.of(TargetKind.HELP_DESK))
        .set(Column.TICKET_ID, state.getTicketId())
        .set(Column.PRIORITY, Kebab.of(state.getPriority()))
        .set(Column.DEPARTMENT_ID, state.getDepartmentId())
        .set(Column.TEAM_ID, state.getTeamId())
        .set(Column.AGENT_ID, state.getAssigneeId() == null ? agentId : state.getAssigneeId())
        .set(Column.CATEGORY, state.getCategory())
        .set(Column.SUB_CATEGORY, state.getSubCategory())
        .set(Column.CONVERSATION_TAGS, state.getConversationTags())
        .set(Column.CUSTOMER_TAGS, state.getCustomerTags())
        .set(Column.SLA_POLICY_ID, state.getSlaPolicyId())
        .set(Column.FIRST_ASSIGNED_AT, state.getFirstAssignedAt())
        .set(Column.FIRST_RESPONSE_AT, state.getFirstResponseAt())
        .set(Column.RESOLVED_AT, state.getResolvedAt())
        .set(Column.CLOSED_AT, state.getClosedAt())
        .set(Column.CLOSED_BY, state.getClosedBy())
        .set(Column.REOPEN_COUNT, (long) state.getReopenCount())
        .set(Column.BILLABLE, state.getBillable())
        .set(Column.FOLLOW_UP_OF, state.getFollowUpOf())
        .set(Column.MERGED_INTO, state.getMergedInto());
    Integer rating = state.getRating();
    if (rating != null) {
      row.set(Column.RATING, (long) rating);
    }
    keepMore(row, Column.CUSTOMER_MESSAGES, state.getCustomerMessageCount());
    keepMore(row, Column.AGENT_MESSAGES, state.getAgentMessageCount());
  }

  /** Events may be gone that the ticket counted. */
  private static void keepMore(Row row, Column column, long counted) {
    Long known = row.number(column);
    row.set(column, known == null ? counted : Math.max(known, counted));
  }
}
