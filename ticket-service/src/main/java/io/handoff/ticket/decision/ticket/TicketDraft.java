package io.handoff.ticket.decision.ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A ticket while it is being changed. Lives only within one decision, and only in the function that
 * changes it: so its fields are open. {@link #ticket} makes a ticket of them.
 */
public final class TicketDraft {

  private final Ticket before;
  TicketStatus status;
  public Priority priority;
  public @Nullable String departmentId;
  public @Nullable String teamId;
  public @Nullable String assigneeId;
  public @Nullable String category;
  public @Nullable String subCategory;
  public List<String> conversationTags;
  public List<String> customerTags;
  public final Map<String, String> customFields;
  public @Nullable String slaPolicyId;
  @Nullable Instant firstResponseAt;
  @Nullable Instant firstAssignedAt;
  @Nullable Instant resolvedAt;
  @Nullable Instant closedAt;
  @Nullable String closedBy;
  @Nullable Instant snoozedUntil;
  public int reopenCount;
  public @Nullable String followUpOf;
  public @Nullable String mergedInto;
  public @Nullable Integer rating;
  public boolean billable;
  public int customerMessageCount;
  public int agentMessageCount;

  public TicketDraft(Ticket before) {
    this.before = before;
    this.status = before.status();
    this.priority = before.priority();
    this.departmentId = before.departmentId();
    this.teamId = before.teamId();
    this.assigneeId = before.assigneeId();
    this.category = before.category();
    this.subCategory = before.subCategory();
    this.conversationTags = new ArrayList<>(before.conversationTags());
    this.customerTags = new ArrayList<>(before.customerTags());
    this.customFields = new TreeMap<>(before.customFields());
    this.slaPolicyId = before.slaPolicyId();
    this.firstResponseAt = before.firstResponseAt();
    this.firstAssignedAt = before.firstAssignedAt();
    this.resolvedAt = before.resolvedAt();
    this.closedAt = before.closedAt();
    this.closedBy = before.closedBy();
    this.snoozedUntil = before.snoozedUntil();
    this.reopenCount = before.reopenCount();
    this.followUpOf = before.followUpOf();
    this.mergedInto = before.mergedInto();
    this.rating = before.rating();
    this.billable = before.billable();
    this.customerMessageCount = before.customerMessageCount();
    this.agentMessageCount = before.agentMessageCount();
  }

  /** Goes to a state; what belongs to another state is cleared. */
  public void enter(Lifecycle next) {
    status = next.status();
    snoozedUntil = next instanceof Lifecycle.Snoozed(var until) ? until : null;
    switch (next) {
      case Lifecycle.Active _ -> {
        resolvedAt = null;
        closedAt = null;
        closedBy = null;
      }
      case Lifecycle.Resolved(var at) -> {
        resolvedAt = at;
        closedAt = null;
        closedBy = null;
      }
      case Lifecycle.Closed(var at, var by) -> {
        closedAt = at;
        closedBy = by;
      }
    }
  }

  /** An agent has it. */
  public void assign(String agentId, Instant at) {
    assigneeId = agentId;
    if (firstAssignedAt == null) {
      firstAssignedAt = at;
    }
  }

  /** An agent answered the customer. */
  public void answered(Instant at) {
    if (firstResponseAt == null) {
      firstResponseAt = at;
    }
  }

  /** The ticket as drafted. */
  public Ticket ticket(long version, Instant updatedAt) {
    return new Ticket(
        before.ticketId(),
        before.accountId(),
        before.conversationId(),
        before.channelId(),
        version,
        before.handoff(),
        before.process(),
        status,
        priority,
        departmentId,
        teamId,
        assigneeId,
        category,
        subCategory,
        conversationTags,
        customerTags,
        customFields,
        slaPolicyId,
        before.createdAt(),
        updatedAt,
        firstResponseAt,
        firstAssignedAt,
        resolvedAt,
        closedAt,
        closedBy,
        snoozedUntil,
        reopenCount,
        followUpOf,
        mergedInto,
        rating,
        billable,
        customerMessageCount,
        agentMessageCount,
        before.test());
  }
}
