package io.handoff.routing.decision;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What routing is asked to look at. */
public sealed interface RoutingEvent {

  /** Id and time of the record. */
  Origin origin();

  /**
   * Where an event comes from.
   *
   * @param eventId id of the record; the same when it is sent again
   * @param occurredAt event time, never later than its publication
   */
  record Origin(String eventId, Instant occurredAt) {}

  /** A person is needed. */
  record HandoffAsked(Origin origin, Handoff handoff, About about) implements RoutingEvent {

    /** A handoff of whose conversation nothing more is known. */
    public HandoffAsked(Origin origin, Handoff handoff) {
      this(origin, handoff, About.NOTHING);
    }
  }

  /**
   * What rules can ask about the conversation of a handoff, besides the handoff.
   *
   * @param storeId store or shop; null: not known
   * @param topic topic; null: not known
   * @param fields custom fields
   */
  record About(@Nullable String storeId, @Nullable String topic, Map<String, String> fields) {
    static final About NOTHING = new About(null, null, Map.of());

    public About {
      fields = Map.copyOf(fields);
    }
  }

  /**
   * News of an agent, a change or a heartbeat: they mean the same.
   *
   * @param presence null: a status that this version does not know
   */
  record PresenceReported(Origin origin, String agentId, @Nullable Presence presence)
      implements RoutingEvent {}

  /** Asks something about a handoff that should be open. */
  sealed interface Request extends RoutingEvent {
    /** Which one. */
    Subject subject();

    /** Command that asks and waits for an answer; null: none does. */
    default @Nullable String answersTo() {
      return null;
    }
  }

  /**
   * What a request is about.
   *
   * @param handoffId null: whichever the conversation has
   */
  record Subject(String conversationId, @Nullable String handoffId) {}

  /** A person chose an agent. */
  record AssignAsked(Origin origin, Subject subject, String agentId, String commandId)
      implements Request {
    @Override
    public String answersTo() {
      return commandId;
    }
  }

  /**
   * Find somebody else.
   *
   * @param target null: the same
   * @param priority null: the same
   */
  record ReassignAsked(
      Origin origin,
      Subject subject,
      @Nullable RoutingTarget target,
      @Nullable Priority priority,
      String commandId)
      implements Request {
    @Override
    public String answersTo() {
      return commandId;
    }
  }

  /** An agent gives the conversation back. */
  record ReleaseAsked(Origin origin, Subject subject, String agentId, String commandId)
      implements Request {
    @Override
    public String answersTo() {
      return commandId;
    }
  }

  /** Another priority. */
  record PriorityAsked(Origin origin, Subject subject, Priority priority) implements Request {}

  /** An offer was accepted or declined. */
  record OfferAnswered(Origin origin, Subject subject, String agentId) implements Request {}

  /** The handoff is over. */
  record EndReported(Origin origin, Subject subject) implements Request {}

  /**
   * The customer came back to a resolved ticket.
   *
   * @param agentId who had it; null: nobody
   */
  record ReopenAsked(
      Origin origin,
      Handoff handoff,
      RoutingTarget target,
      @Nullable String agentId,
      Priority priority)
      implements Request {
    @Override
    public Subject subject() {
      return new Subject(handoff.conversationId(), handoff.handoffId());
    }
  }
}
