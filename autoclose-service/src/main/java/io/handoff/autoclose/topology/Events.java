package io.handoff.autoclose.topology;

import io.handoff.autoclose.decision.event.Event;
import io.handoff.autoclose.decision.event.Event.Author;
import io.handoff.autoclose.decision.event.Event.Stage;
import io.handoff.autoclose.decision.event.EventMetadata;
import io.handoff.autoclose.decision.sla.SlaFacts.Status;
import io.handoff.autoclose.decision.sla.SlaState.Assigned;
import io.handoff.autoclose.decision.time.Origin;
import io.handoff.avro.AiAgentResumed;
import io.handoff.avro.AuthorType;
import io.handoff.avro.Cause;
import io.handoff.avro.CloseRefused;
import io.handoff.avro.ConversationClosed;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.ConversationRated;
import io.handoff.avro.ConversationStarted;
import io.handoff.avro.Customer;
import io.handoff.avro.HandoffContext;
import io.handoff.avro.HandoffState;
import io.handoff.avro.HandoffTracked;
import io.handoff.avro.MessagePosted;
import io.handoff.avro.Ticket;
import io.handoff.avro.TicketChanged;
import io.handoff.avro.TicketCreated;
import io.handoff.avro.TicketEvent;
import io.handoff.avro.TicketStatus;
import io.handoff.kit.streams.DecodedRecord;
import io.handoff.rules.Action.Priority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From Avro to events. */
final class Events {
  private Events() {}

  /** The event in a record of one of the two topics; ticks are none. */
  static Event of(DecodedRecord<?> record) {
    return switch (record.value()) {
      case ConversationEvent event -> said(record, event);
      case TicketEvent event -> handled(record, event);
      default -> throw new IllegalArgumentException("no event: " + record.topic().name());
    };
  }

  private static Event said(DecodedRecord<?> record, ConversationEvent event) {
    EventMetadata metadata =
        new EventMetadata(
            origin(event.getEventId(), event.getCause()),
            event.getAccountId(),
            event.getChannelId(),
            event.getConversationId(),
            record.occurredAt(),
            record.appendedAt(),
            event.getTest());
    return switch (event.getPayload()) {
      case ConversationStarted started -> {
        Customer customer = started.getCustomer();
        yield new Event.Started(
            metadata,
            customer == null ? null : customer.getName(),
            customer == null ? null : customer.getLanguage());
      }
      case MessagePosted posted ->
          new Event.Posted(metadata, author(posted.getAuthor()), posted.getSequence());
      case AiAgentResumed _ -> new Event.Resumed(metadata);
      case CloseRefused refused ->
          new Event.CloseRefused(metadata, refused.getActionId(), refused.getLastSequence());
      case ConversationClosed _ -> new Event.Closed(metadata);
      case ConversationRated _ -> new Event.Rated(metadata);
      default -> new Event.Noted(metadata);
    };
  }

  private static Event handled(DecodedRecord<?> record, TicketEvent event) {
    return switch (event.getPayload()) {
      case HandoffTracked tracked -> moved(about(record, event, tracked.getHandoff()), tracked);
      case TicketCreated created -> moved(record, event, created.getTicket());
      case TicketChanged changed -> moved(record, event, changed.getTicket());
      default -> throw new IllegalArgumentException("unknown ticket event");
    };
  }

  private static Event moved(EventMetadata metadata, HandoffTracked tracked) {
    HandoffContext handoff = tracked.getHandoff();
    Customer customer = handoff.getCustomer();
    return new Event.HandoffMoved(
        metadata,
        handoff.getHandoffId(),
        handoff.getRequestedAt(),
        stage(tracked.getState()),
        tracked.getAgentId(),
        tracked.getTarget().getTeamId(),
        customer == null ? null : customer.getName(),
        handoff.getLanguage());
  }

  private static Event moved(DecodedRecord<?> record, TicketEvent event, Ticket ticket) {
    return new Event.TicketMoved(
        about(record, event, ticket.getHandoff()),
        ticket.getTicketId(),
        ticket.getHandoff().getHandoffId(),
        ticket.getCreatedAt(),
        status(ticket.getStatus()),
        statusAt(record, ticket),
        ticket.getStatus() == TicketStatus.SNOOZED ? ticket.getSnoozedUntil() : null,
        new Assigned(ticket.getSlaPolicyId(), priority(ticket.getPriority()), ticket.getTeamId()));
  }

  /** A ticket waits on the customer since an agent's answer, which may be later than its making. */
  private static Instant statusAt(DecodedRecord<?> record, Ticket ticket) {
    Instant answeredAt = ticket.getFirstResponseAt();
    return ticket.getStatus() == TicketStatus.WAITING_ON_CUSTOMER
            && answeredAt != null
            && answeredAt.isAfter(record.occurredAt())
        ? answeredAt
        : record.occurredAt();
  }

  private static EventMetadata about(
      DecodedRecord<?> record, TicketEvent event, HandoffContext handoff) {
    return new EventMetadata(
        origin(event.getEventId(), event.getCause()),
        event.getAccountId(),
        event.getChannelId(),
        event.getConversationId(),
        record.occurredAt(),
        record.appendedAt(),
        handoff.getTest());
  }

  private static Origin origin(String eventId, @Nullable Cause cause) {
    return new Origin(eventId, cause == null ? 0 : cause.getDepth());
  }

  private static Author author(AuthorType author) {
    return switch (author) {
      case CUSTOMER -> Author.CUSTOMER;
      case AGENT -> Author.AGENT;
      case AI_AGENT -> Author.AI_AGENT;
      case AUTOMATIC -> Author.AUTOMATIC;
      case UNKNOWN -> Author.UNKNOWN;
    };
  }

  private static Stage stage(HandoffState state) {
    return switch (state) {
      case WAITING -> Stage.WAITING;
      case OFFERED -> Stage.OFFERED;
      case ASSIGNED -> Stage.ASSIGNED;
      case UNASSIGNED -> Stage.UNASSIGNED;
      case ENDED -> Stage.ENDED;
      case UNKNOWN -> Stage.UNKNOWN;
    };
  }

  private static Status status(TicketStatus status) {
    return switch (status) {
      case NEW, OPEN, UNKNOWN -> Status.ACTIVE;
      case WAITING_ON_CUSTOMER -> Status.WAITING_ON_CUSTOMER;
      case SNOOZED -> Status.SNOOZED;
      case RESOLVED, CLOSED -> Status.ENDED;
    };
  }

  private static Priority priority(io.handoff.avro.Priority priority) {
    return switch (priority) {
      case LOW -> Priority.LOW;
      case NORMAL, UNKNOWN -> Priority.NORMAL;
      case HIGH -> Priority.HIGH;
      case URGENT -> Priority.URGENT;
    };
  }
}
