package io.handoff.trigger.decision;

import io.handoff.kit.conversation.ConversationGate;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that trigger-service remembers of a conversation. Immutable; kept as JSON, so it only ever
 * gains fields.
 *
 * @param gate what was seen
 * @param customer null: the platform never said
 * @param subject null: none
 * @param storeId null: none
 * @param topic null: none
 * @param fields custom fields
 * @param messageCount messages so far
 * @param aiPaused whether the AI agent is paused
 * @param openHandoffId null: none is open
 * @param lastCustomerMessage null: the customer has written nothing yet
 * @param customerWaits whether the last message is the customer's
 * @param unansweredCall the customer's first call for a person while a handoff was open that no
 *     person has written anything after; null: there is none
 */
public record ConversationState(
    ConversationGate gate,
    @Nullable CustomerInfo customer,
    @Nullable String subject,
    @Nullable String storeId,
    @Nullable String topic,
    Map<String, String> fields,
    int messageCount,
    boolean aiPaused,
    @Nullable String openHandoffId,
    @Nullable LastMessage lastCustomerMessage,
    boolean customerWaits,
    @Nullable Call unansweredCall) {

  /** Of a conversation that nothing is known of. */
  public static final ConversationState NEW =
      new ConversationState(
          ConversationGate.NEW,
          null,
          null,
          null,
          null,
          Map.of(),
          0,
          false,
          null,
          null,
          false,
          null);

  public ConversationState {
    fields = fields == null ? Map.of() : Map.copyOf(fields);
  }

  /**
   * A message of the customer.
   *
   * @param text at most 500 code points
   */
  public record LastMessage(long sequence, Instant at, String text) {
    public LastMessage {
      text = Texts.cut(text, 500);
    }
  }

  /**
   * A trigger that fired while a handoff was open.
   *
   * @param eventId the event that it fired on
   */
  public record Call(String eventId, FoundTrigger trigger) {}

  ConversationState withGate(ConversationGate newGate) {
    return new ConversationState(
        newGate,
        customer,
        subject,
        storeId,
        topic,
        fields,
        messageCount,
        aiPaused,
        openHandoffId,
        lastCustomerMessage,
        customerWaits,
        unansweredCall);
  }

  ConversationState withHandoff(@Nullable String handoffId) {
    return new ConversationState(
        gate,
        customer,
        subject,
        storeId,
        topic,
        fields,
        messageCount,
        aiPaused,
        handoffId,
        lastCustomerMessage,
        customerWaits,
        unansweredCall);
  }

  ConversationState withUnansweredCall(@Nullable Call call) {
    return new ConversationState(
        gate,
        customer,
        subject,
        storeId,
        topic,
        fields,
        messageCount,
        aiPaused,
        openHandoffId,
        lastCustomerMessage,
        customerWaits,
        call);
  }

  private ConversationState withAi(boolean paused) {
    return new ConversationState(
        gate,
        customer,
        subject,
        storeId,
        topic,
        fields,
        messageCount,
        paused,
        openHandoffId,
        lastCustomerMessage,
        customerWaits,
        unansweredCall);
  }

  private ConversationState withMessage(ConversationInput.Message message, Instant at) {
    boolean byCustomer = message.author() == ConversationInput.Author.CUSTOMER;
    CustomerInfo known =
        customer == null && byCustomer && message.authorId() != null
            ? new CustomerInfo(message.authorId(), null, null, null, Map.of())
            : customer;
    return new ConversationState(
        gate,
        known,
        subject,
        storeId,
        topic,
        fields,
        messageCount + 1,
        aiPaused,
        openHandoffId,
        byCustomer ? new LastMessage(message.sequence(), at, message.text()) : lastCustomerMessage,
        byCustomer || (message.author() == ConversationInput.Author.AUTOMATIC && customerWaits),
        message.author() == ConversationInput.Author.AGENT ? null : unansweredCall);
  }

  /** After what happened, but for handoffs: those the decider opens and ends. */
  ConversationState after(ConversationInput.What what, Instant at) {
    return switch (what) {
      case ConversationInput.Started s ->
          new ConversationState(
              gate,
              s.customer() == null ? customer : s.customer(),
              s.subject(),
              s.storeId(),
              s.topic(),
              s.fields(),
              messageCount,
              aiPaused,
              openHandoffId,
              lastCustomerMessage,
              customerWaits,
              unansweredCall);
      case ConversationInput.Message message -> withMessage(message, at);
      case ConversationInput.Paused paused -> withAi(true);
      case ConversationInput.Resumed resumed -> withAi(false).withHandoff(null);
      case ConversationInput.Closed closed ->
          new ConversationState(
              gate.closed(at),
              customer,
              null,
              null,
              null,
              Map.of(),
              messageCount,
              false,
              null,
              null,
              false,
              null);
      case ConversationInput.CouldNotAnswer c -> this;
      case ConversationInput.PersonAsked p -> this;
      case ConversationInput.Unrelated u -> this;
    };
  }
}
