package io.handoff.deploy.time;

import io.handoff.avro.AuthorType;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.Evidence;
import io.handoff.avro.HandoffContext;
import io.handoff.avro.HandoffProcess;
import io.handoff.avro.HandoffReason;
import io.handoff.avro.HandoffState;
import io.handoff.avro.HandoffTracked;
import io.handoff.avro.MatchKind;
import io.handoff.avro.MessagePosted;
import io.handoff.avro.Target;
import io.handoff.avro.TargetKind;
import io.handoff.avro.TicketEvent;
import java.time.Instant;

/** Messages as a platform publishes them, with ids that follow from the conversation. */
final class Sayings {
  private Sayings() {}

  static ConversationEvent agent(String account, String conversation, long sequence, Instant at) {
    return message(account, conversation, AuthorType.AGENT, sequence, at);
  }

  /** Somebody has the conversation, as ever: only then silence counts. */
  static TicketEvent inHand(String account, String conversation) {
    return TicketEvent.newBuilder()
        .setEventId(conversation + "-in-hand")
        .setAccountId(account)
        .setChannelId("web")
        .setConversationId(conversation)
        .setOccurredAt(Instant.EPOCH)
        .setActor(null)
        .setPayload(
            HandoffTracked.newBuilder()
                .setHandoff(handoff(conversation, Instant.EPOCH))
                .setProcess(HandoffProcess.LIVE)
                .setTarget(Target.newBuilder().setKind(TargetKind.HELP_DESK).build())
                .setState(HandoffState.ASSIGNED)
                .setAgentId("anna")
                .build())
        .build();
  }

  static HandoffContext handoff(String conversation, Instant at) {
    return HandoffContext.newBuilder()
        .setHandoffId(conversation + "-h")
        .setChannelId("web")
        .setReason(HandoffReason.PERSON_REQUESTED)
        .setEvidence(
            Evidence.newBuilder()
                .setEventId(conversation + "-1")
                .setTriggerId("person-requested")
                .setHow(MatchKind.EVENT)
                .build())
        .setRequestedAt(at)
        .setLanguage("en")
        .setSettingsVersion(1)
        .build();
  }

  static ConversationEvent customer(
      String account, String conversation, long sequence, Instant at) {
    return message(account, conversation, AuthorType.CUSTOMER, sequence, at);
  }

  /** A message that no clock depends on. */
  static ConversationEvent aiAgent(String account, String conversation, long sequence, Instant at) {
    return message(account, conversation, AuthorType.AI_AGENT, sequence, at);
  }

  private static ConversationEvent message(
      String account, String conversation, AuthorType author, long sequence, Instant at) {
    String id = conversation + "-" + sequence;
    return ConversationEvent.newBuilder()
        .setEventId(id)
        .setAccountId(account)
        .setChannelId("web")
        .setConversationId(conversation)
        .setOccurredAt(at)
        .setPayload(
            MessagePosted.newBuilder()
                .setMessageId(id)
                .setSequence(sequence)
                .setAuthor(author)
                .setText("About your order: it has left our house today.")
                .build())
        .build();
  }
}
