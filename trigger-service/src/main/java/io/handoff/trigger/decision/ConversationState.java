package io.handoff.trigger.decision;

import io.handoff.kit.conversation.ConversationGate;
import io.handoff.kit.conversation.SeenMessages;
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
 * @param openedAt when the open handoff was asked for; null: none is open, or it is not known
 * @param resumedAt when the AI agent was resumed last; null: never
 * @param touchedAt when the broker appended the last record that changed this; null: it is not
 *     known
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
    @Nullable Call unansweredCall,
    @Nullable Instant openedAt,
    @Nullable Instant resumedAt,
    @Nullable Instant touchedAt) {

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
          null,
          null,
          null,
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
        unansweredCall,
        openedAt,
        resumedAt,
        touchedAt);
  }

  /** After a record that the broker appended then. */
  public ConversationState touched(Instant appendedAt) {
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
        unansweredCall,
        openedAt,
        resumedAt,
        appendedAt);
  }

  /** With a handoff that was asked for then. */
  ConversationState opened(String handoffId, Instant at) {
    return withHandoff(handoffId, at, resumedAt);
  }

  /** Without a handoff. */
  ConversationState ended() {
    return withHandoff(null, null, resumedAt);
  }

  /** After the AI agent was resumed; a handoff that was asked for later goes on. */
  private ConversationState resumed(Instant at) {
    Instant last = resumedAt == null || resumedAt.isBefore(at) ? at : resumedAt;
    boolean over = openedAt == null || !openedAt.isAfter(at);
    return over ? withAi(false).withHandoff(null, null, last) : this;
  }

  /**
   * When a handoff counts as asked for that something which happened then calls for: after the last
   * hand-back and the last close, whatever the clocks of the platform say, so that these do not end
   * it.
   */
  Instant requestedAt(Instant at) {
    return after(after(at, resumedAt), gate.endedAt());
  }

  private static Instant after(Instant at, @Nullable Instant end) {
    return end == null || at.isAfter(end) ? at : end.plusMillis(1);
  }

  private ConversationState withHandoff(
      @Nullable String handoffId, @Nullable Instant at, @Nullable Instant resumed) {
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
        unansweredCall,
        at,
        resumed,
        touchedAt);
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
        call,
        openedAt,
        resumedAt,
        touchedAt);
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
        unansweredCall,
        openedAt,
        resumedAt,
        touchedAt);
  }

  private ConversationState withMessage(
      ConversationInput.Message message, Instant at, ConversationGate before) {
    boolean byCustomer = message.author() == ConversationInput.Author.CUSTOMER;
    boolean overtaken = before.hasOvertaken(at, message.sequence());
    boolean newestOfCustomer =
        lastCustomerMessage == null
            || SeenMessages.isBehind(
                at, message.sequence(), lastCustomerMessage.at(), lastCustomerMessage.sequence());
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
        byCustomer && newestOfCustomer
            ? new LastMessage(message.sequence(), at, message.text())
            : lastCustomerMessage,
        waitsAfter(message, overtaken, newestOfCustomer),
        message.author() == ConversationInput.Author.AGENT && !overtaken ? null : unansweredCall,
        openedAt,
        resumedAt,
        touchedAt);
  }

  /** In doubt whether somebody has answered an overtaken message of the customer, nobody has. */
  private boolean waitsAfter(
      ConversationInput.Message message, boolean overtaken, boolean newestOfCustomer) {
    return switch (message.author()) {
      case CUSTOMER -> newestOfCustomer || customerWaits;
      case AUTOMATIC -> customerWaits;
      case AI_AGENT, AGENT -> overtaken && customerWaits;
    };
  }

  /**
   * After what happened, but for handoffs: those the decider opens and ends.
   *
   * @param before what had been seen before it
   */
  ConversationState after(ConversationInput.What what, Instant at, ConversationGate before) {
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
              unansweredCall,
              openedAt,
              resumedAt,
              touchedAt);
      case ConversationInput.Message message -> withMessage(message, at, before);
      case ConversationInput.Paused paused -> withAi(true);
      case ConversationInput.Resumed resumed -> resumed(at);
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
              null,
              null,
              resumedAt,
              touchedAt);
      case ConversationInput.CouldNotAnswer c -> this;
      case ConversationInput.PersonAsked p -> this;
      case ConversationInput.Unrelated u -> this;
    };
  }
}
