package io.handoff.autoclose.topology;

import static io.handoff.autoclose.testing.Accounts.anAccount;
import static io.handoff.schemas.Topics.TICKET_EVENTS;
import static io.handoff.schemas.Topics.TIME_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.autoclose.testing.ConversationEventBuilder;
import io.handoff.avro.Audience;
import io.handoff.avro.AuthorType;
import io.handoff.avro.CloseConversation;
import io.handoff.avro.CloseDue;
import io.handoff.avro.CloseWarningDue;
import io.handoff.avro.ConversationAction;
import io.handoff.avro.HandoffState;
import io.handoff.avro.RequestRating;
import io.handoff.avro.SendMessage;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.MessagesConfig.Occasion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is told of a close, and before it. */
class ClosingMessagesTopologyTest extends AutocloseOnTheDriver {

  @Test
  void shouldSayGoodbyeInTheCustomersLanguageAndAskForARatingTogether() {
    harness.settings(
        anAccount()
            .closingWhenCustomerSilentFor(HOUR)
            .askingForRating()
            .saying(Occasion.CLOSING, "pl", "Do widzenia, {customer}! {agent}")
            .saying(Occasion.CLOSING, "", "Goodbye")
            .saying(Occasion.RATING_REQUEST, "", "How was it?")
            .build(),
        8);
    piped(talk.starts(now(), "Ola", "pl-PL"));
    piped(talk.agentWrites(now()));
    harness.pipe(TICKET_EVENTS, talk.handoff(HandoffState.ASSIGNED, now()));

    pass(HOUR.plusSeconds(1));

    List<ConversationAction> actions = actions();
    assertThat(actions)
        .extracting(a -> (Object) a.getPayload().getClass())
        .containsExactly(SendMessage.class, RequestRating.class, CloseConversation.class);
    assertThat(actions).extracting(ConversationAction::getActionId).doesNotHaveDuplicates();
    SendMessage goodbye = (SendMessage) actions.getFirst().getPayload();
    assertThat(goodbye.getContent().getText()).isEqualTo("Do widzenia, Ola! Anna");
    assertThat(goodbye.getContent().getLanguage()).isEqualTo("pl");
    assertThat(goodbye.getAudience()).isEqualTo(Audience.CUSTOMER);
    assertThat(goodbye.getPurpose()).isEqualTo("closing");
  }

  @Test
  void shouldWarnWhoIsSilentBeforeTheCloseAndOnce() {
    harness.settings(
        anAccount()
            .closingWhenCustomerSilentFor(HOUR)
            .closingWhenAgentSilentFor(HOUR)
            .warning(Duration.ofMinutes(10))
            .saying(Occasion.WARNING, "", "Still there?")
            .build(),
        8);
    piped(talk.agentWrites(now()));
    pass(Duration.ofMinutes(50).plusSeconds(1));
    SendMessage toCustomer = (SendMessage) actions().getFirst().getPayload();
    assertThat(toCustomer.getAudience()).isEqualTo(Audience.CUSTOMER);
    assertThat(toCustomer.getPurpose()).isEqualTo("warning");
    CloseWarningDue due = (CloseWarningDue) harness.take(TIME_EVENTS).getFirst().getPayload();
    assertThat(due.getClosesAt()).isEqualTo(START.plus(HOUR));
    pass(Duration.ofMinutes(5));
    assertThat(actions()).isEmpty();

    piped(talk.customerWrites(now()));
    pass(Duration.ofMinutes(51));
    SendMessage toAgents = (SendMessage) actions().getFirst().getPayload();
    assertThat(toAgents.getAudience()).isEqualTo(Audience.AGENTS);
    pass(Duration.ofMinutes(10));
    assertThat(closeIds()).hasSize(1);
    assertThat(harness.count("handoff.close.warnings")).isEqualTo(2);
  }

  /** The platform publishes what the customer was sent, warnings included. */
  @Test
  void shouldWarnOnceWhenTheWarningComesBackAsAMessage() {
    harness.settings(
        anAccount()
            .closingWhenCustomerSilentFor(HOUR)
            .warning(Duration.ofMinutes(10))
            .saying(Occasion.WARNING, "", "Still there?")
            .build(),
        8);
    piped(talk.agentWrites(now()));
    pass(Duration.ofMinutes(50).plusSeconds(1));
    assertThat(actions()).hasSize(1);
    for (int i = 0; i < 3; i++) {
      piped(talk.writes(AuthorType.AUTOMATIC, now()));
      pass(Duration.ofSeconds(30));
      assertThat(actions()).isEmpty();
    }

    pass(Duration.ofMinutes(8).plusSeconds(30));
    assertThat(closeIds()).hasSize(1);
    assertThat(harness.count("handoff.close.warnings")).isEqualTo(1);
  }

  @Test
  void shouldNotTellTheCustomerNorBillWhenNobodyEverAnsweredOnAMessengerWithoutAnAiAgent() {
    harness.settings(messenger(false), 8);
    piped(talk.customerWrites(now()));
    harness.pipe(TICKET_EVENTS, talk.handoff(HandoffState.ASSIGNED, now()));
    pass(HALF_HOUR.plusSeconds(1));
    List<ConversationAction> actions = actions();
    assertThat(actions).hasSize(2);
    assertThat(((SendMessage) actions.getFirst().getPayload()).getAudience())
        .isEqualTo(Audience.AGENTS);
    assertThat(((CloseConversation) actions.getLast().getPayload()).getBillable()).isFalse();
    assertThat(((CloseDue) harness.take(TIME_EVENTS).getFirst().getPayload()).getBillable())
        .isFalse();
  }

  @Test
  void shouldTellTheCustomerAndBillWhenAnAgentOrAnAiAgentAnswers() {
    harness.settings(messenger(false), 8);
    piped(talk.agentWrites(now()));
    piped(talk.customerWrites(now()));
    pass(HALF_HOUR.plusSeconds(1));
    assertThat(((SendMessage) actions().getFirst().getPayload()).getAudience())
        .isEqualTo(Audience.CUSTOMER);
    harness.settings(messenger(true), 9);
    ConversationEventBuilder other = new ConversationEventBuilder("c2");
    piped(other.customerWrites(now()));
    harness.pipe(TICKET_EVENTS, other.handoff(HandoffState.ASSIGNED, now()));
    pass(HALF_HOUR.plusSeconds(1));
    assertThat(actions())
        .extracting(a -> (Object) a.getPayload().getClass())
        .containsExactly(SendMessage.class, RequestRating.class, CloseConversation.class);
  }

  private static AccountConfig messenger(boolean aiAgent) {
    return anAccount()
        .onAMessenger(aiAgent)
        .closingWhenAgentSilentFor(HALF_HOUR)
        .askingForRating()
        .saying(Occasion.CLOSING, "", "Goodbye")
        .saying(Occasion.RATING_REQUEST, "", "How was it?")
        .build();
  }
}
