package io.handoff.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.handoff.avro.AgentPresence;
import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.ConversationOffered;
import io.handoff.avro.Evidence;
import io.handoff.avro.HandoffContext;
import io.handoff.avro.HandoffEnd;
import io.handoff.avro.HandoffEnded;
import io.handoff.avro.HandoffReason;
import io.handoff.avro.HandoffRequest;
import io.handoff.avro.HandoffRequested;
import io.handoff.avro.MatchKind;
import io.handoff.avro.OfferAccepted;
import io.handoff.avro.OfferDeclined;
import io.handoff.avro.PresenceChanged;
import io.handoff.avro.PresenceStatus;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.RoutingRequest;
import io.handoff.deploy.contracts.Contracts;
import io.handoff.deploy.demo.Addresses;
import io.handoff.deploy.demo.DemoSettings;
import io.handoff.deploy.local.LocalStack;
import io.handoff.deploy.local.RunFolder;
import io.handoff.deploy.local.StackPlan;
import io.handoff.deploy.local.server.HandoffHome;
import io.handoff.deploy.local.server.ServiceSpec;
import io.handoff.deploy.play.Publisher;
import io.handoff.schemas.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances of routing-service share the accounts; one is killed while handoffs arrive, and
 * comes back. What is published must hold the guarantees throughout.
 */
class RoutingFaultIT {

  private static final int ACCOUNTS = 12;
  private static final int ROUNDS = 6;
  private static final int HANDOFFS_A_ROUND = 5;
  private static final int CAPACITY = 2;
  private static final List<String> AGENTS = List.of("ann", "bob", "cho");

  @TempDir private Path folder;

  private static String account(int n) {
    return "routed-" + n;
  }

  @Test
  void shouldKeepItsGuaranteesWhenOneOfTwoInstancesIsKilled() throws Exception {
    HandoffHome home = HandoffHome.locate();
    Path run = home.run("routing-fault-it");
    RunFolder.clear(run);
    ServiceSpec first = ServiceSpec.of("routing-service");
    StackPlan plan =
        StackPlan.onFreePorts(run)
            .withServices(List.of(first, first.withInstanceId("routing-service-2")));
    try (LocalStack stack = LocalStack.start(home, plan, Contracts.forOneMachine(), step -> {});
        Publisher publisher = new Publisher(stack.endpoints());
        RoutingLog log = new RoutingLog(stack.endpoints(), answer -> react(publisher, answer))) {
      open(stack, publisher);
      for (int round = 0; round < ROUNDS; round++) {
        ask(publisher, round);
        int expected = (round + 1) * ACCOUNTS * HANDOFFS_A_ROUND;
        if (round == 2) {
          stack.service("routing-service").kill();
          continue; // arrives while nobody looks after half of the accounts
        }
        if (round == 3) {
          stack.service("routing-service").restart();
        }
        await().atMost(Duration.ofMinutes(2)).until(() -> log.conversations().size() >= expected);
      }
      endAll(publisher, log);
      check(log);
    }
  }

  private void open(LocalStack stack, Publisher publisher) throws Exception {
    for (int n = 0; n < ACCOUNTS; n++) {
      Path settings = folder.resolve(account(n) + ".yaml");
      Files.writeString(
          settings,
          """
          account: %s
          handoff: { target: { team: desk } }
          routing:
            strategy: rotation
            acceptance: { within: 5s, awayAfterMissed: off, nextRoundAfter: 5s }
          channels: [{ id: web, type: web-chat, onSince: 2026-01-01 }]
          teams: [{ id: desk, members: [ann, bob, cho] }]
          agents: [{ id: ann, capacity: 2 }, { id: bob, capacity: 2 }, { id: cho, capacity: 2 }]
          """
              .formatted(account(n)));
      DemoSettings.apply(settings, Addresses.of(stack), line -> {});
      for (String agent : AGENTS) {
        publisher.publish(
            Topics.AGENT_PRESENCE,
            AgentPresence.newBuilder()
                .setEventId("comes-" + account(n) + agent)
                .setAccountId(account(n))
                .setAgentId(agent)
                .setOccurredAt(Instant.now())
                .setPayload(new PresenceChanged(PresenceStatus.AVAILABLE, null))
                .build());
      }
    }
    publisher.flush();
  }

