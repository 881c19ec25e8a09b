package io.handoff.ticket.topology;

import io.handoff.avro.Actor;
import io.handoff.avro.ActorType;
import io.handoff.avro.AuthorType;
import io.handoff.avro.Cause;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.Customer;
import io.handoff.avro.Evidence;
import io.handoff.avro.HandoffContext;
import io.handoff.avro.HandoffProcess;
import io.handoff.avro.HandoffReason;
import io.handoff.avro.MatchKind;
import io.handoff.avro.MessagePosted;
import io.handoff.avro.Priority;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.Target;
import io.handoff.avro.TargetKind;
import io.handoff.avro.TicketCommand;
import io.handoff.avro.TimeEvent;
import io.handoff.ticket.Accounts;
import java.time.Instant;
import java.util.Map;

/** Records as the other services, the platforms and the desktops publish them. */
final class Records {
  private Records() {}

  static final String CONVERSATION = "c1";

  static ConversationEvent event(String id, Instant at, Object payload) {
    return ConversationEvent.newBuilder()
        .setEventId(id)
        .setAccountId(Accounts.SHOP)
        .setChannelId(Accounts.CHAT)
        .setConversationId(CONVERSATION)
        .setOccurredAt(at)
        .setPayload(payload)
        .build();
  }

  static MessagePosted message(long sequence, AuthorType author, String authorId) {
    return MessagePosted.newBuilder()
        .setMessageId("m" + sequence)
        .setSequence(sequence)
        .setAuthor(author)
        .setAuthorId(authorId)
        .setText("text " + sequence)
        .build();
  }

  static HandoffContext handoff(Instant requestedAt) {
    return HandoffContext.newBuilder()
        .setHandoffId("h1")
        .setChannelId(Accounts.CHAT)
        .setCustomer(
            Customer.newBuilder()
                .setCustomerId("kim")
                .setName("Kim")
                .setLanguage("ko")
                .setEmail("kim@example.org")
                .setAttributes(Map.of("plan", "gold"))
                .build())
        .setReason(HandoffReason.CUSTOM_TRIGGER)
        .setEvidence(
            Evidence.newBuilder()
                .setEventId("e1")
                .setMessageSequence(1L)
                .setTriggerId("refund")
                .setTriggerPhrase("환불")
                .setMatchedText("환불해")
                .setStart(0)
                .setEnd(3)
                .setHow(MatchKind.FORM)
                .build())
        .setRequestedAt(requestedAt)
        .setLanguage("ko")
        .setLastMessage("환불해 주세요")
        .setSubject("환불")
        .setMessageCount(1)
        .setSettingsVersion(7)
        .setTest(true)
        .build();
  }

  static RoutingDecision decision(
      String id, Instant at, HandoffContext handoff, TargetKind target, Object payload) {
    return RoutingDecision.newBuilder()
        .setDecisionId(id)
        .setAccountId(Accounts.SHOP)
        .setConversationId(CONVERSATION)
        .setHandoff(handoff)
        .setOccurredAt(at)
        .setCause(new Cause("r1", 2))
        .setSettingsVersion(7)
        .setProcess(HandoffProcess.LIVE)
        .setTarget(Target.newBuilder().setKind(target).setTeamId("desk").build())
        .setPriority(Priority.HIGH)
        .setWhy("ann has room")
        .setPayload(payload)
        .build();
  }

  static TicketCommand command(String id, Instant at, String agentId, Object payload) {
    return TicketCommand.newBuilder()
        .setCommandId(id)
        .setAccountId(Accounts.SHOP)
        .setConversationId(CONVERSATION)
        .setIssuedBy(Actor.newBuilder().setType(ActorType.AGENT).setId(agentId).build())
        .setIssuedAt(at)
        .setPayload(payload)
        .build();
  }

  static TimeEvent due(String id, Instant at, Object payload) {
    return TimeEvent.newBuilder()
        .setEventId(id)
        .setAccountId(Accounts.SHOP)
        .setChannelId(Accounts.CHAT)
        .setConversationId(CONVERSATION)
        .setOccurredAt(at)
        .setFiredAt(at)
        .setCause(new Cause("e9", 1))
        .setSettingsVersion(7)
        .setPayload(payload)
        .build();
  }
}
