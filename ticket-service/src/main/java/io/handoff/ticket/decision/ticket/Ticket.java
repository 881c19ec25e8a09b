package io.handoff.ticket.decision.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as it stands. Its fields are those of the contract's Ticket, where they are explained.
 * Changes are made through {@code DecisionContext.change}, so that each one is in the history.
 */
public record Ticket(
    String ticketId,
    String accountId,
    String conversationId,
    String channelId,
    long version,
    Handoff handoff,
    HandoffProcess process,
    TicketStatus status,
    Priority priority,
    @Nullable String departmentId,
    @Nullable String teamId,
    @Nullable String assigneeId,
    @Nullable String category,
    @Nullable String subCategory,
    List<String> conversationTags,
    List<String> customerTags,
    Map<String, String> customFields,
    @Nullable String slaPolicyId,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant firstResponseAt,
    @Nullable Instant firstAssignedAt,
    @Nullable Instant resolvedAt,
    @Nullable Instant closedAt,
    @Nullable String closedBy,
    @Nullable Instant snoozedUntil,
    int reopenCount,
    @Nullable String followUpOf,
    @Nullable String mergedInto,
    @Nullable Integer rating,
    boolean billable,
    int customerMessageCount,
    int agentMessageCount,
    boolean test) {

  public Ticket {
    conversationTags = List.copyOf(Objects.requireNonNullElse(conversationTags, List.of()));
    customerTags = List.copyOf(Objects.requireNonNullElse(customerTags, List.of()));
    customFields =
        java.util.Collections.unmodifiableSortedMap(
            new TreeMap<>(Objects.requireNonNullElse(customFields, Map.of())));
  }

  /** A ticket's first version, for a handoff that nobody has looked at. */
  public static Ticket made(
      String ticketId,
      Origin origin,
      Handoff handoff,
      HandoffProcess process,
      Target target,
      Priority priority) {
    return new Ticket(
        ticketId,
        origin.accountId(),
        origin.conversationId(),
        handoff.channelId(),
        1,
        handoff,
        process,
        TicketStatus.NEW,
        priority,
        target.departmentId(),
        target.teamId(),
        null,
        null,
        null,
        List.of(),
        List.of(),
        Map.of(),
        null,
        origin.at(),
        origin.at(),
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        null,
        null,
        null,
        true,
        0,
        0,
        handoff.test());
  }

  /** Whether it has come to its end. */
  public boolean ended() {
    return status == TicketStatus.CLOSED;
  }
}
