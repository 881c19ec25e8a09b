package io.handoff.deploy.time;

import io.handoff.avro.HandoffProcess;
import io.handoff.avro.Priority;
import io.handoff.avro.Ticket;
import io.handoff.avro.TicketCreated;
import io.handoff.avro.TicketEvent;
import io.handoff.avro.TicketStatus;
import io.handoff.deploy.time.SlaNews.Due;
import io.handoff.deploy.time.SlaNews.Told;
import io.handoff.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Tickets of half an hour ago to which a first response is promised within that time. Each second
 * one gets it, if there is time, when {@link #answer} is called; nobody answers the others.
 */
final class SlaTickets {

  private static final String ACCOUNT = "promises";
  private static final Duration TARGET = Duration.ofMinutes(30);
  private static final Duration NEAR = Duration.ofSeconds(5);
  private static final Duration LATER = Duration.ofSeconds(3);
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration JUST_IN_TIME = Duration.ofSeconds(2);

  private final TimeRig rig;
  private final int count;
  private final List<Instant> due = new ArrayList<>();
  private final Set<Integer> answered = new HashSet<>();

  SlaTickets(TimeRig rig, int count) {
    this.rig = rig;
    this.count = count;
  }

  /** Applies the account's settings. */
  void promise() throws InterruptedException {
    rig.account(
        ACCOUNT,
        "{ customerSilentFor: off }",
        """
        sla:
          policies:
            - id: gold
              targets: { firstResponse: 30m }
              atRisk: [5s]
              escalation: [{ after: 3s, then: [{ action: set-priority, to: high }] }]
        """);
  }

  /** Publishes what has happened so far; targets fall due between the moments. */
  void open(Instant first, Duration spread, Random random) {
    for (int i = 0; i < count; i++) {
      due.add(first.plusMillis(random.nextLong(spread.toMillis())));
      Instant began = due.get(i).minus(TARGET);
      rig.publisher()
          .publish(Topics.CONVERSATION_EVENTS, Sayings.customer(ACCOUNT, "p" + i, 1, began));
      rig.publisher().publish(Topics.TICKET_EVENTS, created("p" + i, began));
    }
  }

  /** Answers those whose targets fall due soon. To be called while the service is down. */
  void answer() {
    Instant now = Instant.now();
    for (int i = 0; i < count; i += 2) {
      Instant risk = due.get(i).minus(NEAR);
      if (risk.isAfter(now.plus(JUST_IN_TIME))
          && risk.isBefore(now.plus(SOON))
          && answered.add(i)) {
        rig.publisher()
            .publish(Topics.CONVERSATION_EVENTS, Sayings.agent(ACCOUNT, "p" + i, 2, now));
      }
    }
    rig.publisher().flush();
  }

  /** Whether everything that must be told has been. */
  boolean areTold() {
    for (int i = 0; i < count; i++) {
      if (!dues(told(i)).containsAll(expected(i))) {
        return false;
      }
    }
    return true;
  }

  TimeCase judged(int kills, Duration took) {
    int fired = 0;
    int wrongly = 0;
    int twice = 0;
    int early = 0;
    int standing = 0;
    for (int i = 0; i < count; i++) {
      List<Told> told = told(i);
      Set<Due> distinct = dues(told);
      Set<Due> expected = expected(i);
      standing += expected.size();
      twice += told.size() - distinct.size();
      early += (int) told.stream().filter(Told::early).count();
      for (Due each : distinct) {
        boolean right = expected.contains(each);
        fired += right ? 1 : 0;
        wrongly += right ? 0 : 1;
      }
    }
    int all = count * 3;
    return new TimeCase(
        "kills, promises",
        all,
        all - standing,
        fired,
        wrongly,
        standing - fired,
        twice,
        early,
        kills,
        took);
  }

  private List<Told> told(int ticket) {
    return rig.slaNews().of(ACCOUNT, "p" + ticket);
  }

  private static Set<Due> dues(List<Told> told) {
    Set<Due> dues = new HashSet<>();
    told.forEach(each -> dues.add(each.due()));
    return dues;
  }

  private Set<Due> expected(int ticket) {
    Instant at = Instant.ofEpochMilli(due.get(ticket).toEpochMilli());
    return answered.contains(ticket)
        ? Set.of()
        : Set.of(
            new Due("FIRST_RESPONSE at risk", at.minus(NEAR)),
            new Due("FIRST_RESPONSE missed", at),
            new Due("FIRST_RESPONSE step 1", at.plus(LATER)));
  }

  private static TicketEvent created(String conversation, Instant at) {
    Ticket ticket =
        Ticket.newBuilder()
            .setTicketId(conversation + "-t")
            .setAccountId(ACCOUNT)
            .setConversationId(conversation)
            .setChannelId("web")
            .setVersion(1)
            .setHandoff(Sayings.handoff(conversation, at))
            .setProcess(HandoffProcess.LIVE)
            .setStatus(TicketStatus.NEW)
            .setPriority(Priority.NORMAL)
            .setSlaPolicyId("gold")
            .setCreatedAt(at)
            .setUpdatedAt(at)
            .build();
    return TicketEvent.newBuilder()
        .setEventId(conversation + "-created")
        .setAccountId(ACCOUNT)
        .setChannelId("web")
        .setConversationId(conversation)
        .setOccurredAt(at)
        .setActor(null)
        .setPayload(new TicketCreated(ticket))
        .build();
  }
}
