package io.handoff.routing.topology;

import static io.handoff.routing.Accounts.anAccount;
import static io.handoff.routing.Accounts.asynchronous;
import static io.handoff.routing.Accounts.live;
import static io.handoff.routing.Accounts.withoutPeople;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.AgentPresence;
import io.handoff.avro.AssignConversation;
import io.handoff.avro.CandidateVerdict;
import io.handoff.avro.Cause;
import io.handoff.avro.CloseConversation;
import io.handoff.avro.CloseReason;
import io.handoff.avro.ConversationAction;
import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.ConversationQueued;
import io.handoff.avro.ConversationUnassigned;
import io.handoff.avro.Customer;
import io.handoff.avro.DeadLetter;
import io.handoff.avro.Decision;
import io.handoff.avro.DecisionOutcome;
import io.handoff.avro.HandoffDeclined;
import io.handoff.avro.HandoffProcess;
import io.handoff.avro.HandoffRequest;
import io.handoff.avro.PauseAiAgent;
import io.handoff.avro.PresenceStatus;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.RoutingEnded;
import io.handoff.avro.RoutingRequestRefused;
import io.handoff.avro.SendMessage;
import io.handoff.avro.TargetKind;
import io.handoff.avro.UnassignConversation;
import io.handoff.avro.UnassignedOutcome;
import io.handoff.kit.test.TopologyHarness;
import io.handoff.routing.Accounts;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service on the test driver, real stores and serde. */
class RoutingTopologyTest {

  private final Platform platform = new Platform();
  private final TopologyHarness harness = platform.harness();

  @AfterEach
  void close() {
    harness.close();
  }

  private static Accounts shop() {
    return anAccount()
        .withAgent("mina", 1)
        .withAgent("jonas", 2)
        .withTeam("help", "mina", "jonas")
        .withTeam("money", "jonas")
        .withChannel(live("web").forTeam("help"))
        .withChannel(live("night").forTeam("money").closedWhenNobodyIsThere())
        .withChannel(asynchronous("mail").inInbox())
        .withChannel(withoutPeople("faq"));
  }

  private RoutingDecision onlyDecision() {
    List<RoutingDecision> decisions = harness.take(Topics.ROUTING_DECISIONS);
    assertThat(decisions).hasSize(1);
    return decisions.getFirst();
  }

  @Test
  void shouldAssignALiveHandoffEndToEnd() {
    harness.settings(shop().config(), 7);
    platform.presence("mina", PresenceStatus.AVAILABLE);

    var request = platform.asks("c1", "web");

    RoutingDecision decision = onlyDecision();
    assertThat(decision.getHandoff()).isEqualTo(Platform.context(request));
    assertThat(decision.getConversationId()).isEqualTo("c1");
    assertThat(decision.getCause()).isEqualTo(new Cause(request.getEventId(), 3));
    assertThat(decision.getOccurredAt()).isEqualTo(request.getOccurredAt());
    assertThat(decision.getSettingsVersion()).isEqualTo(7);
    assertThat(decision.getProcess()).isEqualTo(HandoffProcess.LIVE);
    assertThat(decision.getTarget().getKind()).isEqualTo(TargetKind.HELP_DESK);
    assertThat(decision.getTarget().getTeamId()).isEqualTo("help");
    assertThat(decision.getCandidates().getFirst().getVerdict()).isEqualTo(CandidateVerdict.CHOSEN);
    assertThat(decision.getCandidateCount()).isEqualTo(2);
    assertThat(decision.getPayload()).isEqualTo(new ConversationAssigned("mina", null, null));

    List<ConversationAction> actions = harness.take(Topics.CONVERSATION_ACTIONS);
    assertThat(actions)
        .extracting(action -> (Object) action.getPayload().getClass())
        .containsExactly(PauseAiAgent.class, AssignConversation.class, SendMessage.class);
    assertThat(actions).extracting(ConversationAction::getActionId).doesNotHaveDuplicates();
    assertThat(actions).allSatisfy(action -> assertThat(action.getChannelId()).isEqualTo("web"));
    SendMessage message = (SendMessage) actions.getLast().getPayload();
    assertThat(message.getContent().getText()).isEqualTo("team-available: Kim, help team");
    assertThat(message.getPurpose()).isEqualTo("team-available");

    assertThat(harness.take(Topics.NOTIFICATIONS)).as("ticket-service tells agents").isEmpty();
    assertThat(harness.count("handoff.records", "topic", "handoff.requests", "outcome", "assigned"))
        .isEqualTo(1);
  }