  private static void ask(Publisher publisher, int round) {
    for (int n = 0; n < ACCOUNTS; n++) {
      for (int i = 0; i < HANDOFFS_A_ROUND; i++) {
        String conversation = "c" + round + "-" + i;
        Instant now = Instant.now();
        publisher.publish(
            Topics.HANDOFF_REQUESTS,
            HandoffRequest.newBuilder()
                .setEventId("ask-" + conversation)
                .setAccountId(account(n))
                .setConversationId(conversation)
                .setOccurredAt(now)
                .setSettingsVersion(1)
                .setPayload(
                    HandoffRequested.newBuilder().setHandoff(context(conversation, now)).build())
                .build());
      }
    }
    publisher.flush();
  }

  private static HandoffContext context(String conversation, Instant at) {
    return HandoffContext.newBuilder()
        .setHandoffId("h-" + conversation)
        .setChannelId("web")
        .setReason(HandoffReason.PERSON_REQUESTED)
        .setEvidence(
            Evidence.newBuilder()
                .setEventId("m-" + conversation)
                .setTriggerId("person-requested")
                .setHow(MatchKind.EVENT)
                .build())
        .setRequestedAt(at)
        .setLanguage("en")
        .setSettingsVersion(1)
        .build();
  }

  /** Agents accept most offers, decline some, let some pass, and end every other conversation. */
  private static void react(Publisher publisher, RoutingDecision decision) {
    int chance = Math.floorMod(decision.getDecisionId().hashCode(), 10);
    switch (decision.getPayload()) {
      case ConversationOffered offer when chance < 7 ->
          send(
              publisher,
              decision,
              "accept",
              new OfferAccepted(offer.getAgentId(), decision.getDecisionId()));
      case ConversationOffered offer when chance < 9 ->
          send(
              publisher,
              decision,
              "decline",
              new OfferDeclined(offer.getAgentId(), decision.getDecisionId(), null));
      case ConversationAssigned assigned when chance < 5 ->
          send(publisher, decision, "end", new HandoffEnded(HandoffEnd.TICKET_RESOLVED));
      default -> {}
    }
  }

  private static void send(
      Publisher publisher, RoutingDecision decision, String what, Object payload) {
    publisher.publish(
        Topics.ROUTING_REQUESTS,
        RoutingRequest.newBuilder()
            .setEventId(what + "-" + decision.getDecisionId())
            .setAccountId(decision.getAccountId())
            .setConversationId(decision.getConversationId())
            .setHandoffId(decision.getHandoff().getHandoffId())
            .setOccurredAt(Instant.now())
            .setPayload(payload)
            .build());
  }

  private static void endAll(Publisher publisher, RoutingLog log) {
    Set<String> asked = new HashSet<>();
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              for (RoutingDecision last : log.open()) {
                if (asked.add(last.getAccountId() + "/" + last.getConversationId())) {
                  send(publisher, last, "close", new HandoffEnded(HandoffEnd.CONVERSATION_CLOSED));
                }
              }
              publisher.flush();
              return log.open().isEmpty();
            });
  }

  private static void check(RoutingLog log) {
    List<String> problems = new ArrayList<>(log.problems(CAPACITY));
    assertThat(problems).isEmpty();
    assertThat(log.conversations()).hasSize(ACCOUNTS * ROUNDS * HANDOFFS_A_ROUND);
    assertThat(log.kinds())
        .containsKeys(
            "ConversationOffered", "ConversationAssigned", "ConversationQueued", "RoutingEnded");
    System.out.println("routing with one of two instances killed: " + log.kinds());
  }
}
