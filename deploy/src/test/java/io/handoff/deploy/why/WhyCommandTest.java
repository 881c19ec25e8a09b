package io.handoff.deploy.why;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.Actor;
import io.handoff.avro.ActorType;
import io.handoff.avro.Candidate;
import io.handoff.avro.CandidateVerdict;
import io.handoff.avro.Cause;
import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.Decision;
import io.handoff.avro.DecisionDetail;
import io.handoff.avro.DecisionOutcome;
import io.handoff.avro.Evidence;
import io.handoff.avro.FieldChange;
import io.handoff.avro.HandoffContext;
import io.handoff.avro.HandoffProcess;
import io.handoff.avro.HandoffReason;
import io.handoff.avro.MatchKind;
import io.handoff.avro.Priority;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.Target;
import io.handoff.avro.TargetKind;
import io.handoff.avro.Ticket;
import io.handoff.avro.TicketChanged;
import io.handoff.avro.TicketCreated;
import io.handoff.avro.TicketEvent;
import io.handoff.avro.TicketSnapshot;
import io.handoff.avro.TicketStatus;
import io.handoff.deploy.settings.MemoryTopics;
import io.handoff.deploy.settings.SettingsConnection;
import io.handoff.schemas.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WhyCommandTest {

  private static final Instant NINE = Instant.parse("2026-02-03T09:00:00Z");

  private final MemoryTopics topics = new MemoryTopics();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int why(String... arguments) {
    return WhyCommand.commandLine(connection -> topics)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(
            Stream.concat(
                    Stream.of(arguments),
                    Stream.of("--bootstrap-servers", "b:1", "--registry", "http://r:1"))
                .toArray(String[]::new));
  }

  @Test
  void shouldTellInOrderWhatWasDecidedAndWhy() {
    aTicketWithItsStory();
    assertThat(why("ticket-1")).as(err.toString()).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString().replace(System.lineSeparator(), "\n"))
        .isEqualTo(
            """
            ticket ticket-1 of account acme, conversation c-1 on channel web
            now: open, priority high, team billing, agent anna, version 2
            a person was needed since 2026-02-03T09:00:00Z: custom trigger, trigger refund in "refunded", settings version 3

            2026-02-03T09:00:00Z  routing, settings version 3: rule set "route": fired: refunds
                fired: refunds
                did not fire: vip, because of customer.attributes.plan: wanted "is gold", there was "silver"

            2026-02-03T09:00:00Z  routing, settings version 3: assigned to anna – least loaded
                live, to help desk, team billing, priority high
                the ticket begins with conversationTags: refund, eu
                chosen: anna
                passed over: ben, full (3 of 3)
                3 more were passed over

            2026-02-03T09:00:00Z  ticket, version 1, by routing: created

            2026-02-03T09:00:00Z  ticket, settings version 3: rule set "greet": rules cause each other without end, and were cut: greet/a → greet/b → greet/a

            2026-02-03T09:00:00Z  ticket, version 2, by rule greet/a: priority set
                priority normal → high

            2026-02-03T09:05:00Z  trigger, settings version 3: suppressed, refund: the trigger fired again, but a handoff is open
                matched: refund
            """);
  }

  @Test
  void shouldPrintTheSameForPrograms() {
    aTicketWithItsStory();
    assertThat(why("ticket-1", "--account", "acme", "--json")).isZero();
    List<JsonNode> lines = out.toString().lines().map(JsonMapper.shared()::readTree).toList();
    assertThat(lines)
        .extracting(line -> line.get("kind").asString())
        .containsExactly("ticket", "rules", "routing", "change", "rules", "change", "decision");
    JsonNode rules = lines.get(1);
    assertThat(rules.get("settingsVersion").asLong()).isEqualTo(3);
    assertThat(rules.get("details").get(1).get("expected").asString()).isEqualTo("is gold");
    assertThat(rules.get("details").get(1).get("actual").asString()).isEqualTo("silver");
    assertThat(lines.get(4).get("code").asString()).isEqualTo("rules-loop");
  }

  @Test
  void shouldLeaveOutOtherTicketsOfTheConversation() {
    aTicketWithItsStory();
    decision(NINE.plusSeconds(60), 2, "ticket-service", "rules/foreign", "ticket-2");
    decision(NINE.minusSeconds(60), 1, "routing-service", "rules/earlier", null);
    assertThat(why("ticket-1")).isZero();
    assertThat(out.toString()).doesNotContain("foreign").doesNotContain("earlier");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ticket-9 | there is no ticket ticket-9",
        "tick | there is no ticket tick (the beginning of an id needs 6 characters)",
        "ticket- | several tickets begin with ticket-: acme/ticket-1, acme/ticket-2"
      })
  void shouldSayWhichTicketIsMeant(String id, String words) {
    snapshot(ticket("ticket-1", 1));
    snapshot(ticket("ticket-2", 1));
    assertThat(why(id)).isEqualTo(1);
    assertThat(err.toString()).contains(words);
  }

  @Test
  void shouldNotLookIntoAnotherAccount() {
    snapshot(ticket("ticket-1", 1));
    assertThat(why("ticket-1", "--account", "globex")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no ticket ticket-1 of account globex");
  }

  @Test
  void shouldSayWhenRetentionHasTakenEverythingAway() {
    aTicketWithItsStory();
    topics.delete(Topics.DECISIONS, 3);
    topics.delete(Topics.ROUTING_DECISIONS, 1);
    topics.delete(Topics.TICKET_EVENTS, 2);
    assertThat(why("ticket-1")).isEqualTo(1);
    assertThat(err.toString()).contains("nothing is kept any more of what was decided on ticket");
  }

  @Test
  void shouldSayWhenTheDecisionLogIsGoneButNotTheChanges() {
    aTicketWithItsStory();
    topics.delete(Topics.DECISIONS, 3);
    assertThat(why("ticket-1")).isZero();
    assertThat(out.toString()).contains("by rule greet/a").doesNotContain("rule set");
    assertThat(err.toString()).contains("the decision log does not reach back");
  }

  @Test
  void shouldSayThatNoBrokerAnswers() {
    int code =
        WhyCommand.commandLine(
                c ->
                    new SettingsConnection(
                        c.bootstrapServers(), c.registryUrl(), c.timeout(), Map.of()))
            .setErr(new PrintWriter(err))
            .execute(
                "ticket-1",
                "--bootstrap-servers",
                "127.0.0.1:1",
                "--registry",
                "http://127.0.0.1:1",
                "--timeout",
                "1");
    assertThat(code).isEqualTo(4);
    assertThat(err.toString()).contains("the broker does not answer");
  }

  private void aTicketWithItsStory() {
    Ticket first = ticket("ticket-1", 1);
    Ticket second = ticket("ticket-1", 2);
    snapshot(first);
    snapshot(second);
    event(first, ActorType.ROUTING, null, new TicketCreated(first));
    event(
        second,
        ActorType.RULE,
        "greet/a",
        new TicketChanged(
            List.of(new FieldChange("priority", "normal", "high")), "priority set", second));
    topics.publish(
        Topics.ROUTING_DECISIONS,
        RoutingDecision.newBuilder()
            .setDecisionId("d-1")
            .setAccountId("acme")
            .setConversationId("c-1")
            .setHandoff(handoff())
            .setOccurredAt(NINE)
            .setCause(new Cause("e-1", 2))
            .setSettingsVersion(3)
            .setProcess(HandoffProcess.LIVE)
            .setTarget(
                Target.newBuilder().setKind(TargetKind.HELP_DESK).setTeamId("billing").build())
            .setPriority(Priority.HIGH)
            .setAssignedFields(Map.of("conversationTags", "refund\neu"))
            .setCandidates(
                List.of(
                    new Candidate("anna", CandidateVerdict.CHOSEN, null),
                    new Candidate("ben", CandidateVerdict.FULL, "3 of 3")))
            .setCandidateCount(5)
            .setWhy("least loaded")
            .setPayload(new ConversationAssigned("anna", null, null))
            .build());
    topics.publish(
        Topics.DECISIONS,
        entry(NINE.plusSeconds(300), 1, "trigger-service", "refund", null)
            .setOutcome(DecisionOutcome.SUPPRESSED)
            .setMessage("the trigger fired again, but a handoff is open")
            .setDetails(List.of(new DecisionDetail("matched", null, "refund", true)))
            .build());
    topics.publish(
        Topics.DECISIONS,
        entry(NINE, 3, "ticket-service", "rules/greet", "ticket-1")
            .setOutcome(DecisionOutcome.CUT)
            .setCode("rules-loop")
            .setMessage(
                "rules cause each other without end, and were cut: greet/a → greet/b → greet/a")
            .build());
    topics.publish(
        Topics.DECISIONS,
        entry(NINE, 2, "routing-service", "rules/route", null)
            .setOutcome(DecisionOutcome.FIRED)
            .setMessage("fired: refunds")
            .setDetails(
                List.of(
                    new DecisionDetail("refunds", null, null, true),
                    new DecisionDetail(
                        "vip: customer.attributes.plan", "is gold", "silver", false)))
            .build());
  }

  private void decision(
      Instant at, int depth, String service, String subject, @Nullable String ticketId) {
    topics.publish(Topics.DECISIONS, entry(at, depth, service, subject, ticketId).build());
  }

  private static Decision.Builder entry(
      Instant at, int depth, String service, String subject, @Nullable String ticketId) {
    return Decision.newBuilder()
        .setDecisionId(service + subject)
        .setAccountId("acme")
        .setConversationId("c-1")
        .setTicketId(ticketId)
        .setOccurredAt(at)
        .setCause(new Cause("e", depth))
        .setSettingsVersion(3)
        .setService(service)
        .setSubject(subject)
        .setOutcome(DecisionOutcome.NOT_FIRED)
        .setCode("code")
        .setMessage("no rule fired");
  }

  private void event(Ticket ticket, ActorType type, @Nullable String id, Object payload) {
    topics.publish(
        Topics.TICKET_EVENTS,
        TicketEvent.newBuilder()
            .setEventId("v" + ticket.getVersion())
            .setAccountId("acme")
            .setChannelId("web")
            .setConversationId("c-1")
            .setTicketId(ticket.getTicketId())
            .setVersion(ticket.getVersion())
            .setOccurredAt(NINE)
            .setCause(new Cause("d-1", 3))
            .setSettingsVersion(3)
            .setActor(new Actor(type, id))
            .setPayload(payload)
            .build());
  }

  private void snapshot(Ticket ticket) {
    topics.publish(
        Topics.TICKETS,
        TicketSnapshot.newBuilder().setEventId("e").setOccurredAt(NINE).setTicket(ticket).build());
  }

  private static Ticket ticket(String id, long version) {
    return Ticket.newBuilder()
        .setTicketId(id)
        .setAccountId("acme")
        .setConversationId("c-1")
        .setChannelId("web")
        .setVersion(version)
        .setHandoff(handoff())
        .setProcess(HandoffProcess.LIVE)
        .setStatus(TicketStatus.OPEN)
        .setPriority(Priority.HIGH)
        .setTeamId("billing")
        .setAssigneeId("anna")
        .setCreatedAt(NINE)
        .setUpdatedAt(NINE)
        .build();
  }

  private static HandoffContext handoff() {
    return HandoffContext.newBuilder()
        .setHandoffId("h-1")
        .setChannelId("web")
        .setReason(HandoffReason.CUSTOM_TRIGGER)
        .setEvidence(
            Evidence.newBuilder()
                .setEventId("e-1")
                .setTriggerId("refund")
                .setMatchedText("refunded")
                .setHow(MatchKind.FORM)
                .build())
        .setRequestedAt(NINE)
        .setLanguage("en")
        .setSettingsVersion(3)
        .build();
  }
}
