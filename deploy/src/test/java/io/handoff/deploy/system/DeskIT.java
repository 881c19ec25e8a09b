package io.handoff.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.Actor;
import io.handoff.avro.ActorType;
import io.handoff.avro.AgentPresence;
import io.handoff.avro.AuthorType;
import io.handoff.avro.ChangeTags;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.ConversationStarted;
import io.handoff.avro.Customer;
import io.handoff.avro.Merge;
import io.handoff.avro.PresenceChanged;
import io.handoff.avro.PresenceStatus;
import io.handoff.avro.SetStatus;
import io.handoff.avro.Snooze;
import io.handoff.avro.TagScope;
import io.handoff.avro.Ticket;
import io.handoff.avro.TicketCommand;
import io.handoff.avro.TicketStatus;
import io.handoff.deploy.Sizes;
import io.handoff.deploy.demo.Addresses;
import io.handoff.deploy.demo.DemoSettings;
import io.handoff.deploy.local.LocalStack;
import io.handoff.deploy.local.server.ServiceProcess;
import io.handoff.deploy.play.ConversationTimeline;
import io.handoff.deploy.play.ConversationTimeline.Kind;
import io.handoff.deploy.play.Platform;
import io.handoff.deploy.play.Publisher;
import io.handoff.deploy.play.Watcher;
import io.handoff.deploy.system.TestHandoffs.Called;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Agents at work on a real broker: against one another, and on several conversations at once. */
@TestInstance(Lifecycle.PER_CLASS)
class DeskIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Instant START = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final String ACCOUNT = "desk";
  private static final int ROUNDS = Sizes.of(15, 50);

  private static final List<String> HOPS =
      List.of(
          "published",
          "trigger detected",
          "routed",
          "ticket opened",
          "agent",
          "closed",
          "released",
          "messages");

  /** One agent, whom as many conversations fill as the second place says. */
  private static final String TESTED =
      """
      account: %s
      handoff: { target: { team: desk } }
      channels: [{ id: web, type: web-chat, onSince: 2026-01-01T00:00:00Z }]
      teams: [{ id: desk, members: [ann] }]
      agents: [{ id: ann, capacity: %d }]
      rules:
        - { id: place, on: handoff, rules: [{ id: all, then: [{ action: add-conversation-tags, tags: [placed] }] }] }
        - { id: begin, on: ticket-created, rules: [{ id: all, then: [{ action: set-priority, to: high }] }] }
      """;

  @TempDir static Path folder;

  private LocalStack stack;
  private Watcher watcher;
  private Publisher publisher;
  private Publisher other;
  private Platform platform;
  private Platform rival;

  @BeforeAll
  void start() throws Exception {
    stack = SystemUnderTest.shared();
    watcher = new Watcher(stack.endpoints());
    publisher = new Publisher(stack.endpoints());
    other = new Publisher(stack.endpoints());
    platform = Platform.at(stack.endpoints(), publisher);
    rival = Platform.at(stack.endpoints(), other);
    platform.open();
    Path settings = folder.resolve("desk.yaml");
    Files.writeString(
        settings,
        Files.readString(Path.of("samples", "settings", "acme.yaml"))
            .replaceFirst("(?m)^account: acme$", "account: " + ACCOUNT));
    DemoSettings.apply(settings, Addresses.of(stack), line -> {});
  }

  @AfterAll
  void stop() {
    if (platform != null) {
      platform.close();
      rival.close();
      publisher.close();
      other.close();
      watcher.close();
    }
  }

  /** Two agents saw the same version and send different commands from different producers. */
  @Test
  void shouldLetExactlyOneOfTwoConflictingCommandsWinAndTellTheOther() throws Exception {
    Ticket ticket = aTicket("desk-conflict");
    for (int round = 0; round < ROUNDS; round++) {
      String one = "one-" + round;
      String two = "two-" + round;
      long version = ticket.getVersion();
      TicketStatus wanted =
          ticket.getStatus() == TicketStatus.OPEN
              ? TicketStatus.WAITING_ON_CUSTOMER
              : TicketStatus.OPEN;
      Thread olivia =
          Thread.ofPlatform()
              .start(
                  () ->
                      platform.publish(
                          command("desk-conflict", one, "olivia", version, new SetStatus(wanted))));
      rival.publish(
          command(
              "desk-conflict",
              two,
              "noah",
              version,
              new ChangeTags(TagScope.CONVERSATION, List.of("r" + round), List.of())));
      olivia.join();
      publisher.flush();
      other.flush();
      watcher.await(
          ACCOUNT,
          "desk-conflict",
          "both answered",
          timeline -> answers(timeline, one, two).size() == 2,
          PATIENCE);
      List<Map<String, Object>> answers = answers(story("desk-conflict"), one, two);
      assertThat(answers).extracting(a -> a.get("accepted")).containsExactlyInAnyOrder(true, false);
      assertThat(answers)
          .filteredOn(a -> Boolean.FALSE.equals(a.get("accepted")))
          .extracting(a -> a.get("code"))
          .containsExactly("stale-version");
      watcher.await(
          ACCOUNT,
          "desk-conflict",
          "one version more",
          timeline -> timeline.tickets().getFirst().getVersion() > version,
          PATIENCE);
      ticket = story("desk-conflict").tickets().getFirst();
      assertThat(ticket.getVersion()).isEqualTo(version + 1);
    }
  }

  /** Conversations of one customer lie in different partitions, and the customer in another. */
  @Test
  void shouldMergeAndTagAcrossConversationsOfOneCustomer() throws Exception {
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      tickets.add(aTicket("desk-merge-" + i));
    }
    platform.publish(
        command(
            "desk-merge-0",
            "tag",
            "olivia",
            null,
            new ChangeTags(TagScope.CUSTOMER, List.of("vip"), List.of())));
    for (int i = 1; i < 4; i++) {
      platform.publish(
          command(
              "desk-merge-0", "m" + i, "olivia", null, new Merge(tickets.get(i).getTicketId())));
    }
    publisher.flush();
    String winner = tickets.getFirst().getTicketId();
    for (int i = 1; i < 4; i++) {
      watcher.await(
          ACCOUNT,
          "desk-merge-" + i,
          "merged",
          timeline -> winner.equals(timeline.tickets().getFirst().getMergedInto()),
          PATIENCE);
    }
    watcher.await(
        ACCOUNT,
        "desk-merge-0",
        "answered",
        timeline -> answers(timeline, "m1", "m2", "m3").size() == 3,
        PATIENCE);
    assertThat(answers(story("desk-merge-0"), "m1", "m2", "m3"))
        .extracting(a -> a.get("accepted"))
        .containsOnly(true);
    assertThat(story("desk-merge-0").tickets().getFirst().getStatus()).isEqualTo(TicketStatus.NEW);
    assertThat(aTicket("desk-merge-4").getTicketId()).isNotEqualTo(winner);
    watcher.await(
        ACCOUNT,
        "desk-merge-4",
        "tagged",
        timeline -> timeline.tickets().getFirst().getCustomerTags().equals(List.of("vip")),
        PATIENCE);
    assertThat(SystemUnderTest.refused(watcher, START)).isEmpty();
  }

  /** autoclose-service keeps the time, ticket-service brings the ticket back. */
  @Test
  void shouldBringASnoozedTicketBackByItself() throws Exception {
    Ticket ticket = aTicket("desk-snooze");
    Instant until = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.MILLIS);
    platform.publish(command("desk-snooze", "sleep", "olivia", null, new Snooze(until)));
    publisher.flush();

    watcher.await(
        ACCOUNT,
        "desk-snooze",
        "back",
        timeline ->
            timeline.tickets().getFirst().getVersion() >= ticket.getVersion() + 2
                && timeline.tickets().getFirst().getStatus() == TicketStatus.OPEN,
        PATIENCE);

    assertThat(answers(story("desk-snooze"), "sleep"))
        .extracting(a -> a.get("accepted"))
        .containsExactly(true);
    Ticket back = story("desk-snooze").tickets().getFirst();
    assertThat(back.getUpdatedAt()).isEqualTo(until);
    assertThat(back.getSnoozedUntil()).isNull();
  }

  /**
   * A customer takes one of the agent's two places, so that the second test is assigned only if the
   * first has given the other place back.
   */
  @Test
  void shouldFollowATestHandoffThatIsGoneAfterwardsAndCountsNowhere() throws Exception {
    TestHandoffs tests = openToTests("desk-tested", 2);
    aTicket("desk-tested", "desk-real");
    watcher.awaitRest(QUIET, PATIENCE);
    Map<String, Double> counted = tests.counted();

    Called told = tests.call();
    Called again = tests.call("--json");

    assertThat(told.code()).as(told.err()).isZero();
    assertThat(told.out().lines().limit(8))
        .zipSatisfy(
            HOPS, (line, hop) -> assertThat(line).matches(" *\\d+\\.\\d{3} s  " + hop + "  .*"));
    assertThat(told.out())
        .contains("marked as a test")
        .endsWith("The handoff works: assigned to ann." + System.lineSeparator());
    assertThat(again.code()).as(again.err()).isZero();
    List<JsonNode> hops = again.objects().subList(0, HOPS.size());
    assertThat(hops).extracting(hop -> hop.get("hop").asString()).isEqualTo(HOPS);
    assertThat(hops).extracting(hop -> hop.get("afterMs").asLong()).isSorted();
    assertThat(again.result().get("ok").asBoolean()).isTrue();
    assertThat(again.result().get("outcome").asString()).isEqualTo("assigned to ann");
    String conversation = again.result().get("conversation").asString();
    Ticket ticket = story(conversation).tickets().getFirst();
    assertThat(ticket.getTicketId()).isEqualTo(again.result().get("ticket").asString());
    assertThat(ticket.getTest()).isTrue();
    assertThat(ticket.getStatus()).isEqualTo(TicketStatus.CLOSED);

    assertThat(tests.report(folder.resolve("customers.json")))
        .extracting(row -> row.get("conversationId").asString())
        .containsExactly("desk-real");
    assertThat(tests.report(folder.resolve("all.json"), "--include-tests"))
        .hasSize(3)
        .filteredOn(row -> row.get("test").asBoolean())
        .extracting(row -> row.get("conversationId").asString())
        .hasSize(2)
        .contains(conversation);
    watcher.awaitRest(QUIET, PATIENCE);
    assertThat(counted.keySet())
        .as("what the customer's handoff counts in")
        .extracting(series -> series.split("[{]", 2)[0])
        .contains(
            "handoff_requested_total",
            "handoff_routing_decisions_total",
            "handoff_agents_load",
            "handoff_rule_sets_total",
            "handoff_tickets");
    assertThat(tests.counted()).isEqualTo(counted);
  }

  @Test
  void shouldNameTheServiceThatIsDownAndEndTheTestWhenItIsBack() throws Exception {
    TestHandoffs tests = openToTests("desk-down", 1);
    ServiceProcess tickets = stack.service("ticket-service");
    Called failed;
    tickets.kill();
    try {
      failed = tests.call("--json", "--timeout=5");
    } finally {
      tickets.restart();
    }

    assertThat(failed.code()).as(failed.out()).isEqualTo(1);
    assertThat(failed.took()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(20));
    assertThat(failed.objects().stream().limit(3))
        .extracting(hop -> hop.get("hop").asString())
        .isEqualTo(HOPS.subList(0, 3));
    JsonNode result = failed.result();
    assertThat(result.get("ok").asBoolean()).isFalse();
    assertThat(result.get("hop").asString()).isEqualTo("ticket opened");
    assertThat(result.get("service").asString()).isEqualTo("ticket-service");
    assertThat(failed.err())
        .startsWith("handoff: ticket-service gave no answer for \"ticket opened\" within 5 s")
        .contains("ticket.events", "ticket.dead-letters", "deploy/runbooks/HandoffServiceDown.md");
    watcher.await(
        "desk-down",
        result.get("conversation").asString(),
        "a closed test ticket that takes nobody's place",
        timeline ->
            timeline.entries().stream().anyMatch(e -> e.text().contains("ann has room again"))
                && !timeline.tickets().isEmpty()
                && timeline.tickets().getFirst().getTest()
                && timeline.tickets().getFirst().getStatus() == TicketStatus.CLOSED,
        PATIENCE);
    Called next = tests.call();
    assertThat(next.out()).as(next.err()).contains("The handoff works: assigned to ann.");
    assertThat(SystemUnderTest.refused(watcher, START)).isEmpty();
  }

  private TestHandoffs openToTests(String account, int capacity) throws Exception {
    Path settings = folder.resolve(account + ".yaml");
    Files.writeString(settings, TESTED.formatted(account, capacity));
    DemoSettings.apply(settings, Addresses.of(stack), line -> {});
    platform.publish(
        AgentPresence.newBuilder()
            .setEventId("ann-comes-" + account)
            .setAccountId(account)
            .setAgentId("ann")
            .setOccurredAt(Instant.now())
            .setPayload(new PresenceChanged(PresenceStatus.AVAILABLE, null))
            .build());
    publisher.flush();
    return new TestHandoffs(stack, account);
  }

  private Ticket aTicket(String conversation) throws Exception {
    return aTicket(ACCOUNT, conversation);
  }

  private Ticket aTicket(String account, String conversation) throws Exception {
    platform.publish(
        event(account, conversation, "start")
            .setPayload(
                ConversationStarted.newBuilder()
                    .setCustomer(
                        Customer.newBuilder()
                            .setCustomerId("c-desk")
                            .setName("Dee")
                            .setLanguage("en")
                            .setEmail(null)
                            .build())
                    .setSubject(null)
                    .setStoreId(null)
                    .setTopic(null)
                    .build()));
    platform.post(
        event(account, conversation, "ask"),
        AuthorType.CUSTOMER,
        "c-desk",
        "I want to talk to a human please");
    publisher.flush();
    watcher.await(
        account, conversation, "a ticket", timeline -> !timeline.tickets().isEmpty(), PATIENCE);
    return story(conversation).tickets().getFirst();
  }

  private static ConversationEvent.Builder event(String account, String conversation, String what) {
    return ConversationEvent.newBuilder()
        .setEventId("desk-it-" + conversation + "-" + what)
        .setAccountId(account)
        .setChannelId("web")
        .setConversationId(conversation)
        .setOccurredAt(START)
        .setCause(null);
  }

  private static TicketCommand command(
      String conversation, String id, String agent, @Nullable Long basedOn, Object payload) {
    return TicketCommand.newBuilder()
        .setCommandId(conversation + "-" + id)
        .setAccountId(ACCOUNT)
        .setConversationId(conversation)
        .setTicketId(null)
        .setIssuedBy(new Actor(ActorType.AGENT, agent))
        .setIssuedAt(START.plusSeconds(1))
        .setBasedOnVersion(basedOn)
        .setPayload(payload)
        .build();
  }

  private static List<Map<String, Object>> answers(ConversationTimeline timeline, String... ids) {
    List<String> wanted = List.of(ids);
    return timeline.entries().stream()
        .filter(e -> e.kind() == Kind.ANSWER)
        .map(ConversationTimeline.Entry::fields)
        .filter(
            f ->
                wanted.stream()
                    .anyMatch(id -> String.valueOf(f.get("commandId")).endsWith("-" + id)))
        .toList();
  }

  private ConversationTimeline story(String conversation) {
    return watcher.look(
        all ->
            all.stream()
                .filter(s -> s.conversationId().equals(conversation))
                .findFirst()
                .orElseThrow());
  }
}
