package io.handoff.ticket.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.handoff.kit.Kebab;
import io.handoff.ticket.decision.ticket.Customer;
import io.handoff.ticket.decision.ticket.Ticket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as the HTTP API shows it; openapi.yaml explains the fields. Absent ones are left out.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TicketView(
    String ticketId,
    String accountId,
    String conversationId,
    String channelId,
    long version,
    String status,
    String priority,
    String process,
    String reason,
    String triggerId,
    @Nullable String customerId,
    String language,
    @Nullable String departmentId,
    @Nullable String teamId,
    @Nullable String assigneeId,
    @Nullable String category,
    @Nullable String subCategory,
    List<String> conversationTags,
    List<String> customerTags,
    Map<String, String> customFields,
    @Nullable String slaPolicyId,
    Instant requestedAt,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant firstAssignedAt,
    @Nullable Instant firstResponseAt,
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

  static TicketView of(Ticket t) {
    Customer customer = t.handoff().customer();
    return new TicketView(
        t.ticketId(),
        t.accountId(),
        t.conversationId(),
        t.channelId(),
        t.version(),
        Kebab.of(t.status()),
        Kebab.of(t.priority()),
        Kebab.of(t.process()),
        Kebab.of(t.handoff().reason()),
        t.handoff().evidence().triggerId(),
        customer == null ? null : customer.customerId(),
        t.handoff().language(),
        t.departmentId(),
        t.teamId(),
        t.assigneeId(),
        t.category(),
        t.subCategory(),
        t.conversationTags(),
        t.customerTags(),
        t.customFields(),
        t.slaPolicyId(),
        t.handoff().requestedAt(),
        t.createdAt(),
        t.updatedAt(),
        t.firstAssignedAt(),
        t.firstResponseAt(),
        t.resolvedAt(),
        t.closedAt(),
        t.closedBy(),
        t.snoozedUntil(),
        t.reopenCount(),
        t.followUpOf(),
        t.mergedInto(),
        t.rating(),
        t.billable(),
        t.customerMessageCount(),
        t.agentMessageCount(),
        t.test());
  }
}
