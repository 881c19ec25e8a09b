package io.handoff.routing.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handoff.avro.Evidence;
import io.handoff.avro.HandoffContext;
import io.handoff.avro.HandoffReason;
import io.handoff.avro.MatchKind;
import io.handoff.kit.streams.store.JsonSerde;
import io.handoff.routing.decision.account.OpenHandoff;
import io.handoff.routing.decision.account.OpenHandoff.HandoffStatus;
import io.handoff.routing.decision.account.OpenHandoff.Offer;
import io.handoff.routing.decision.account.OpenHandoff.Pass;
import io.handoff.routing.decision.account.OpenHandoff.PassKind;
import io.handoff.routing.decision.account.OpenHandoff.Terms;
import io.handoff.routing.decision.account.OpenHandoff.Waiting;
import io.handoff.routing.decision.agent.AgentState;
import io.handoff.routing.decision.handoff.Priority;
import io.handoff.routing.decision.handoff.RoutingTarget;
import io.handoff.settings.model.HandoffConfig.Process;
import io.handoff.settings.model.HandoffConfig.TargetKind;
import io.handoff.settings.model.MessagesConfig.Occasion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** What is kept comes back as it was. */
class StateJsonTest {

  private static final Instant AT = Instant.parse("2026-03-02T09:00:00.123Z");

  private static <T> T there(Serde<T> serde, String json) {
    return serde.deserializer().deserialize("store", json.getBytes(StandardCharsets.UTF_8));
  }

  private static <T> T thereAndBack(Class<T> type, T value) {
    Serde<T> serde = JsonSerde.of(type);
    return serde.deserializer().deserialize("store", serde.serializer().serialize("store", value));
  }

  private static OpenHandoff anOpenHandoff() {
    return new OpenHandoff(
        HandoffContextMapper.plain(Platform.context("web", "h1", AT), "c/1"),
        Process.LIVE,
        new RoutingTarget(TargetKind.INBOX, "sales", "help", "mina"),
        Priority.HIGH,
        12,
        HandoffStatus.OFFERED,
        "mina",
        List.of(Occasion.TEAM_AVAILABLE),
        List.of(new Pass("jonas", PassKind.LET_PASS, AT)),
        new Terms(3, "ko", 60_000),
        new Offer("d1", AT, true),
        new Waiting(AT, 2, "mina", AT, 4, 90_000L),
        true,
        AT,
        2,
        true);
  }

  @Test
  void shouldKeepHandoffs() {
    assertThat(thereAndBack(OpenHandoff.class, anOpenHandoff())).isEqualTo(anOpenHandoff());
  }

  @Test
  void shouldKeepAgents() {
    AgentState agent =
        new AgentState(
            "mina",
            io.handoff.routing.decision.agent.Presence.BUSY,
            AT,
            List.of(Long.MIN_VALUE),
            7,
            AT,
            true,
            AT,
            AT,
            true,
            2,
            AT,
            AT);

    assertThat(thereAndBack(AgentState.class, agent)).isEqualTo(agent);
    assertThat(thereAndBack(AgentState.class, AgentState.unheardOf("mina")))
        .isEqualTo(AgentState.unheardOf("mina"));
  }

  @Test
  void shouldReadWhatAnOlderVersionKept() {
    assertThat(
            there(JsonSerde.of(AgentState.class), "{\"agentId\":\"mina\",\"presence\":\"AWAY\"}"))
        .extracting(AgentState::recentNews, AgentState::lastAssignment)
        .containsExactly(List.of(), 0L);
  }

  /**
   * What the runbook says of an older version: it loses what it does not know, or cannot read it.
   */
  @Test
  void shouldLoseWhatANewerVersionKeptWhereItIsWrittenAgain() {
    Serde<AgentState> agents = JsonSerde.of(AgentState.class);
    AgentState agent = there(agents, "{\"agentId\":\"mina\",\"skills\":[\"it\"]}");
    assertThat(new String(agents.serializer().serialize("store", agent), StandardCharsets.UTF_8))
        .doesNotContain("skills");

    Serde<OpenHandoff> handoffs = JsonSerde.of(OpenHandoff.class);
    String kept =
        new String(
            handoffs.serializer().serialize("store", anOpenHandoff()), StandardCharsets.UTF_8);
    assertThatThrownBy(() -> there(handoffs, kept.replace("\"OFFERED\"", "\"SOME_DAY\"")))
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void shouldReadWhatANewerVersionKept() {
    assertThat(
            there(
                JsonSerde.of(AgentState.class),
                "{\"agentId\":\"mina\",\"presence\":\"WRAP_UP\",\"skills\":[\"it\"]}"))
        .isEqualTo(AgentState.unheardOf("mina"));
    Serde<OpenHandoff> serde = JsonSerde.of(OpenHandoff.class);
    String kept =
        new String(serde.serializer().serialize("store", anOpenHandoff()), StandardCharsets.UTF_8);
    assertThat(there(serde, kept.replace("\"TEAM_AVAILABLE\"", "\"SOME_DAY\"")).told()).isEmpty();
  }

  @Test
  void shouldPassHandoffsOnAsTheyCame() {
    HandoffContext context = Platform.context("web", "h1", AT);
    assertThat(HandoffContextMapper.avro(HandoffContextMapper.plain(context, "c1")))
        .isEqualTo(context);

    HandoffContext bare =
        HandoffContext.newBuilder()
            .setHandoffId("h1")
            .setChannelId("web")
            .setReason(HandoffReason.UNKNOWN)
            .setEvidence(
                Evidence.newBuilder()
                    .setEventId("e1")
                    .setTriggerId("no-ai-agent")
                    .setHow(MatchKind.UNKNOWN)
                    .build())
            .setRequestedAt(AT)
            .setLanguage("en")
            .setSettingsVersion(1)
            .setTest(true)
            .build();
    assertThat(HandoffContextMapper.avro(HandoffContextMapper.plain(bare, "c1"))).isEqualTo(bare);
  }
}