  @Test
  void shouldQueueAndAssignWhenTheHandoffBeforeEnds() {
    harness.settings(shop().config(), 1);
    platform.presence("mina", PresenceStatus.AVAILABLE);
    platform.asks("c1", "web");
    platform.asks("c2", "web");
    harness.take(Topics.ROUTING_DECISIONS);

    var ended = platform.ends("c1");

    List<RoutingDecision> decisions = harness.take(Topics.ROUTING_DECISIONS);
    assertThat(decisions)
        .extracting(RoutingDecision::getPayload)
        .containsExactly(new RoutingEnded("mina"), new ConversationAssigned("mina", null, null));
    assertThat(decisions)
        .extracting(RoutingDecision::getConversationId)
        .containsExactly("c1", "c2");
    assertThat(decisions)
        .allSatisfy(
            decision -> assertThat(decision.getCause().getEventId()).isEqualTo(ended.getEventId()));
  }

  @Test
  void shouldPublishPositionsWhenAllAreFull() {
    harness.settings(shop().config(), 1);
    platform.presence("mina", PresenceStatus.AVAILABLE);
    platform.asks("c1", "web");
    harness.take(Topics.ROUTING_DECISIONS);
    platform.asks("c2", "web");
    platform.asks("c3", "web");

    assertThat(harness.take(Topics.ROUTING_DECISIONS))
        .extracting(RoutingDecision::getPayload)
        .containsExactly(
            new ConversationQueued(1, null, null), new ConversationQueued(2, null, null));
  }

  @Test
  void shouldCloseWhenNobodyIsThereAndTheAccountChoseSo() {
    harness.settings(shop().config(), 1);

    var request = platform.asks("c1", "night");

    assertThat(onlyDecision().getPayload())
        .isEqualTo(new ConversationUnassigned(UnassignedOutcome.CLOSED, null));
    CloseConversation close =
        (CloseConversation) harness.take(Topics.CONVERSATION_ACTIONS).getLast().getPayload();
    assertThat(close.getLastSequence()).isEqualTo(4);
    assertThat(close.getReason()).isEqualTo(CloseReason.UNASSIGNED);
    assertThat(close.getDueAt()).isEqualTo(request.getOccurredAt());
    assertThat(close.getBillable()).isTrue();
  }

  @Test
  void shouldKeepOpenUntilSomebodyComes() {
    harness.settings(shop().config(), 1);
    platform.asks("c1", "web");
    assertThat(onlyDecision().getPayload())
        .isEqualTo(new ConversationUnassigned(UnassignedOutcome.KEPT_OPEN, null));

    platform.heartbeat("jonas", PresenceStatus.AVAILABLE);

    assertThat(onlyDecision().getPayload())
        .isEqualTo(new ConversationAssigned("jonas", null, null));
  }

  @Test
  void shouldHandOverAsynchronouslyToTheInbox() {
    harness.settings(shop().config(), 1);
    platform.asks("c1", "mail");

    RoutingDecision decision = onlyDecision();
    assertThat(decision.getPayload()).isEqualTo(new ConversationAssigned("mina", null, null));
    assertThat(decision.getTarget().getKind()).isEqualTo(TargetKind.INBOX);
    assertThat(decision.getProcess()).isEqualTo(HandoffProcess.ASYNCHRONOUS);
  }

  @Test
  void shouldDeclineWithTheFixedReply() {
    harness.settings(shop().config(), 1);
    platform.asks("c1", "faq");

    assertThat(onlyDecision().getPayload()).isEqualTo(new HandoffDeclined(true));
    assertThat(harness.take(Topics.CONVERSATION_ACTIONS))
        .singleElement()
        .satisfies(
            action ->
                assertThat(((SendMessage) action.getPayload()).getPurpose())
                    .isEqualTo("no-handoff"));
  }

  @Test
  void shouldAnswerACommandThatAssigns() {
    harness.settings(shop().config(), 1);
    platform.presence("jonas", PresenceStatus.AVAILABLE);
    platform.asks("c1", "web");
    harness.take(Topics.ROUTING_DECISIONS);
    harness.take(Topics.CONVERSATION_ACTIONS);

    platform.assigns("c1", "mina", "cmd1");
    assertThat(onlyDecision().getPayload())
        .isEqualTo(new ConversationAssigned("mina", "jonas", "cmd1"));
    assertThat(harness.take(Topics.CONVERSATION_ACTIONS))
        .extracting(action -> (Object) action.getPayload().getClass())
        .containsExactly(UnassignConversation.class, AssignConversation.class);

    platform.assigns("c1", "stranger", "cmd2");
    assertThat(refusal()).isEqualTo(List.of("cmd2", "unknown-agent"));
    platform.assigns("c9", "mina", "cmd3");
    assertThat(refusal()).isEqualTo(List.of("cmd3", "unknown-handoff"));
  }

