package io.handoff.routing.topology;

import io.handoff.avro.AgentPresence;
import io.handoff.avro.AssignRequested;
import io.handoff.avro.Cause;
import io.handoff.avro.Customer;
import io.handoff.avro.Evidence;
import io.handoff.avro.HandoffContext;
import io.handoff.avro.HandoffEnd;
import io.handoff.avro.HandoffEnded;
import io.handoff.avro.HandoffReason;
import io.handoff.avro.HandoffRequest;
import io.handoff.avro.HandoffRequested;
import io.handoff.avro.MatchKind;
import io.handoff.avro.PresenceChanged;
import io.handoff.avro.PresenceHeartbeat;
import io.handoff.avro.PresenceStatus;
import io.handoff.avro.ReleaseRequested;
import io.handoff.avro.RoutingRequest;
import io.handoff.kit.test.TopologyHarness;
import io.handoff.schemas.Topics;
import io.handoff.settings.model.AccountConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** All that writes to routing-service, for tests; each call publishes a record a second later. */
final class Platform {

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private final TopologyHarness harness;
  private final String accountId;
  private int events;

  Platform() {
    this(
        new TopologyHarness(
            "routing-service", Topics.ROUTING_DEAD_LETTERS, RoutingTopology::build, START),
        "shop");
  }

  private Platform(TopologyHarness harness, String accountId) {
    this.harness = harness;
    this.accountId = accountId;
  }

  TopologyHarness harness() {
    return harness;
  }

  /** The same platform, of another account. */
  Platform of(String account) {
    return new Platform(harness, account);
  }

  /** The platform goes on with another task of the service, at the same time of day. */
  Platform restarted(AccountConfig settings) {
    TopologyHarness fresh =
        new TopologyHarness(
            "routing-service", Topics.ROUTING_DEAD_LETTERS, RoutingTopology::build, harness.now());
    fresh.settings(settings, 1);
    Platform platform = new Platform(fresh, accountId);
    platform.events = events;
    return platform;
  }

  private String next() {
    harness.jump(Duration.ofSeconds(1));
    return "e" + ++events;
  }

  HandoffRequest asks(String conversation, String channel) {
    return asks(conversation, channel, "h-" + conversation);
  }

  HandoffRequest asks(String conversation, String channel, String handoffId) {
    next();
    return asks(conversation, context(channel, handoffId, harness.now()));
  }

  /** A handoff of a customer whom the platform knows, in a conversation with fields. */
  HandoffRequest asks(
      String conversation, String channel, Customer customer, Map<String, String> fields) {
    String id = next();
    HandoffContext context =
        HandoffContext.newBuilder(context(channel, "h-" + conversation, harness.now()))
            .setCustomer(customer)
            .build();
    HandoffRequest request =
        HandoffRequest.newBuilder(request(id, conversation, context))
            .setPayload(HandoffRequested.newBuilder().setHandoff(context).setFields(fields).build())
            .build();
    harness.pipe(Topics.HANDOFF_REQUESTS, request);
    return request;
  }

  /** A handoff whose message was published long after it was written. */
  HandoffRequest imports(String conversation, String channel) {
    next();
    return asks(
        conversation,
        HandoffContext.newBuilder(context(channel, "h-" + conversation, harness.now()))
            .setPublishedAt(null)
            .build());
  }

  private HandoffRequest asks(String conversation, HandoffContext context) {
    HandoffRequest request = request("e" + events, conversation, context);
    harness.pipe(Topics.HANDOFF_REQUESTS, request);
    return request;
  }

  private HandoffRequest request(String id, String conversation, HandoffContext context) {
    return HandoffRequest.newBuilder()
        .setEventId(id)
        .setAccountId(accountId)
        .setConversationId(conversation)
        .setOccurredAt(harness.now())
        .setCause(new Cause("message", 2))
        .setSettingsVersion(1)
        .setPayload(HandoffRequested.newBuilder().setHandoff(context).build())
        .build();
  }

  static HandoffContext context(HandoffRequest request) {
    return ((HandoffRequested) request.getPayload()).getHandoff();
  }

  static HandoffContext context(String channel, String handoffId, Instant at) {
    return HandoffContext.newBuilder()
        .setHandoffId(handoffId)
        .setChannelId(channel)
        .setCustomer(
            Customer.newBuilder()
                .setCustomerId("kim")
                .setName("Kim")
                .setLanguage("ko")
                .setAttributes(Map.of("plan", "gold"))
                .build())
        .setReason(HandoffReason.CUSTOM_TRIGGER)
        .setEvidence(
            Evidence.newBuilder()
                .setEventId("message")
                .setMessageSequence(4L)
                .setTriggerId("refund-ko")
                .setTriggerPhrase("환불")
                .setMatchedText("환불")
                .setStart(3)
                .setEnd(5)
                .setHow(MatchKind.EXACT)
                .build())
        .setRequestedAt(at)
        .setPublishedAt(at)
        .setLanguage("ko")
        .setLastMessage("이거 환불해 주세요")
        .setMessageCount(4)
        .setSettingsVersion(1)
        .build();
  }

  AgentPresence presence(String agent, PresenceStatus status) {
    String id = next();
    AgentPresence presence =
        AgentPresence.newBuilder()
            .setEventId(id)
            .setAccountId(accountId)
            .setAgentId(agent)
            .setOccurredAt(harness.now())
            .setPayload(new PresenceChanged(status, null))
            .build();
    harness.pipe(Topics.AGENT_PRESENCE, presence);
    return presence;
  }

  void heartbeat(String agent, PresenceStatus status) {
    harness.pipe(
        Topics.AGENT_PRESENCE,
        AgentPresence.newBuilder(presenceAt(agent, status, harness.now()))
            .setPayload(new PresenceHeartbeat(status))
            .build());
  }

  /** News that was not published yet. */
  AgentPresence presenceAt(String agent, PresenceStatus status, Instant at) {
    return AgentPresence.newBuilder()
        .setEventId(next())
        .setAccountId(accountId)
        .setAgentId(agent)
        .setOccurredAt(at)
        .setPayload(new PresenceChanged(status, null))
        .build();
  }

  RoutingRequest ends(String conversation) {
    return request(conversation, new HandoffEnded(HandoffEnd.CONVERSATION_CLOSED));
  }

  RoutingRequest assigns(String conversation, String agent, String command) {
    return request(conversation, new AssignRequested(agent, command, null, null, null));
  }

  RoutingRequest releases(String conversation, String agent) {
    return request(conversation, new ReleaseRequested(agent, "cmd-release"));
  }

  RoutingRequest request(String conversation, Object payload) {
    RoutingRequest request =
        RoutingRequest.newBuilder()
            .setEventId(next())
            .setAccountId(accountId)
            .setConversationId(conversation)
            .setHandoffId("h-" + conversation)
            .setOccurredAt(harness.now())
            .setPayload(payload)
            .build();
    harness.pipe(Topics.ROUTING_REQUESTS, request);
    return request;
  }
}
