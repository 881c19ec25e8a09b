package io.handoff.deploy.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.AgentPresence;
import io.handoff.avro.AuthorType;
import io.handoff.avro.Cause;
import io.handoff.avro.ClosedBy;
import io.handoff.avro.ConversationClosed;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.MessagePosted;
import io.handoff.avro.PresenceChanged;
import io.handoff.avro.PresenceStatus;
import io.handoff.deploy.settings.ConnectionOptions;
import io.handoff.deploy.settings.MemoryTopics;
import io.handoff.deploy.settings.SettingsPublisher;
import io.handoff.schemas.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Replays records that were made up. */
class PreviewHistoryTest {

  private static final String SETTINGS =
      """
      account: acme
      timeZone: UTC
      triggers:
        custom:
          - { id: refund, phrase: refund, language: en }
          - { id: cancel, phrase: cancel, language: en }
      handoff: { target: { kind: help-desk, team: desk } }
      autoClose: { agentSilentFor: 2h }
      channels: [{ id: web, type: web-chat, on: true, onSince: 2026-01-01T00:00:00Z, language: en }]
      teams: [{ id: desk, members: [anna] }]
      agents: [{ id: anna, capacity: 1 }]
      """;

  @TempDir private Path folder;
  private final MemoryTopics topics = new MemoryTopics();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private int events;

  @BeforeEach
  void settings() throws InterruptedException {
    new SettingsPublisher(topics, Duration.ofSeconds(5), () -> Instant.EPOCH)
        .apply("acme.yaml", SETTINGS, "test", "");
  }

  private int run(String settings, String... arguments) throws IOException {
    Path file = Files.writeString(folder.resolve("new.yaml"), settings);
    List<String> all = new ArrayList<>(List.of("--settings", file.toString()));
    all.addAll(List.of("--bootstrap-servers", "b:1", "--registry", "http://r:1"));
    all.addAll(List.of(arguments));
    return PreviewCommand.create(new ConnectionOptions(connection -> topics))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }

  private List<JsonNode> february(String settings, String... more) throws IOException {
    List<String> all = new ArrayList<>(List.of("--history", "2026-02-01..2026-02-28", "--json"));
    all.addAll(List.of(more));
    assertThat(run(settings, all.toArray(String[]::new))).as(err.toString()).isZero();
    return out.toString().lines().map(JsonMapper.shared()::readTree).toList();
  }

  private static String without(String trigger) {
    return SETTINGS.replaceAll("    - \\{ id: " + trigger + ".*\n", "");
  }

  private static List<Integer> numbers(List<JsonNode> lines, String measure) {
    JsonNode sum = lines.getFirst().get(measure);
    return List.of("before", "after", "more", "fewer", "otherwise").stream()
        .map(name -> sum.get(name).asInt())
        .toList();
  }

  private ConversationEvent.Builder event(String conversation, String at) {
    events++;
    return ConversationEvent.newBuilder()
        .setEventId("e-" + events)
        .setAccountId("acme")
        .setChannelId("web")
        .setConversationId(conversation)
        .setOccurredAt(Instant.parse(at));
  }

  private ConversationEvent.Builder message(
      String conversation, String at, AuthorType author, int sequence, String text) {
    ConversationEvent.Builder event = event(conversation, at);
    return event.setPayload(
        MessagePosted.newBuilder()
            .setMessageId(event.getEventId())
            .setSequence(sequence)
            .setAuthor(author)
            .setText(text)
            .build());
  }

  private void publish(ConversationEvent.Builder event) {
    topics.publish(Topics.CONVERSATION_EVENTS, event.build());
  }

  private void asks(String conversation, String at, String text) {
    publish(message(conversation, at, AuthorType.CUSTOMER, 1, text));
  }

  private void presence(String at, PresenceStatus status) {
    topics.publish(
        Topics.AGENT_PRESENCE,
        AgentPresence.newBuilder()
            .setEventId("p-" + at)
            .setAccountId("acme")
            .setAgentId("anna")
            .setOccurredAt(Instant.parse(at))
            .setPayload(new PresenceChanged(status, null))
            .build());
  }