  private List<String> refusal() {
    RoutingRequestRefused refused = (RoutingRequestRefused) onlyDecision().getPayload();
    return List.of(refused.getCommandId(), refused.getCode());
  }

  @Test
  void shouldRefuseWhatTheSettingsDoNotKnow() {
    platform.asks("c1", "web");
    harness.settings(shop().config(), 3);
    platform.asks("c1", "pager");
    platform.presence("stranger", PresenceStatus.AVAILABLE);

    List<Decision> log = harness.take(Topics.DECISIONS);
    assertThat(log)
        .extracting(Decision::getCode)
        .containsExactly("unknown-account", "unknown-channel", "unknown-agent");
    assertThat(log).extracting(Decision::getOutcome).containsOnly(DecisionOutcome.REFUSED);
    assertThat(log).extracting(Decision::getSettingsVersion).containsExactly(0L, 3L, 3L);
    assertThat(log).extracting(Decision::getConversationId).containsExactly("c1", "c1", null);
    assertThat(harness.take(Topics.ROUTING_DECISIONS))
        .as("handoffs that are refused are open nowhere")
        .extracting(RoutingDecision::getPayload)
        .containsExactly(new HandoffDeclined(false), new HandoffDeclined(false));
    assertThat(
            harness.count("handoff.records", "topic", "agent.presence", "outcome", "unknown-agent"))
        .isEqualTo(1);
  }

  @Test
  void shouldLogNewsThatComesTooLate() {
    harness.settings(shop().config(), 1);
    var late = platform.presenceAt("mina", PresenceStatus.AVAILABLE, harness.now());
    harness.advance(java.time.Duration.ofSeconds(5));
    platform.presence("mina", PresenceStatus.OFFLINE);
    harness.pipe(Topics.AGENT_PRESENCE, late);

    assertThat(harness.take(Topics.DECISIONS))
        .singleElement()
        .satisfies(
            decision -> {
              assertThat(decision.getCode()).isEqualTo("stale-presence");
              assertThat(decision.getOutcome()).isEqualTo(DecisionOutcome.SUPPRESSED);
            });
  }

  @Test
  void shouldPublishNothingWhenRecordsAreRepeated() {
    harness.settings(shop().config(), 1);
    var here = platform.presence("mina", PresenceStatus.AVAILABLE);
    var asked = platform.asks("c1", "web");
    var assigned = platform.assigns("c1", "jonas", "cmd");
    var ended = platform.ends("c1");
    takeAll();

    harness.pipe(Topics.AGENT_PRESENCE, here);
    harness.pipe(Topics.HANDOFF_REQUESTS, asked);
    harness.pipe(Topics.ROUTING_REQUESTS, assigned);
    harness.pipe(Topics.ROUTING_REQUESTS, ended);

    assertThat(takeAll()).isZero();
  }

  private int takeAll() {
    return harness.take(Topics.ROUTING_DECISIONS).size()
        + harness.take(Topics.CONVERSATION_ACTIONS).size()
        + harness.take(Topics.NOTIFICATIONS).size()
        + harness.take(Topics.DECISIONS).size();
  }

