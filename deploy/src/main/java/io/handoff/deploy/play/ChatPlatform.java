package io.handoff.deploy.play;

import io.handoff.avro.AgentPresence;
import io.handoff.avro.AiAgentPaused;
import io.handoff.avro.AiAgentResumed;
import io.handoff.avro.AssignConversation;
import io.handoff.avro.AssignmentAccepted;
import io.handoff.avro.AuthorType;
import io.handoff.avro.Cause;
import io.handoff.avro.CloseConversation;
import io.handoff.avro.CloseReason;
import io.handoff.avro.CloseRefused;
import io.handoff.avro.ClosedBy;
import io.handoff.avro.ConversationAction;
import io.handoff.avro.ConversationClosed;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.MessagePosted;
import io.handoff.avro.PauseAiAgent;
import io.handoff.avro.RequestRating;
import io.handoff.avro.ResumeAiAgent;
import io.handoff.avro.SendMessage;
import io.handoff.avro.TicketCommand;
import io.handoff.avro.UnassignConversation;
import io.handoff.kit.Ids;
import io.handoff.schemas.Keys;
import io.handoff.schemas.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a chat platform does: numbers the messages of each conversation, publishes events, and
 * carries out each action once. It refuses to close a conversation in which a customer or an agent
 * has written since, and passes over what concerns a test that somebody else plays.
 *
 * <p>Confirmations happen at the action's own event time and have ids derived from it, so that
 * playing the same conversations again yields the same events. Safe for use by several threads.
 */
public class ChatPlatform {

  private final RecordSink sink;
  private final Map<String, Conversation> conversations = new HashMap<>();
  private final Set<String> carriedOut = new HashSet<>();

  private static final class Conversation {
    long lastSequence;
    long lastCounting;
    long lastByCustomer;
    boolean closed;
  }

  /** A platform that has seen nothing yet. */
  public ChatPlatform(RecordSink sink) {
    this.sink = sink;
  }

  /**
   * Publishes a message at the next position of its conversation.
   *
   * @param template an event without payload
   */
  public synchronized void post(
      ConversationEvent.Builder template,
      AuthorType author,
      @Nullable String authorId,
      String text) {
    post(template, author, authorId, text, null);
  }

  /**
   * Publishes a customer's message.
   *
   * @param template an event without payload
   * @param messageId id of the message; null: that of the event
   * @param references message ids that an e-mail refers to, nearest first
   */
  public synchronized void post(
      ConversationEvent.Builder template,
      String customerId,
      String text,
      @Nullable String messageId,
      List<String> references) {
    publish(
        template.setPayload(
            MessagePosted.newBuilder()
                .setMessageId(messageId == null ? template.getEventId() : messageId)
                .setSequence(
                    next(
                        template.getAccountId(), template.getConversationId(), AuthorType.CUSTOMER))
                .setAuthor(AuthorType.CUSTOMER)
                .setAuthorId(customerId)
                .setText(text)
                .setReferences(references)
                .build()));
  }

  private void post(
      ConversationEvent.Builder template,
      AuthorType author,
      @Nullable String authorId,
      String text,
      @Nullable String actionId) {
    publish(numbered(template, author, authorId, text, actionId));
  }

  /**
   * A message at the next position of its conversation, not published yet, so that another one can
   * overtake it.
   *
   * @param template an event without payload
   */
  public synchronized ConversationEvent.Builder numbered(
      ConversationEvent.Builder template,
      AuthorType author,
      @Nullable String authorId,
      String text) {
    return numbered(template, author, authorId, text, null);
  }

  private ConversationEvent.Builder numbered(
      ConversationEvent.Builder template,
      AuthorType author,
      @Nullable String authorId,
      String text,
      @Nullable String actionId) {
    return template.setPayload(
        MessagePosted.newBuilder()
            .setMessageId(template.getEventId())
            .setSequence(next(template.getAccountId(), template.getConversationId(), author))
            .setAuthor(author)
            .setAuthorId(authorId)
            .setText(text)
            .setActionId(actionId)
            .build());
  }

  /**
   * Publishes a message that was posted once before, at the next position of its conversation here.
   *
   * @return that position
   */
  public synchronized long postAgain(ConversationEvent event, MessagePosted message) {
    long sequence = next(event.getAccountId(), event.getConversationId(), message.getAuthor());
    publish(
        ConversationEvent.newBuilder(event)
            .setPayload(MessagePosted.newBuilder(message).setSequence(sequence).build()));
    return sequence;
  }