  @Test
  void shouldFindNoDifferenceWhenNothingWasChanged() throws IOException {
    presence("2026-01-31T23:00:00Z", PresenceStatus.AVAILABLE);
    asks("a", "2026-02-02T09:00:00Z", "I want a refund");
    asks("b", "2026-02-02T09:10:00Z", "please cancel it");
    List<JsonNode> lines = february(SETTINGS);
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().get("same").asBoolean()).isTrue();
    assertThat(lines.getFirst().get("before").asString()).isEqualTo("version 1");
    assertThat(numbers(lines, "handoffs")).containsExactly(2, 2, 0, 0, 0);
    assertThat(numbers(lines, "closes")).containsExactly(2, 2, 0, 0, 0);
  }

  @Test
  void shouldNameHandoffsThatFallAwayAndGiveTheirAgentToOthers() throws IOException {
    presence("2026-01-31T23:00:00Z", PresenceStatus.AVAILABLE);
    asks("a", "2026-02-02T09:00:00Z", "I want a refund");
    asks("b", "2026-02-02T09:10:00Z", "please cancel it");
    List<JsonNode> lines = february(without("refund"));
    assertThat(numbers(lines, "handoffs")).containsExactly(2, 1, 0, 1, 0);
    assertThat(lines.getFirst().get("handoffs").get("by").get("refund").get("after").asInt())
        .isZero();
    assertThat(lines)
        .filteredOn(line -> line.get("kind").asString().equals("difference"))
        .filteredOn(line -> line.get("in").asString().equals("assignments"))
        .extracting(
            line -> line.get("conversation").asString(), line -> line.get("change").asString())
        .as("anna has room for one: b waited for her until a was closed")
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", "fewer"),
            org.assertj.core.groups.Tuple.tuple("b", "otherwise"));
  }

  @Test
  void shouldShowATableAndExamples() throws IOException {
    presence("2026-02-01T08:00:00Z", PresenceStatus.AVAILABLE);
    asks("a", "2026-02-02T09:00:00Z", "I want a refund");
    assertThat(run(without("refund"), "--history", "2026-02-02..2026-02-02")).isZero();
    assertThat(out.toString())
        .contains("acme, 1 conversations: from version 1 to ")
        .containsPattern("handoffs +1 +0 +0 +1 +0")
        .contains("  refund: 1 → 0")
        .contains("  a (fewer)")
        .contains("    - 2026-02-02 09:00:00 custom trigger: \"refund\"")
        .contains("    + none");
  }

  @Test
  void shouldProduceWhatServicesCausedAnew() throws IOException {
    presence("2026-02-01T08:00:00Z", PresenceStatus.AVAILABLE);
    asks("a", "2026-02-02T09:00:00Z", "I want a refund");
    publish(
        message("a", "2026-02-02T09:00:01Z", AuthorType.AUTOMATIC, 2, "please cancel it")
            .setCause(new Cause("action-1", 1)));
    publish(
        event("a", "2026-02-02T09:00:02Z")
            .setPayload(new ConversationClosed(ClosedBy.SERVICE, "action-2", null)));
    publish(message("a", "2026-02-02T10:30:00Z", AuthorType.CUSTOMER, 3, "still there?"));
    List<JsonNode> lines = february(SETTINGS.replace("2h", "1h"));
    assertThat(numbers(lines, "closes"))
        .as("closed at 11:00, or at 10:00 with one hour; the history's own close is not replayed")
        .containsExactly(1, 1, 0, 0, 1);
  }

  @Test
  void shouldLeaveOutWhatBeganBeforeTestsAndTheNewestBeyondTheLimit() throws IOException {
    asks("old", "2026-01-31T09:00:00Z", "refund");
    publish(message("old", "2026-02-01T09:00:00Z", AuthorType.CUSTOMER, 2, "refund"));
    asks("older", "2026-01-20T09:00:00Z", "refund");
    asks("third", "2026-02-04T09:00:00Z", "refund");
    asks("first", "2026-02-02T09:00:00Z", "refund");
    asks("second", "2026-02-03T09:00:00Z", "refund");
    publish(
        message("test", "2026-02-03T09:00:00Z", AuthorType.CUSTOMER, 1, "refund").setTest(true));
    List<JsonNode> lines = february(without("refund"), "--limit", "2");
    JsonNode whole = lines.getFirst();
    assertThat(whole.get("conversations").asInt()).isEqualTo(2);
    assertThat(whole.get("begunBefore").asInt()).isOne();
    assertThat(whole.get("tests").asInt()).isOne();
    assertThat(whole.get("overLimit").asInt()).isOne();
    assertThat(lines.stream().skip(1).map(line -> line.get("conversation").asString()).distinct())
        .containsExactly("first", "second");
    assertThat(err.toString())
        .contains("3 conversations began in the period; the newest 1 are left out (--limit 2).")
        .contains("1 conversations that began before the period are left out.");
  }

  @Test
  void shouldSayWhatIsWrongWithTheCommandLine() throws IOException {
    assertThat(run(SETTINGS, "--history", "2026-02-01")).isEqualTo(2);
    assertThat(run(SETTINGS, "--history", "2026-02-03..2026-02-01")).isEqualTo(2);
    assertThat(run(SETTINGS, "--history", "soon..later")).isEqualTo(2);
    assertThat(run(SETTINGS, "--history", "2026-02-01..2026-02-02", "--account", "b")).isEqualTo(2);
    assertThat(run(SETTINGS, "--history", "2026-02-01..2026-02-02", "--limit", "0")).isEqualTo(2);
    assertThat(run(SETTINGS, "--history", "2026-02-01..2026-02-02", "--conversation", "c.yaml"))
        .isEqualTo(2);
    assertThat(run(SETTINGS)).isEqualTo(2);
    assertThat(err.toString())
        .contains("--history 2026-02-01 is no period: write FROM..TO")
        .contains("--history: 2026-02-03 is not before 2026-02-01.")
        .contains("--history soon is no time")
        .contains("has the settings of account acme, not of b.")
        .contains("--limit must be 1 to 50,000.")
        .contains("Say either --conversation or --history.");
  }

  @Test
  void shouldSayWhenThereIsNoSuchAccountOrNoConversation() throws IOException {
    assertThat(run(SETTINGS.replace("acme", "other"), "--history", "2026-02-01..2026-02-02"))
        .isEqualTo(1);
    assertThat(run(SETTINGS, "--history", "2026-02-01..2026-02-02")).isEqualTo(1);
    assertThat(err.toString())
        .contains("account other has no settings")
        .contains("no conversation of account acme began from 2026-02-01T00:00:00Z");
  }
}