  @Test
  void shouldKeepAccountsApart() {
    harness.settings(shop().config(), 1);
    harness.settings(
        anAccount("shop.two").withAgent("mina", 1).withChannel(live("web")).config(), 1);
    platform.presence("mina", PresenceStatus.AVAILABLE);

    platform.of("shop.two").asks("c1", "web");

    assertThat(onlyDecision().getPayload())
        .isEqualTo(new ConversationUnassigned(UnassignedOutcome.KEPT_OPEN, null));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void shouldGoOnAfterRandomBytes(Topic<?> input) {
    harness.settings(shop().config(), 1);
    byte[] bytes = {1, 2, 3, 4, 5, 6, 7};

    harness.pipeRaw(input, "shop".getBytes(StandardCharsets.UTF_8), bytes);
    platform.asks("c1", "mail");

    assertThat(harness.take(Topics.ROUTING_DEAD_LETTERS))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.getTopic()).isEqualTo(input.name());
              assertThat(letter.getValue().array()).isEqualTo(bytes);
            });
    assertThat(onlyDecision().getPayload()).isInstanceOf(ConversationAssigned.class);
  }

  static List<Topic<?>> inputs() {
    return List.of(Topics.HANDOFF_REQUESTS, Topics.AGENT_PRESENCE, Topics.ROUTING_REQUESTS);
  }

  @Test
  void shouldMakeADeadLetterOfARecordThatCannotBeDecidedOn() {
    harness.settings(shop().config(), 1);

    platform.asks("", "mail");
    platform.asks("c1", "mail");

    DeadLetter letter = harness.take(Topics.ROUTING_DEAD_LETTERS).getFirst();
    assertThat(letter.getCode()).isEqualTo("processing-failed");
    assertThat(letter.getMessage()).contains("names no conversation");
    assertThat(onlyDecision().getPayload()).isInstanceOf(ConversationAssigned.class);
  }

  @Test
  void shouldRefuseARecordThatIsTooLarge() {
    harness.pipeRaw(
        Topics.HANDOFF_REQUESTS, "shop".getBytes(StandardCharsets.UTF_8), new byte[3_000_001]);

    assertThat(harness.take(Topics.ROUTING_DEAD_LETTERS))
        .extracting(DeadLetter::getCode)
        .containsExactly("too-large");
  }

  @Test
  void shouldTakeAHandoffThatSeveralLargeRecordsBecamePartOf() {
    harness.settings(shop().config(), 1);

    HandoffRequest request = platform.asks("c1", "mail", customer(1_000_000, "x"), Map.of());

    assertThat(onlyDecision().getHandoff()).isEqualTo(Platform.context(request));
  }

  @Test
  void shouldTellDecisionsApartThatPresenceOfTwoAgentsWithOneIdLedTo() {
    harness.settings(shop().config(), 1);
    platform.asks("c1", "web");
    harness.take(Topics.ROUTING_DECISIONS);
    List<RoutingDecision> decisions = new ArrayList<>();
    for (String agent : List.of("mina", "jonas")) {
      harness.pipe(
          Topics.AGENT_PRESENCE,
          AgentPresence.newBuilder(
                  platform.presenceAt(agent, PresenceStatus.AVAILABLE, harness.now()))
              .setEventId("1")
              .build());
      decisions.add(onlyDecision());
      platform.releases("c1", agent);
      harness.take(Topics.ROUTING_DECISIONS);
      harness.pipe(
          Topics.AGENT_PRESENCE, platform.presenceAt(agent, PresenceStatus.OFFLINE, harness.now()));
      harness.take(Topics.ROUTING_DECISIONS);
    }

    assertThat(decisions).extracting(RoutingDecision::getDecisionId).doesNotHaveDuplicates();
    assertThat(decisions)
        .allSatisfy(decision -> assertThat(decision.getCause()).isEqualTo(new Cause("1", 1)));
  }

  @Test
  void shouldDeclineAHandoffThatCannotBeDecidedOn() {
    harness.settings(shop().config(), 1);

    HandoffRequest request = platform.asks("c1", "mail", customer(600_000, "\u0001"), Map.of());

    assertThat(harness.take(Topics.ROUTING_DEAD_LETTERS))
        .extracting(DeadLetter::getCode)
        .containsExactly("too-large");
    RoutingDecision declined = onlyDecision();
    assertThat(declined.getPayload()).isEqualTo(new HandoffDeclined(false));
    assertThat(declined.getConversationId()).isEqualTo("c1");
    assertThat(declined.getHandoff()).isEqualTo(Platform.context(request));
    assertThat(declined.getCause()).isEqualTo(new Cause(request.getEventId(), 3));
    assertThat(harness.largestRecord()).isLessThan(4_000_000);
  }

  private static Customer customer(int size, String character) {
    return Customer.newBuilder()
        .setCustomerId("kim")
        .setAttributes(Map.of("photo", character.repeat(size)))
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"handoffs", "agents", "accounts", "lines"})
  void shouldGoOnWhereAnEntryCannotBeRead(String store) {
    harness.settings(shop().config(), 1);
    harness.corrupt(
        store,
        store.equals("accounts") ? "shop" : "shop/x",
        "{\"standing\":\"NEXT\",\"agentId\":[");
    harness.advance(Duration.ofSeconds(5));

    platform.presence("mina", PresenceStatus.AVAILABLE);
    platform.asks("c1", "web");
    harness.advance(Duration.ofSeconds(5));

    assertThat(onlyDecision().getPayload()).isInstanceOf(ConversationAssigned.class);
    assertThat(harness.take(Topics.ROUTING_DEAD_LETTERS)).isEmpty();
    assertThat(harness.count("handoff.state.unreadable", "store", store)).isPositive();
  }
}
