package io.handoff.autoclose.decision.event;

import io.handoff.autoclose.decision.sla.SlaFacts.Status;
import io.handoff.autoclose.decision.sla.SlaState.Assigned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens in and around a conversation, as far as time is concerned. */
public sealed interface Event {

  /** What every event says. */
  EventMetadata about();

  /** From conversation.events. */
  sealed interface Said extends Event {}

  /** From ticket.events. */
  sealed interface Handled extends Event {}

  /** Who wrote a message. The last three answer nobody. */
  enum Author {
    CUSTOMER,
    AGENT,
    AI_AGENT,
    AUTOMATIC,
    UNKNOWN
  }

  /** The conversation began. */
  record Started(EventMetadata about, @Nullable String customerName, @Nullable String language)
      implements Said {}

  /** Somebody wrote. */
  record Posted(EventMetadata about, Author author, long sequence) implements Said {}

  /** The AI agent answers again. */
  record Resumed(EventMetadata about) implements Said {}

  /** The platform did not carry out a close: it has a newer message. */
  record CloseRefused(EventMetadata about, String actionId, long lastSequence) implements Said {}

  /** The conversation ended. */
  record Closed(EventMetadata about) implements Said {}

  /** The customer rated the conversation, which begins none. */
  record Rated(EventMetadata about) implements Said {}

  /** Something that no clock depends on. */
  record Noted(EventMetadata about) implements Said {}

  /** Where a handoff stands. */
  enum Stage {
    WAITING,
    OFFERED,
    ASSIGNED,
    UNASSIGNED,
    ENDED,
    UNKNOWN
  }

  /** A handoff moved on. */
  record HandoffMoved(
      EventMetadata about,
      String handoffId,
      Instant requestedAt,
      Stage stage,
      @Nullable String agentId,
      @Nullable String teamId,
      @Nullable String customerName,
      String language)
      implements Handled {}

  /** What a ticket's status means for the clocks. */
  enum TicketStage {
    /** They run. */
    ACTIVE,
    /** Snoozed, resolved or closed: they stand still. */
    AT_REST
  }

  /**
   * A ticket as it stands after a change.
   *
   * @param createdAt when it was made
   * @param status its status
   * @param statusAt since when, as far as it is known; not before the event, and after it where a
   *     ticket that was made late begins with what came of an answer
   * @param snoozedUntil when it comes back; null: it is not snoozed, or until the customer replies
   * @param assigned what its promises follow from
   */
  record TicketMoved(
      EventMetadata about,
      String ticketId,
      String handoffId,
      Instant createdAt,
      Status status,
      Instant statusAt,
      @Nullable Instant snoozedUntil,
      Assigned assigned)
      implements Handled {

    /** Whether the ticket is worked on, as far as silence is concerned. */
    public TicketStage stage() {
      return switch (status) {
        case ACTIVE, WAITING_ON_CUSTOMER -> TicketStage.ACTIVE;
        case SNOOZED, ENDED -> TicketStage.AT_REST;
      };
    }
  }
}
