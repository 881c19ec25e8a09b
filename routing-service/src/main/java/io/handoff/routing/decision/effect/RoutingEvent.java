package io.handoff.routing.decision.effect;

import io.handoff.kit.Ids;
import io.handoff.routing.decision.agent.Presence;
import io.handoff.routing.decision.handoff.Handoff;
import io.handoff.routing.decision.handoff.Priority;
import io.handoff.routing.decision.handoff.RoutingTarget;
import io.handoff.rules.CustomerContext;
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
   * @param agentId the agent whose presence it is; null: it is no presence
   */
  record Origin(String eventId, Instant occurredAt, @Nullable String agentId) {

    /** Of a record whose id is unique in its account. */
    public Origin(String eventId, Instant occurredAt) {
      this(eventId, occurredAt, null);
    }

    /** What ids of effects are derived from: for presence, whose ids may repeat, with its agent. */
    public String key() {
      return agentId == null ? eventId : Ids.derive("presence", agentId, eventId);
    }
  }

  /**
   * A person is needed.
   *
   * @param about what rules can ask about the conversation besides
   * @param lastAgentId who had the customer last; null: not known
   */
  record HandoffAsked(Origin origin, Handoff handoff, About about, @Nullable String lastAgentId)
      implements RoutingEvent {

    /** A handoff of whose conversation nothing more is known. */
    public HandoffAsked(Origin origin, Handoff handoff, @Nullable String lastAgentId) {
      this(origin, handoff, About.NOTHING, lastAgentId);
    }

    /** The same with what is known of the customer, and the agent who had the customer last. */
    public HandoffAsked knowing(CustomerContext context, @Nullable String agentId) {
      return new HandoffAsked(
          origin,
          handoff,
          new About(about.storeId(), about.topic(), about.fields(), about.depth(), context),
          agentId);
    }
  }

  /**
   * What rules can ask about the conversation of a handoff, besides the handoff.
   *
   * @param storeId store or shop; null: not known
   * @param topic topic; null: not known
   * @param fields custom fields
   * @param depth length of the chain of causes that led to the handoff
   * @param customer what is known of the customer from elsewhere
   */
  record About(
      @Nullable String storeId,
      @Nullable String topic,
      Map<String, String> fields,
      int depth,
      CustomerContext customer) {
    static final About NOTHING = new About(null, null, Map.of(), 0);

    public About {
      fields = Map.copyOf(fields);
    }

    /** The same before anything was looked up of the customer. */
    public About(
        @Nullable String storeId, @Nullable String topic, Map<String, String> fields, int depth) {
      this(storeId, topic, fields, depth, CustomerContext.UNKNOWN);
    }
  }

  /**
   * News of an agent.
   *
   * @param presence null: a status that this version does not know
   * @param heartbeat whether the desktop only says that it is still there; corrects a lost change,
   *     but brings nobody back whom routing set away
   */
  record PresenceReported(
      Origin origin, String agentId, @Nullable Presence presence, boolean heartbeat)
      implements RoutingEvent {}

  /**
   * Time has passed: something is due. Everything that was published up to the moment has been
   * decided on.
   *
   * @param origin its time is the moment at which something was due
   * @param safe the time up to which everything has been read; not before the moment
   */
  record TimePassed(Origin origin, Instant safe) implements RoutingEvent {}

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
  record AssignAsked(
      Origin origin,
      Subject subject,
      String agentId,
      String commandId,
      String by,
      @Nullable RoutingTarget target)
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
      String commandId,
      String by)
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

  /**
   * An offer was accepted or declined.
   *
   * @param offerId decision that made the offer; null: whichever is open
   */
  record OfferAnswered(
      Origin origin, Subject subject, String agentId, @Nullable String offerId, boolean accepted)
      implements Request {}

  /** The ticket is snoozed. */
  record SnoozeAsked(Origin origin, Subject subject) implements Request {}

  /** The ticket is back from its snooze. */
  record WakeAsked(Origin origin, Subject subject) implements Request {}

  /**
   * The handoff is over.
   *
   * @param refused whether ticket-service could not take in what was decided on it, so that there
   *     is no ticket to work on
   */
  record EndReported(Origin origin, Subject subject, boolean refused) implements Request {

    /** One that has come to its end. */
    public EndReported(Origin origin, Subject subject) {
      this(origin, subject, false);
    }
  }

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
