package io.handoff.deploy.bench;

import io.handoff.avro.AuthorType;
import io.handoff.avro.ClosedBy;
import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.ConversationClosed;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.ConversationRated;
import io.handoff.avro.ConversationStarted;
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
import io.handoff.deploy.play.Publisher;
import io.handoff.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Conversations as platforms and routing publish them, the same for the same numbers: one with a
 * ticket each for {@link #tickets()}, and one without for every tenth. Customers are Koreans.
 */
public final class SyntheticConversations {

  /** The account that they belong to. */
  public static final String ACCOUNT = "bench";

  /** Settings of the account. */
  public static final String SETTINGS =
      """
      account: bench
      name: Bench
      language: ko
      timeZone: Asia/Seoul
      agents: [{ id: anna }, { id: ben }, { id: cho }, { id: dana }]
      teams: [{ id: desk, members: [anna, ben] }, { id: night, members: [cho, dana] }]
      channels: [{ id: kakao, type: messenger, on: true }]
      """;

  /** The first conversation begins then, the others a second after one another. */
  public static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private static final List<String> AGENTS = List.of("anna", "ben", "cho", "dana");
  private static final List<String> NAMES = List.of("김민준", "이서연", "박도윤", "최지우", "정하은");
  private static final int WITHOUT_TICKET_EVERY = 10;

  private final int tickets;
  private final int fullEvery;

  /**
   * @param fullEvery every so manieth ticket has a whole conversation; at least 1
   */
  public SyntheticConversations(int tickets, int fullEvery) {
    this.tickets = tickets;
    this.fullEvery = fullEvery;
  }

  public int tickets() {
    return tickets;
  }

  /** With a ticket and without. */
  public int conversations() {
    return tickets + tickets / WITHOUT_TICKET_EVERY;
  }

  /** Name of the customer of a conversation. */
  public static String customerName(int number) {
    return NAMES.get(number % NAMES.size()) + " " + number;
  }

  /** Id of a conversation. */
  public static String id(int number) {
    return "conversation-%07d".formatted(number);
  }

  /** Publishes everything; returns the number of records. */
  public long publish(Publisher publisher) {
    long records = 0;
    for (int i = 0; i < conversations(); i++) {
      Writer writer = new Writer(publisher, i);
      if (i >= tickets) {
        writer.started().message(1, AuthorType.CUSTOMER).message(2, AuthorType.AI_AGENT);
      } else if (i % fullEvery == 0) {
        writer
            .started()
            .message(1, AuthorType.CUSTOMER)
            .assigned()
            .message(2, AuthorType.AGENT)
            .event(60 + i % 3_600, new ConversationClosed(ClosedBy.CUSTOMER, null, null))
            .event(61 + i % 3_600, new ConversationRated(1 + i % 5, null));
      } else {
        writer.assigned();
      }
      records += writer.records;
    }
    publisher.flush();
    return records;
  }

  /** Publishes one conversation. */
  private static final class Writer {

    private final Publisher publisher;
    private final int number;
    private final Instant start;
    private int records;

    Writer(Publisher publisher, int number) {
      this.publisher = publisher;
      this.number = number;
      this.start = BEGIN.plusSeconds(number);
    }

    Writer started() {
      return event(0, new ConversationStarted(customer(), null, null, null, Map.of()));
    }

    Writer message(int sequence, AuthorType author) {
      return event(
          sequence * (5 + number % 50),
          MessagePosted.newBuilder()
              .setMessageId("m" + sequence)
              .setSequence(sequence)
              .setAuthor(author)
              .setText("주문한 상품을 환불해 주세요")
              .build());
    }

    Writer event(int secondsAfter, Object payload) {
      records++;
      publisher.publish(
          Topics.CONVERSATION_EVENTS,
          ConversationEvent.newBuilder()
              .setEventId("event-" + number + "-" + records)
              .setAccountId(ACCOUNT)
              .setChannelId("kakao")
              .setConversationId(id(number))
              .setOccurredAt(start.plusSeconds(secondsAfter))
              .setPayload(payload)
              .build());
      return this;
    }

    Writer assigned() {
      records++;
      String agent = AGENTS.get(number % AGENTS.size());
      publisher.publish(
          Topics.ROUTING_DECISIONS,
          RoutingDecision.newBuilder()
              .setDecisionId("decision-" + number)
              .setAccountId(ACCOUNT)
              .setConversationId(id(number))
              .setHandoff(handoff())
              .setOccurredAt(start.plusSeconds(1 + number % 40))
              .setSettingsVersion(1)
              .setProcess(HandoffProcess.LIVE)
              .setTarget(
                  Target.newBuilder()
                      .setKind(TargetKind.HELP_DESK)
                      .setTeamId(number % 4 < 2 ? "desk" : "night")
                      .build())
              .setPriority(Priority.NORMAL)
              .setWhy(agent + " has room")
              .setPayload(new ConversationAssigned(agent, null, null))
              .build());
      return this;
    }

    private HandoffContext handoff() {
      return HandoffContext.newBuilder()
          .setHandoffId("handoff-" + number)
          .setChannelId("kakao")
          .setCustomer(customer())
          .setReason(HandoffReason.CUSTOM_TRIGGER)
          .setEvidence(
              Evidence.newBuilder()
                  .setEventId("event-" + number + "-2")
                  .setMessageSequence(1L)
                  .setTriggerId("refund")
                  .setTriggerPhrase("환불")
                  .setMatchedText("환불해")
                  .setStart(8)
                  .setEnd(11)
                  .setHow(MatchKind.FORM)
                  .build())
          .setRequestedAt(start)
          .setLanguage("ko")
          .setLastMessage("주문한 상품을 환불해 주세요")
          .setMessageCount(1)
          .setSettingsVersion(1)
          .build();
    }

    private Customer customer() {
      return Customer.newBuilder()
          .setCustomerId("customer-" + number)
          .setName(customerName(number))
          .setLanguage("ko")
          .build();
    }
  }
}
