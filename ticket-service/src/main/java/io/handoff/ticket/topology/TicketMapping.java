package io.handoff.ticket.topology;

import io.handoff.avro.HandoffProcess;
import io.handoff.avro.Priority;
import io.handoff.avro.TicketStatus;
import io.handoff.ticket.decision.ticket.Ticket;

/** Tickets to Avro. */
final class TicketMapping {
  private TicketMapping() {}

  static io.handoff.avro.Ticket write(Ticket t) {
    return io.handoff.avro.Ticket.newBuilder()
        .setTicketId(t.ticketId())
        .setAccountId(t.accountId())
        .setConversationId(t.conversationId())
        .setChannelId(t.channelId())
        .setVersion(t.version())
        .setHandoff(HandoffMapping.write(t.handoff()))
        .setProcess(Enums.to(HandoffProcess.class, t.process()))
        .setStatus(Enums.to(TicketStatus.class, t.status()))
        .setPriority(Enums.to(Priority.class, t.priority()))
        .setDepartmentId(t.departmentId())
        .setTeamId(t.teamId())
        .setAssigneeId(t.assigneeId())
        .setCategory(t.category())
        .setSubCategory(t.subCategory())
        .setConversationTags(t.conversationTags())
        .setCustomerTags(t.customerTags())
        .setCustomFields(t.customFields())
        .setSlaPolicyId(t.slaPolicyId())
        .setCreatedAt(t.createdAt())
        .setUpdatedAt(t.updatedAt())
        .setFirstResponseAt(t.firstResponseAt())
        .setFirstAssignedAt(t.firstAssignedAt())
        .setResolvedAt(t.resolvedAt())
        .setClosedAt(t.closedAt())
        .setClosedBy(t.closedBy())
        .setSnoozedUntil(t.snoozedUntil())
        .setReopenCount(t.reopenCount())
        .setFollowUpOf(t.followUpOf())
        .setMergedInto(t.mergedInto())
        .setRating(t.rating())
        .setBillable(t.billable())
        .setCustomerMessageCount(t.customerMessageCount())
        .setAgentMessageCount(t.agentMessageCount())
        .setTest(t.test())
        .build();
  }
}