  private long next(String accountId, String conversationId, AuthorType author) {
    Conversation conversation = conversation(accountId, conversationId);
    conversation.lastSequence++;
    if (author == AuthorType.CUSTOMER || author == AuthorType.AGENT) {
      conversation.lastCounting = conversation.lastSequence;
      if (author == AuthorType.CUSTOMER) {
        conversation.lastByCustomer = conversation.lastSequence;
      }
      conversation.closed = false;
    }
    return conversation.lastSequence;
  }

  /** Publishes another event. */
  public synchronized void publish(ConversationEvent.Builder event) {
    conversation(event.getAccountId(), event.getConversationId());
    sink.publish(Topics.CONVERSATION_EVENTS, event.build());
  }

  /** Publishes an agent's presence. */
  public void publish(AgentPresence presence) {
    sink.publish(Topics.AGENT_PRESENCE, presence);
  }

  /** Publishes an agent's command, after all that the agent has seen is published. */
  public void publish(TicketCommand command) {
    sink.flush();
    sink.publish(Topics.TICKET_COMMANDS, command);
  }

  private Conversation conversation(String accountId, String conversationId) {
    return conversations.computeIfAbsent(
        Keys.conversation(accountId, conversationId), key -> new Conversation());
  }

  /** Does what a service asks for, unless it was done before, and says so by an event. */
  public synchronized void carryOut(ConversationAction action) {
    if (isOfAnothersTest(action) || !carriedOut.add(action.getActionId())) {
      return;
    }
    ConversationEvent.Builder event = confirmation(action);
    switch (action.getPayload()) {
      case SendMessage send ->
          post(
              event,
              send.getOnBehalfOf() == null ? AuthorType.AUTOMATIC : AuthorType.AGENT,
              send.getOnBehalfOf(),
              send.getContent().getText(),
              action.getActionId());
      case RequestRating rating ->
          post(
              event,
              AuthorType.AUTOMATIC,
              null,
              rating.getContent().getText(),
              action.getActionId());
      case AssignConversation assign -> {
        if (!assign.getOffer()) {
          publish(
              event.setPayload(new AssignmentAccepted(assign.getAgentId(), action.getActionId())));
        }
      }
      case CloseConversation close -> close(action, event, close);
      case PauseAiAgent pause ->
          publish(event.setPayload(new AiAgentPaused(null, action.getActionId())));
      case ResumeAiAgent resume ->
          publish(event.setPayload(new AiAgentResumed(null, action.getActionId())));
      case UnassignConversation unassign -> {}
      default -> {}
    }
  }

  private boolean isOfAnothersTest(ConversationAction action) {
    return action.getTest()
        && !conversations.containsKey(
            Keys.conversation(action.getAccountId(), action.getConversationId()));
  }

  private void close(
      ConversationAction action, ConversationEvent.Builder event, CloseConversation close) {
    Conversation conversation = conversation(action.getAccountId(), action.getConversationId());
    long newest =
        close.getReason() == CloseReason.TICKET_CLOSED
            ? conversation.lastByCustomer // the agent's own last words do not stand in the way
            : conversation.lastCounting;
    if (newest > close.getLastSequence()) {
      publish(
          event.setPayload(
              new CloseRefused(
                  action.getActionId(),
                  newest,
                  "somebody has written since message " + close.getLastSequence())));
    } else if (!conversation.closed) {
      conversation.closed = true;
      publish(
          event.setPayload(new ConversationClosed(ClosedBy.SERVICE, action.getActionId(), null)));
    }
  }

  private static ConversationEvent.Builder confirmation(ConversationAction action) {
    Instant at = action.getOccurredAt();
    return ConversationEvent.newBuilder()
        .setEventId(Ids.derive("platform", action.getActionId()))
        .setAccountId(action.getAccountId())
        .setChannelId(action.getChannelId())
        .setConversationId(action.getConversationId())
        .setOccurredAt(at)
        .setTest(action.getTest())
        .setCause(new Cause(action.getActionId(), depth(action)));
  }

  private static int depth(ConversationAction action) {
    return action.getCause() == null ? 1 : action.getCause().getDepth() + 1;
  }
}
