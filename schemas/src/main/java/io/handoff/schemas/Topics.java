package io.handoff.schemas;

import static io.handoff.schemas.Topic.KeyKind.ACCOUNT;
import static io.handoff.schemas.Topic.KeyKind.CONVERSATION;
import static io.handoff.schemas.Topic.KeyKind.ENTITY;
import static io.handoff.schemas.Topic.KeyKind.FOREIGN;
import static io.handoff.schemas.Topic.Retention.COMPACTED;
import static io.handoff.schemas.Topic.Retention.EVENTS;
import static io.handoff.schemas.Topic.Retention.REFUSED;
import static io.handoff.schemas.Topic.Retention.TRACE;

import io.handoff.avro.AccountSettings;
import io.handoff.avro.AgentPresence;
import io.handoff.avro.AppliedSettings;
import io.handoff.avro.ConversationAction;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.CustomerChange;
import io.handoff.avro.CustomerProfile;
import io.handoff.avro.CustomerTags;
import io.handoff.avro.DeadLetter;
import io.handoff.avro.Decision;
import io.handoff.avro.HandoffRequest;
import io.handoff.avro.LookupRequest;
import io.handoff.avro.LookupResult;
import io.handoff.avro.Notification;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.RoutingRequest;
import io.handoff.avro.TicketCommand;
import io.handoff.avro.TicketCommandResult;
import io.handoff.avro.TicketEvent;
import io.handoff.avro.TicketLink;
import io.handoff.avro.TicketSnapshot;
import io.handoff.avro.TimeEvent;
import java.util.List;
import java.util.Objects;

/**
 * All topics. The one place where a topic's name, key, value, owner and retention are written down.
 */
public final class Topics {
  private Topics() {}

  /** What happens in conversations, as the chat platforms publish it. */
  public static final Topic<ConversationEvent> CONVERSATION_EVENTS =
      new Topic<>(
          "conversation.events",
          CONVERSATION,
          ConversationEvent.class,
          e -> Keys.conversation(e.getAccountId(), e.getConversationId()),
          EVENTS,
          "platforms");

  /** What the platforms are to carry out. */
  public static final Topic<ConversationAction> CONVERSATION_ACTIONS =
      new Topic<>(
          "conversation.actions",
          CONVERSATION,
          ConversationAction.class,
          a -> Keys.conversation(a.getAccountId(), a.getConversationId()),
          EVENTS,
          "services");

  /** Calls for a person. */
  public static final Topic<HandoffRequest> HANDOFF_REQUESTS =
      new Topic<>(
          "handoff.requests",
          ACCOUNT,
          HandoffRequest.class,
          HandoffRequest::getAccountId,
          EVENTS,
          "trigger-service");

  /** Agents' availability. */
  public static final Topic<AgentPresence> AGENT_PRESENCE =
      new Topic<>(
          "agent.presence",
          ACCOUNT,
          AgentPresence.class,
          AgentPresence::getAccountId,
          EVENTS,
          "platforms");

  /** What changes agents' load and the queues. */
  public static final Topic<RoutingRequest> ROUTING_REQUESTS =
      new Topic<>(
          "routing.requests",
          ACCOUNT,
          RoutingRequest.class,
          RoutingRequest::getAccountId,
          EVENTS,
          "ticket-service");

  /** Who takes over, and why. */
  public static final Topic<RoutingDecision> ROUTING_DECISIONS =
      new Topic<>(
          "routing.decisions",
          CONVERSATION,
          RoutingDecision.class,
          d -> Keys.conversation(d.getAccountId(), d.getConversationId()),
          EVENTS,
          "routing-service");

  /** What agents want done. */
  public static final Topic<TicketCommand> TICKET_COMMANDS =
      new Topic<>(
          "ticket.commands",
          CONVERSATION,
          TicketCommand.class,
          c -> Keys.conversation(c.getAccountId(), c.getConversationId()),
          EVENTS,
          "desktops");

  /** The answers to commands. */
  public static final Topic<TicketCommandResult> TICKET_COMMAND_RESULTS =
      new Topic<>(
          "ticket.command-results",
          CONVERSATION,
          TicketCommandResult.class,
          r -> Keys.conversation(r.getAccountId(), r.getConversationId()),
          EVENTS,
          "ticket-service");

  /** Every change of every ticket. */
  public static final Topic<TicketEvent> TICKET_EVENTS =
      new Topic<>(
          "ticket.events",
          CONVERSATION,
          TicketEvent.class,
          e -> Keys.conversation(e.getAccountId(), e.getConversationId()),
          EVENTS,
          "ticket-service");

  /** Tickets as they stand. */
  public static final Topic<TicketSnapshot> TICKETS =
      new Topic<>(
          "tickets",
          ENTITY,
          TicketSnapshot.class,
          t -> Keys.entity(t.getTicket().getAccountId(), t.getTicket().getTicketId()),
          COMPACTED,
          "ticket-service");

  /** What concerns customers across their conversations. */
  public static final Topic<CustomerChange> CUSTOMER_CHANGES =
      new Topic<>(
          "customer.changes",
          ENTITY,
          CustomerChange.class,
          c -> Keys.entity(c.getAccountId(), c.getCustomerId()),
          EVENTS,
          "ticket-service");

