package io.handoff.deploy.report;

import io.handoff.avro.AuthorType;
import io.handoff.avro.CloseConversation;
import io.handoff.avro.CloseReason;
import io.handoff.avro.ClosedBy;
import io.handoff.avro.ConversationAction;
import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.ConversationClosed;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.ConversationRated;
import io.handoff.avro.ConversationStarted;
import io.handoff.avro.Customer;
import io.handoff.avro.Evidence;
import io.handoff.avro.HandoffContext;
import io.handoff.avro.HandoffDeclined;
import io.handoff.avro.HandoffProcess;
import io.handoff.avro.HandoffReason;
import io.handoff.avro.MatchKind;
import io.handoff.avro.MessagePosted;
import io.handoff.avro.Priority;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.Target;
import io.handoff.avro.TargetKind;
import io.handoff.avro.Ticket;
import io.handoff.avro.TicketSnapshot;
import io.handoff.avro.TicketStatus;
import io.handoff.deploy.settings.MemoryTopics;
import io.handoff.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** What the topics hold of one conversation; time moves on with {@link #after}. */
final class AConversation {

  static final String ACCOUNT = "acme";

  private final MemoryTopics topics;
  private final String id;
  private Instant now;
  private String customerId = "c-1";
  private String name = "김민준";
  private boolean test;
  private long sequence;
  private int events;
  private Instant requestedAt = Instant.EPOCH;

  private AConversation(MemoryTopics topics, String id, Instant start) {
    this.topics = topics;
    this.id = id;
    this.now = start;
  }

  static AConversation in(MemoryTopics topics, String id, String start) {
    return new AConversation(topics, id, Instant.parse(start));
  }

  AConversation of(String customer, String customerName) {
    customerId = customer;
    name = customerName;
    return this;
  }

  AConversation test() {
    test = true;
    return this;
  }

  AConversation after(String duration) {
    now = now.plus(Duration.parse("PT" + duration));
    return this;
  }

  AConversation started() {
    return event(new ConversationStarted(customer(), null, null, null, java.util.Map.of()));
  }

  AConversation says(AuthorType author) {
    sequence++;
    return repeats(author);
  }

  /** The last message once more. */
  AConversation repeats(AuthorType author) {
    return event(
        MessagePosted.newBuilder()
            .setMessageId("m" + sequence)
            .setSequence(sequence)
            .setAuthor(author)
            .setText("환불해 주세요")
            .build());
  }

  AConversation rated(int score) {
    return event(new ConversationRated(score, null));
  }

  AConversation closedBy(ClosedBy by) {
    return event(new ConversationClosed(by, null, null));
  }

  AConversation closedFor(CloseReason reason, boolean billable) {
    topics.publish(
        Topics.CONVERSATION_ACTIONS,
        ConversationAction.newBuilder()
            .setActionId("close-" + id)
            .setAccountId(ACCOUNT)
            .setChannelId("kakao")
            .setConversationId(id)
            .setOccurredAt(now)
            .setSettingsVersion(1)
            .setService("autoclose-service")
            .setPayload(
                CloseConversation.newBuilder()
                    .setLastSequence(sequence)
                    .setReason(reason)
                    .setDueAt(now)
                    .setBillable(billable)
                    .build())
            .build());
    return event(new ConversationClosed(ClosedBy.SERVICE, "close-" + id, null));
  }

  AConversation requested() {
    requestedAt = now;
    return this;
  }

  AConversation assignedFromInbox(String agent) {
    return decision(
        TargetKind.INBOX, HandoffProcess.LIVE, new ConversationAssigned(agent, null, null));
  }

  AConversation declined() {
    return decision(TargetKind.HELP_DESK, HandoffProcess.NONE, new HandoffDeclined(true));
  }

  private AConversation decision(TargetKind target, HandoffProcess process, Object payload) {
    topics.publish(
        Topics.ROUTING_DECISIONS,
        RoutingDecision.newBuilder()
            .setDecisionId("d-" + id + now)
            .setAccountId(ACCOUNT)
            .setConversationId(id)
            .setHandoff(handoff())
            .setOccurredAt(now)
            .setSettingsVersion(1)
            .setProcess(process)
            .setTarget(Target.newBuilder().setKind(target).setTeamId("desk").build())
            .setPriority(Priority.NORMAL)
            .setWhy("somebody has room")
            .setPayload(payload)
            .build());
    return this;
  }

  /** A version of the ticket of the handoff that was requested last. */
  AConversation ticket(long version, UnaryOperator<Ticket.Builder> more) {
    Ticket.Builder ticket =
        Ticket.newBuilder()
            .setTicketId("t-" + id + requestedAt.getEpochSecond())
            .setAccountId(ACCOUNT)
            .setConversationId(id)
            .setChannelId("kakao")
            .setVersion(version)
            .setHandoff(handoff())
            .setProcess(HandoffProcess.LIVE)
            .setStatus(TicketStatus.OPEN)
            .setPriority(Priority.HIGH)
            .setTeamId("desk")
            .setAssigneeId("anna")
            .setCreatedAt(requestedAt)
            .setUpdatedAt(now)
            .setTest(test);
    topics.publish(
        Topics.TICKETS,
        TicketSnapshot.newBuilder()
            .setEventId("e")
            .setOccurredAt(now)
            .setTicket(more.apply(ticket).build())
            .build());
    return this;
  }

  private HandoffContext handoff() {
    return HandoffContext.newBuilder()
        .setHandoffId("h-" + id + requestedAt.getEpochSecond())
        .setChannelId("kakao")
        .setCustomer(customer())
        .setReason(HandoffReason.CUSTOM_TRIGGER)
        .setEvidence(
            Evidence.newBuilder()
                .setEventId("e")
                .setTriggerId("refund")
                .setHow(MatchKind.FORM)
                .build())
        .setRequestedAt(requestedAt)
        .setLanguage("ko")
        .setSettingsVersion(1)
        .setTest(test)
        .build();
  }

  private Customer customer() {
    return Customer.newBuilder().setCustomerId(customerId).setName(name).setLanguage("ko").build();
  }

  private AConversation event(Object payload) {
    events++;
    topics.publish(
        Topics.CONVERSATION_EVENTS,
        ConversationEvent.newBuilder()
            .setEventId(id + "-" + events)
            .setAccountId(ACCOUNT)
            .setChannelId("kakao")
            .setConversationId(id)
            .setOccurredAt(now)
            .setTest(test)
            .setPayload(payload)
            .build());
    return this;
  }
}
