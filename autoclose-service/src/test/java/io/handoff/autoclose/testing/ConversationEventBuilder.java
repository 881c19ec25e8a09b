package io.handoff.autoclose.testing;

import io.handoff.avro.Actor;
import io.handoff.avro.ActorType;
import io.handoff.avro.AiAgentResumed;
import io.handoff.avro.AuthorType;
import io.handoff.avro.CloseRefused;
import io.handoff.avro.ClosedBy;
import io.handoff.avro.ConversationClosed;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.ConversationRated;
import io.handoff.avro.ConversationStarted;
import io.handoff.avro.Customer;
import io.handoff.avro.Evidence;
import io.handoff.avro.HandoffContext;
import io.handoff.avro.HandoffProcess;
import io.handoff.avro.HandoffReason;
import io.handoff.avro.HandoffState;
import io.handoff.avro.HandoffTracked;
import io.handoff.avro.MatchKind;
import io.handoff.avro.MessagePosted;
import io.handoff.avro.Priority;
import io.handoff.avro.Target;
import io.handoff.avro.TargetKind;
import io.handoff.avro.Ticket;
import io.handoff.avro.TicketChanged;
import io.handoff.avro.TicketEvent;
import io.handoff.avro.TicketStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of one conversation, with sequences and ids that count up. */
public final class ConversationEventBuilder {

  /** Before everything that tests let happen. */
  public static final Instant LONG_AGO = Instant.parse("1900-01-01T00:00:00Z");

  private final String accountId;
  private final String channelId;
  private final String conversationId;
  private long sequence;
  private int events;
  private int handled;
  private Priority priority = Priority.NORMAL;
  private @Nullable String policyId;
  private @Nullable Instant createdAt;

  public ConversationEventBuilder(String conversationId) {
    this(Accounts.ACCOUNT, Accounts.CHANNEL, conversationId);
  }

  public ConversationEventBuilder(String accountId, String channelId, String conversationId) {
    this.accountId = accountId;
    this.channelId = channelId;
    this.conversationId = conversationId;
  }

  public String key() {
    return accountId + "/" + conversationId;
  }

  public ConversationEvent starts(Instant at, String customerName, @Nullable String language) {
    return said(
        at,
        ConversationStarted.newBuilder()
            .setCustomer(
                Customer.newBuilder()
                    .setCustomerId("customer-1")
                    .setName(customerName)
                    .setLanguage(language)
                    .build())
            .build());
  }

  public ConversationEvent customerWrites(Instant at) {
    return writes(AuthorType.CUSTOMER, at);
  }

  public ConversationEvent agentWrites(Instant at) {
    return writes(AuthorType.AGENT, at);
  }

  public ConversationEvent writes(AuthorType author, Instant at) {
    sequence++;
    return said(
        at,
        MessagePosted.newBuilder()
            .setMessageId(conversationId + "-m" + sequence)
            .setSequence(sequence)
            .setAuthor(author)
            .setText("text")
            .build());
  }

  public ConversationEvent aiAgentResumes(Instant at) {
    return said(at, AiAgentResumed.newBuilder().build());
  }

  public ConversationEvent closes(Instant at, @Nullable String actionId) {
    return said(
        at,
        ConversationClosed.newBuilder()
            .setClosedBy(actionId == null ? ClosedBy.CUSTOMER : ClosedBy.SERVICE)
            .setActionId(actionId)
            .build());
  }

  public ConversationEvent refusesToClose(Instant at, String actionId, long lastSequence) {
    return said(
        at, CloseRefused.newBuilder().setActionId(actionId).setLastSequence(lastSequence).build());
  }

  public ConversationEvent isRated(Instant at) {
    return said(at, ConversationRated.newBuilder().setScore(5).build());
  }

  public ConversationEvent said(Instant at, Object payload) {
    return ConversationEvent.newBuilder()
        .setEventId(conversationId + "-e" + ++events)
        .setAccountId(accountId)
        .setChannelId(channelId)
        .setConversationId(conversationId)
        .setOccurredAt(at)
        .setPayload(payload)
        .build();
  }

  public TicketEvent handoff(HandoffState state, Instant at) {
    return handled(
        at,
        HandoffTracked.newBuilder()
            .setHandoff(context())
            .setProcess(HandoffProcess.LIVE)
            .setTarget(
                Target.newBuilder().setKind(TargetKind.HELP_DESK).setTeamId("support").build())
            .setState(state)
            .setAgentId(state == HandoffState.ASSIGNED ? "anna" : null)
            .build());
  }

  public TicketEvent ticketTurns(TicketStatus status, Instant at) {
    return ticketTurns(status, at, null);
  }

  public TicketEvent ticketSnoozed(Instant at, Instant until) {
    return ticketTurns(TicketStatus.SNOOZED, at, until);
  }

  /** What the ticket's next events say of it. */
  public ConversationEventBuilder promised(String policyId, Priority priority) {
    this.policyId = policyId;
    this.priority = priority;
    return this;
  }

  private TicketEvent ticketTurns(TicketStatus status, Instant at, @Nullable Instant until) {
    if (createdAt == null) {
      createdAt = at;
    }
    return handled(
        at,
        TicketChanged.newBuilder()
            .setChanges(List.of())
            .setWhy("test")
            .setTicket(
                Ticket.newBuilder()
                    .setTicketId("t1")
                    .setAccountId(accountId)
                    .setConversationId(conversationId)
                    .setChannelId(channelId)
                    .setVersion(2)
                    .setHandoff(context())
                    .setProcess(HandoffProcess.LIVE)
                    .setStatus(status)
                    .setPriority(priority)
                    .setSlaPolicyId(policyId)
                    .setSnoozedUntil(until)
                    .setCreatedAt(createdAt)
                    .setUpdatedAt(at)
                    .build())
            .build());
  }

  private TicketEvent handled(Instant at, Object payload) {
    return TicketEvent.newBuilder()
        .setEventId(conversationId + "-t" + ++handled)
        .setAccountId(accountId)
        .setChannelId(channelId)
        .setConversationId(conversationId)
        .setOccurredAt(at)
        .setActor(Actor.newBuilder().setType(ActorType.ROUTING).build())
        .setPayload(payload)
        .build();
  }

  private HandoffContext context() {
    return HandoffContext.newBuilder()
        .setHandoffId(conversationId + "-h")
        .setChannelId(channelId)
        .setReason(HandoffReason.PERSON_REQUESTED)
        .setEvidence(
            Evidence.newBuilder()
                .setEventId(conversationId + "-e1")
                .setTriggerId("person-requested")
                .setHow(MatchKind.EVENT)
                .build())
        .setRequestedAt(LONG_AGO)
        .setLanguage("en")
        .setSettingsVersion(1)
        .build();
  }
}
