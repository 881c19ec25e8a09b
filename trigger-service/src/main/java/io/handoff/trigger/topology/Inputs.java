package io.handoff.trigger.topology;

import io.handoff.avro.AiAgentCouldNotAnswer;
import io.handoff.avro.AiAgentPaused;
import io.handoff.avro.AiAgentResumed;
import io.handoff.avro.ConversationClosed;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.ConversationStarted;
import io.handoff.avro.Customer;
import io.handoff.avro.HandoffDeclined;
import io.handoff.avro.MessagePosted;
import io.handoff.avro.PersonRequested;
import io.handoff.avro.RoutingDecision;
import io.handoff.trigger.decision.ConversationInput;
import io.handoff.trigger.decision.ConversationInput.Author;
import io.handoff.trigger.decision.CustomerInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From Avro to decisions. */
final class Inputs {
  private Inputs() {}

  static ConversationInput event(ConversationEvent event, Instant occurredAt) {
    return new ConversationInput.Event(
        event.getEventId(),
        event.getChannelId(),
        occurredAt,
        event.getTest(),
        what(event.getPayload()));
  }

  /** Null where the decision does not end the handoff. */
  static @Nullable ConversationInput declined(RoutingDecision decision) {
    return decision.getPayload() instanceof HandoffDeclined
        ? new ConversationInput.Declined(
            decision.getDecisionId(), decision.getHandoff().getHandoffId())
        : null;
  }

  private static ConversationInput.What what(Object payload) {
    return switch (payload) {
      case ConversationStarted started ->
          new ConversationInput.Started(
              customer(started.getCustomer()),
              started.getSubject(),
              started.getStoreId(),
              started.getTopic(),
              started.getFields());
      case MessagePosted posted -> message(posted);
      case AiAgentCouldNotAnswer could ->
          new ConversationInput.CouldNotAnswer(could.getDetail(), could.getMessageSequence());
      case AiAgentPaused paused -> new ConversationInput.Paused(paused.getActionId() != null);
      case AiAgentResumed resumed -> new ConversationInput.Resumed();
      case PersonRequested asked -> new ConversationInput.PersonAsked(asked.getMeans());
      case ConversationClosed closed -> new ConversationInput.Closed();
      default -> new ConversationInput.Unrelated();
    };
  }

  private static ConversationInput.What message(MessagePosted posted) {
    Author author =
        switch (posted.getAuthor()) {
          case CUSTOMER -> Author.CUSTOMER;
          case AI_AGENT -> Author.AI_AGENT;
          case AGENT -> Author.AGENT;
          case AUTOMATIC, UNKNOWN -> Author.AUTOMATIC;
        };
    return new ConversationInput.Message(
        posted.getSequence(), author, posted.getAuthorId(), posted.getText());
  }

  private static @Nullable CustomerInfo customer(@Nullable Customer customer) {
    return customer == null
        ? null
        : new CustomerInfo(
            customer.getCustomerId(),
            customer.getName(),
            customer.getLanguage(),
            customer.getEmail(),
            customer.getAttributes());
  }
}
