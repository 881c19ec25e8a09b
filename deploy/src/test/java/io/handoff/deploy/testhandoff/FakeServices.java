package io.handoff.deploy.testhandoff;

import io.handoff.avro.ConversationClosed;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.ConversationQueued;
import io.handoff.avro.Decision;
import io.handoff.avro.DecisionOutcome;
import io.handoff.avro.Evidence;
import io.handoff.avro.HandoffContext;
import io.handoff.avro.HandoffProcess;
import io.handoff.avro.HandoffReason;
import io.handoff.avro.HandoffRequest;
import io.handoff.avro.HandoffRequested;
import io.handoff.avro.HandoffState;
import io.handoff.avro.HandoffTracked;
import io.handoff.avro.MatchKind;
import io.handoff.avro.MessagePosted;
import io.handoff.avro.PersonRequested;
import io.handoff.avro.Priority;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.RoutingEnded;
import io.handoff.avro.Target;
import io.handoff.avro.TargetKind;
import io.handoff.avro.Ticket;
import io.handoff.avro.TicketChanged;
import io.handoff.avro.TicketCreated;
import io.handoff.avro.TicketEvent;
import io.handoff.avro.TicketStatus;
import io.handoff.schemas.Topic;
import io.handoff.schemas.serde.TrustedClasses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** Answers as the services do, without those that are down. Each poll takes a tenth of a second. */
final class FakeServices implements Wire {

  static {
    TrustedClasses.install();
  }

  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

  final List<ConversationEvent> events = new ArrayList<>();
  private final List<SpecificRecord> answers = new ArrayList<>();
  private final Set<String> down = new HashSet<>();
  private TargetKind target = TargetKind.HELP_DESK;
  private HandoffProcess process = HandoffProcess.LIVE;
  private Object standing = new ConversationQueued(1, null, null);
  private boolean marks = true;
  private boolean objects;
  private long nanos;

  FakeServices without(String service) {
    down.add(service);
    return this;
  }

  FakeServices routing(HandoffProcess process, Object standing) {
    this.process = process;
    this.standing = standing;
    return this;
  }

  FakeServices toInbox() {
    target = TargetKind.INBOX;
    return this;
  }

  FakeServices withoutMarks() {
    marks = false;
    return this;
  }

  /** The trigger looked, and did not fire. */
  FakeServices objecting() {
    objects = true;
    return without("trigger-service");
  }

  long nanos() {
    return nanos;
  }

  @Override
  public <V extends SpecificRecord> void publish(Topic<V> topic, V value) {
    if (value instanceof ConversationEvent event) {
      events.add(event);
      answer(event);
    }
  }

  private void answer(ConversationEvent event) {
    if (objects
        && (event.getPayload() instanceof PersonRequested
            || event.getPayload() instanceof MessagePosted)) {
      answers.add(objection(event));
    }
    if (event.getPayload() instanceof PersonRequested) {
      call(event);
    } else if (event.getPayload() instanceof ConversationClosed && answersUpTo("ticket-service")) {
      answers.add(ticketEvent(event, true));
      answers.add(decision(event, new RoutingEnded(null)));
    }
  }

  private void call(ConversationEvent event) {
    if (answersUpTo("trigger-service")) {
      answers.add(
          HandoffRequest.newBuilder()
              .setEventId("r")
              .setAccountId("acme")
              .setConversationId(event.getConversationId())
              .setOccurredAt(NOW)
              .setSettingsVersion(3)
              .setPayload(
                  HandoffRequested.newBuilder().setHandoff(handoff(event.getTest())).build())
              .build());
    }
    if (answersUpTo("routing-service")) {
      answers.add(decision(event, standing));
    }
    if (answersUpTo("ticket-service") && process != HandoffProcess.NONE) {
      answers.add(ticketEvent(event, false));
    }
  }

  private boolean answersUpTo(String service) {
    for (String before : List.of("trigger-service", "routing-service", "ticket-service")) {
      if (down.contains(before)) {
        return false;
      }
      if (before.equals(service)) {
        return true;
      }
    }
    return true;
  }

  private HandoffContext handoff(boolean test) {
    return HandoffContext.newBuilder()
        .setHandoffId("h")
        .setChannelId("web")
        .setReason(HandoffReason.PERSON_REQUESTED)
        .setEvidence(
            Evidence.newBuilder()
                .setEventId("e")
                .setTriggerId("person-requested")
                .setHow(MatchKind.EVENT)
                .build())
        .setRequestedAt(NOW)
        .setLanguage("en")
        .setSettingsVersion(3)
        .setTest(test)
        .build();
  }

  private RoutingDecision decision(ConversationEvent event, Object payload) {
    return RoutingDecision.newBuilder()
        .setDecisionId("d")
        .setAccountId("acme")
        .setConversationId(event.getConversationId())
        .setHandoff(handoff(true))
        .setOccurredAt(NOW)
        .setSettingsVersion(3)
        .setProcess(process)
        .setTarget(Target.newBuilder().setKind(target).build())
        .setPriority(Priority.NORMAL)
        .setWhy("as it is set")
        .setPayload(payload)
        .build();
  }

  private TicketEvent ticketEvent(ConversationEvent event, boolean closed) {
    boolean inbox = target == TargetKind.INBOX;
    Ticket ticket =
        Ticket.newBuilder()
            .setTicketId("t")
            .setAccountId("acme")
            .setConversationId(event.getConversationId())
            .setChannelId("web")
            .setVersion(1)
            .setHandoff(handoff(true))
            .setProcess(process)
            .setStatus(closed ? TicketStatus.CLOSED : TicketStatus.NEW)
            .setPriority(Priority.NORMAL)
            .setCreatedAt(NOW)
            .setUpdatedAt(NOW)
            .setTest(marks)
            .build();
    Object payload =
        inbox
            ? HandoffTracked.newBuilder()
                .setHandoff(handoff(marks))
                .setProcess(process)
                .setTarget(Target.newBuilder().setKind(target).build())
                .setState(closed ? HandoffState.ENDED : HandoffState.WAITING)
                .build()
            : closed
                ? TicketChanged.newBuilder()
                    .setChanges(List.of())
                    .setWhy("closed")
                    .setTicket(ticket)
                    .build()
                : TicketCreated.newBuilder().setTicket(ticket).build();
    return TicketEvent.newBuilder()
        .setEventId("te")
        .setAccountId("acme")
        .setChannelId("web")
        .setConversationId(event.getConversationId())
        .setTicketId(inbox ? null : "t")
        .setOccurredAt(NOW)
        .setPayload(payload)
        .build();
  }

  private static Decision objection(ConversationEvent event) {
    return Decision.newBuilder()
        .setDecisionId("o")
        .setAccountId("acme")
        .setConversationId(event.getConversationId())
        .setOccurredAt(NOW)
        .setService("trigger-service")
        .setSubject("channel")
        .setOutcome(DecisionOutcome.SUPPRESSED)
        .setCode("channel-off")
        .setMessage("the channel is off")
        .build();
  }

  @Override
  public List<SpecificRecord> poll() {
    nanos += 100_000_000;
    List<SpecificRecord> found = List.copyOf(answers);
    answers.clear();
    return found;
  }
}