  /** What tickets are told by their customers' other conversations. */
  public static final Topic<TicketLink> TICKET_LINKS =
      new Topic<>(
          "ticket.links",
          CONVERSATION,
          TicketLink.class,
          l -> Keys.conversation(l.getAccountId(), l.getConversationId()),
          EVENTS,
          "ticket-service");

  /** Tags that stay with customers. */
  public static final Topic<CustomerTags> CUSTOMER_TAGS =
      new Topic<>(
          "customer.tags",
          ENTITY,
          CustomerTags.class,
          t -> Keys.entity(t.getAccountId(), t.getCustomerId()),
          COMPACTED,
          "ticket-service");

  /** What fell due. */
  public static final Topic<TimeEvent> TIME_EVENTS =
      new Topic<>(
          "time.events",
          CONVERSATION,
          TimeEvent.class,
          e -> Keys.conversation(e.getAccountId(), e.getConversationId()),
          EVENTS,
          "autoclose-service");

  /** News for people. */
  public static final Topic<Notification> NOTIFICATIONS =
      new Topic<>(
          "notifications",
          ACCOUNT,
          Notification.class,
          Notification::getAccountId,
          EVENTS,
          "services");

  /** The settings in force. */
  public static final Topic<AccountSettings> SETTINGS_ACCOUNTS =
      new Topic<>(
          "settings.accounts",
          ACCOUNT,
          AccountSettings.class,
          AccountSettings::getAccountId,
          COMPACTED,
          "deploy");

  /** Every settings version ever applied. */
  public static final Topic<AppliedSettings> SETTINGS_HISTORY =
      new Topic<>(
          "settings.history",
          ENTITY,
          AppliedSettings.class,
          s -> Keys.version(s.getVersion().getAccountId(), s.getVersion().getVersion()),
          COMPACTED,
          "deploy");

  /** What outside systems know of customers. */
  public static final Topic<CustomerProfile> CUSTOMER_PROFILES =
      new Topic<>(
          "customer.profiles",
          ENTITY,
          CustomerProfile.class,
          p -> Keys.entity(p.getAccountId(), p.getCustomerId()),
          COMPACTED,
          "outside systems");

  /** Questions to outside systems. */
  public static final Topic<LookupRequest> LOOKUP_REQUESTS =
      new Topic<>(
          "lookup.requests",
          CONVERSATION,
          LookupRequest.class,
          l -> Keys.conversation(l.getAccountId(), l.getConversationId()),
          EVENTS,
          "services");

  /** Answers of outside systems. */
  public static final Topic<LookupResult> LOOKUP_RESULTS =
      new Topic<>(
          "lookup.results",
          CONVERSATION,
          LookupResult.class,
          l -> Keys.conversation(l.getAccountId(), l.getConversationId()),
          EVENTS,
          "services");

  /** Why things happened, or did not. */
  public static final Topic<Decision> DECISIONS =
      new Topic<>(
          "decisions",
          CONVERSATION,
          Decision.class,
          d ->
              d.getConversationId() == null
                  ? d.getAccountId()
                  : Keys.conversation(d.getAccountId(), d.getConversationId()),
          TRACE,
          "services");

  /** Records that trigger-service refused. */
  public static final Topic<DeadLetter> TRIGGER_DEAD_LETTERS = deadLetters("trigger");

  /** Records that routing-service refused. */
  public static final Topic<DeadLetter> ROUTING_DEAD_LETTERS = deadLetters("routing");

  /** Records that ticket-service refused. */
  public static final Topic<DeadLetter> TICKET_DEAD_LETTERS = deadLetters("ticket");

  /** Records that autoclose-service refused. */
  public static final Topic<DeadLetter> AUTOCLOSE_DEAD_LETTERS = deadLetters("autoclose");

  /** All of them, in the order of the flow. */
  public static final List<Topic<?>> ALL =
      List.of(
          CONVERSATION_EVENTS,
          CONVERSATION_ACTIONS,
          HANDOFF_REQUESTS,
          AGENT_PRESENCE,
          ROUTING_REQUESTS,
          ROUTING_DECISIONS,
          TICKET_COMMANDS,
          TICKET_COMMAND_RESULTS,
          TICKET_EVENTS,
          TICKETS,
          CUSTOMER_CHANGES,
          TICKET_LINKS,
          CUSTOMER_TAGS,
          TIME_EVENTS,
          NOTIFICATIONS,
          SETTINGS_ACCOUNTS,
          SETTINGS_HISTORY,
          CUSTOMER_PROFILES,
          LOOKUP_REQUESTS,
          LOOKUP_RESULTS,
          DECISIONS,
          TRIGGER_DEAD_LETTERS,
          ROUTING_DEAD_LETTERS,
          TICKET_DEAD_LETTERS,
          AUTOCLOSE_DEAD_LETTERS);

  private static Topic<DeadLetter> deadLetters(String domain) {
    return new Topic<>(
        domain + ".dead-letters",
        FOREIGN,
        DeadLetter.class,
        d -> Objects.toString(d.getKey(), ""),
        REFUSED,
        domain + "-service");
  }
}
