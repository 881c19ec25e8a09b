package io.handoff.deploy.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.AuthorType;
import io.handoff.avro.CloseReason;
import io.handoff.avro.ClosedBy;
import io.handoff.avro.CustomerTags;
import io.handoff.avro.TicketStatus;
import io.handoff.deploy.settings.MemoryTopics;
import io.handoff.deploy.settings.SettingsConnection;
import io.handoff.deploy.settings.SettingsPublisher;
import io.handoff.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportCommandTest {

  @TempDir private Path folder;
  private final MemoryTopics topics = new MemoryTopics();
  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void settings() throws InterruptedException {
    new SettingsPublisher(topics, Duration.ofSeconds(5), () -> Instant.EPOCH)
        .apply(
            "acme.yaml",
            """
            account: acme
            timeZone: Asia/Seoul
            agents: [{ id: anna }]
            channels: [{ id: kakao, type: messenger, on: true }]
            """,
            "test",
            "");
  }

  private int run(String... arguments) {
    return ReportCommand.commandLine(connection -> topics, stdout)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private int online(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--bootstrap-servers", "b:1", "--registry", "http://r:1"));
    return run(all.toArray(String[]::new));
  }

  private List<JsonNode> february(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("conversations", "--account", "acme", "--from", "2026-02-01", "--to"));
    all.addAll(List.of("2026-02-28", "--format", "json"));
    all.addAll(List.of(more));
    stdout.reset();
    assertThat(online(all.toArray(String[]::new))).as(err.toString()).isZero();
    return stdout
        .toString(StandardCharsets.UTF_8)
        .lines()
        .map(JsonMapper.shared()::readTree)
        .toList();
  }

  private static List<String> ids(List<JsonNode> rows) {
    return rows.stream().map(row -> row.get("conversationId").asString()).toList();
  }

  private AConversation conversation(String id, String start) {
    return AConversation.in(topics, id, start);
  }

  @Test
  void shouldHaveARowForEveryConversationWithOrWithoutTicket() {
    conversation("with-ticket", "2026-02-03T09:00:00Z").started().requested().ticket(1, t -> t);
    conversation("inbox", "2026-02-02T09:00:00Z").started().requested().assignedFromInbox("ben");
    conversation("declined", "2026-02-04T09:00:00Z").started().requested().declined();
    conversation("never", "2026-02-05T09:00:00Z")
        .says(AuthorType.CUSTOMER)
        .says(AuthorType.AI_AGENT);
    conversation("ticket-only", "2026-02-01T00:00:00Z").requested().ticket(1, t -> t);

    assertThat(ids(february()))
        .containsExactly("ticket-only", "inbox", "with-ticket", "declined", "never");
  }

  @Test
  void shouldSayWhatBecameOfATicket() {
    conversation("c", "2026-02-03T09:00:00Z")
        .of("c-77", "김민준")
        .started()
        .says(AuthorType.CUSTOMER)
        .says(AuthorType.AI_AGENT)
        .after("10S")
        .requested()
        .after("30S")
        .ticket(1, t -> t.setFirstAssignedAt(Instant.parse("2026-02-03T09:00:40Z")))
        .says(AuthorType.AGENT)
        .repeats(AuthorType.AGENT)
        .ticket(
            3,
            t ->
                t.setStatus(TicketStatus.CLOSED)
                    .setFirstAssignedAt(Instant.parse("2026-02-03T09:00:40Z"))
                    .setFirstResponseAt(Instant.parse("2026-02-03T09:01:10Z"))
                    .setResolvedAt(Instant.parse("2026-02-03T10:00:10Z"))
                    .setClosedAt(Instant.parse("2026-02-04T10:00:10Z"))
                    .setClosedBy("customer-silent")
                    .setCategory("returns")
                    .setSubCategory("refund")
                    .setConversationTags(List.of("refund", "환불"))
                    .setCustomerTags(List.of("gold"))
                    .setRating(4)
                    .setBillable(false))
        .ticket(2, t -> t.setStatus(TicketStatus.WAITING_ON_CUSTOMER));

    JsonNode row = february().getFirst();
    assertThat(row.get("customerId").asString()).isEqualTo("c-77");
    assertThat(row.get("customerName").asString()).isEqualTo("김민준");
    assertThat(row.get("status").asString()).isEqualTo("closed");
    assertThat(row.get("reason").asString()).isEqualTo("custom-trigger");
    assertThat(row.get("triggerId").asString()).isEqualTo("refund");
    assertThat(row.get("agentId").asString()).isEqualTo("anna");
    assertThat(row.get("teamId").asString()).isEqualTo("desk");
    assertThat(row.get("waitSeconds").asInt()).isEqualTo(30);
    assertThat(row.get("firstResponseSeconds").asInt()).isEqualTo(60);
    assertThat(row.get("resolutionSeconds").asInt()).isEqualTo(3600);
    assertThat(row.get("category").asString()).isEqualTo("returns");
    assertThat(row.get("subCategory").asString()).isEqualTo("refund");
    assertThat(row.get("conversationTags").toString()).isEqualTo("[\"refund\",\"환불\"]");
    assertThat(row.get("customerTags").toString()).isEqualTo("[\"gold\"]");
    assertThat(row.get("rating").asInt()).isEqualTo(4);
    assertThat(row.get("billable").asBoolean()).isFalse();
    assertThat(row.get("closedBy").asString()).isEqualTo("customer-silent");
    assertThat(row.get("customerMessages").asInt()).isEqualTo(1);
    assertThat(row.get("agentMessages").asInt()).isEqualTo(1);
    assertThat(row.get("aiMessages").asInt()).isEqualTo(1);
  }

  @Test
  void shouldTellInboxConversationsFromEventsAndDecisions() {
    conversation("c", "2026-02-03T09:00:00Z")
        .started()
        .says(AuthorType.CUSTOMER)
        .requested()
        .after("20S")
        .assignedFromInbox("ben")
        .after("40S")
        .says(AuthorType.AGENT)
        .rated(5)
        .after("2H")
        .closedFor(CloseReason.AGENT_SILENT, false);

    JsonNode row = february().getFirst();
    assertThat(row.get("ticketId").isNull()).isTrue();
    assertThat(row.get("target").asString()).isEqualTo("inbox");
    assertThat(row.get("agentId").asString()).isEqualTo("ben");
    assertThat(row.get("waitSeconds").asInt()).isEqualTo(20);
    assertThat(row.get("firstResponseSeconds").asInt()).isEqualTo(60);
    assertThat(row.get("resolutionSeconds").asInt()).isEqualTo(7260);
    assertThat(row.get("status").asString()).isEqualTo("closed");
    assertThat(row.get("closedBy").asString()).isEqualTo("agent-silent");
    assertThat(row.get("billable").asBoolean()).isFalse();
    assertThat(row.get("rating").asInt()).isEqualTo(5);
  }

  @Test
  void shouldShowTheCustomersTagsOnConversationsWithoutTicket() {
    conversation("inbox", "2026-02-03T09:00:00Z").of("c-9", "Kim").started();
    conversation("other", "2026-02-03T09:01:00Z").of("c-8", "Lee").started();
    topics.publish(Topics.CUSTOMER_TAGS, tags("c-9", List.of("gold")));
    topics.publish(Topics.CUSTOMER_TAGS, tags("c-9", List.of("gold", "단골")));

    assertThat(february().getFirst().get("customerTags").toString()).isEqualTo("[\"gold\",\"단골\"]");
    assertThat(ids(february("--tag", "단골"))).containsExactly("inbox");
  }

  private static CustomerTags tags(String customerId, List<String> tags) {
    return CustomerTags.newBuilder()
        .setAccountId("acme")
        .setCustomerId(customerId)
        .setOccurredAt(Instant.EPOCH)
        .setTags(tags)
        .build();
  }

  @Test
  void shouldBeOpenAgainWhenTheCustomerWritesAfterTheClose() {
    conversation("c", "2026-02-03T09:00:00Z")
        .says(AuthorType.CUSTOMER)
        .closedBy(ClosedBy.CUSTOMER)
        .after("1H")
        .says(AuthorType.CUSTOMER);

    JsonNode row = february().getFirst();
    assertThat(row.get("status").asString()).isEqualTo("open");
    assertThat(row.get("closedBy").isNull()).isTrue();
  }

  @Test
  void shouldShowTheNewestOfSeveralHandoffs() {
    conversation("c", "2026-02-03T09:00:00Z")
        .requested()
        .ticket(1, t -> t.setAssigneeId("anna"))
        .after("24H")
        .requested()
        .ticket(1, t -> t.setAssigneeId("ben"));

    JsonNode row = february().getFirst();
    assertThat(row.get("agentId").asString()).isEqualTo("ben");
    assertThat(row.get("tickets").asInt()).isEqualTo(2);
    assertThat(row.get("startedAt").asString()).isEqualTo("2026-02-03T09:00:00Z");
  }

  @Test
  void shouldLeaveTestsOutUnlessAskedFor() {
    conversation("real", "2026-02-03T09:00:00Z").started();
    conversation("test", "2026-02-03T10:00:00Z").test().started();

    assertThat(ids(february())).containsExactly("real");
    assertThat(ids(february("--include-tests"))).containsExactly("real", "test");
  }

  @Test
  void shouldCountDaysInTheAccountsZone() {
    conversation("before", "2026-01-31T14:59:59Z").started();
    conversation("first", "2026-01-31T15:00:00Z").started();
    conversation("last", "2026-02-28T14:59:59Z").started();
    conversation("after", "2026-02-28T15:00:00Z").started();

    assertThat(ids(february())).containsExactly("first", "last");
    assertThat(ids(february("--zone", "UTC"))).containsExactly("last", "after");
  }

  @Test
  void shouldFilter() {
    conversation("a", "2026-02-03T09:00:00Z")
        .requested()
        .ticket(1, t -> t.setConversationTags(List.of("x")).setCustomerTags(List.of("gold")));
    conversation("b", "2026-02-03T09:01:00Z")
        .requested()
        .ticket(1, t -> t.setAssigneeId("ben").setConversationTags(List.of("x")));
    conversation("c", "2026-02-03T09:02:00Z").started();

    assertThat(ids(february("--tag", "x"))).containsExactly("a", "b");
    assertThat(ids(february("--tag", "x", "--tag", "gold"))).containsExactly("a");
    assertThat(ids(february("--agent", "ben,carl"))).containsExactly("b");
    assertThat(ids(february("--team", "desk", "--status", "open"))).containsExactly("a", "b");
    assertThat(ids(february("--status", "new"))).isEmpty();
    assertThat(ids(february("--channel", "web"))).isEmpty();
  }

  @Test
  void shouldSummariseByTeamAndAgent() {
    for (int i = 1; i <= 10; i++) {
      Instant assigned = Instant.parse("2026-02-03T09:00:00Z").plusSeconds(i * 10L);
      int rating = i % 2 == 0 ? 5 : 4;
      conversation("c" + i, "2026-02-03T09:00:00Z")
          .requested()
          .ticket(1, t -> t.setFirstAssignedAt(assigned).setRating(rating));
    }
    assertThat(
            online(
                "summary",
                "--account",
                "acme",
                "--from",
                "2026-02-01",
                "--to",
                "2026-02-28",
                "--json"))
        .isZero();
    List<JsonNode> lines = out.toString().lines().map(JsonMapper.shared()::readTree).toList();
    assertThat(lines)
        .extracting(line -> line.get("of").asString())
        .containsExactly("all", "team", "agent");
    JsonNode agent = lines.getLast();
    assertThat(agent.get("id").asString()).isEqualTo("anna");
    assertThat(agent.get("conversations").asInt()).isEqualTo(10);
    assertThat(agent.get("waitSeconds").get("median").asInt()).isEqualTo(50);
    assertThat(agent.get("waitSeconds").get("p90").asInt()).isEqualTo(90);
    assertThat(agent.get("meanRating").asDouble()).isEqualTo(4.5);

    out.getBuffer().setLength(0);
    assertThat(online("summary", "--account", "acme", "--from", "2026-02-01", "--to", "2026-02-28"))
        .isZero();
    assertThat(out.toString()).contains("by team", "desk", "1m 30s", "4.50");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-02-28 | 2026-02-01 | json | acme  | 2 | is not before
          yesterday  | 2026-02-01 | json | acme  | 2 | is no time
          2026-02-01 | 2026-02-28 | pdf  | acme  | 2 | --format is xlsx, csv, json or json-array
          2026-02-01 | 2026-02-28 | json | other | 1 | there is no account other
          """)
  void shouldRefuseBadInput(
      String from, String to, String format, String account, int code, String words) {
    assertThat(
            online(
                "conversations",
                "--account",
                account,
                "--from",
                from,
                "--to",
                to,
                "--format",
                format))
        .isEqualTo(code);
    assertThat(err.toString()).contains(words);
  }

  @Test
  void shouldSayThatNoBrokerAnswers() {
    int code =
        ReportCommand.commandLine(
                c ->
                    new SettingsConnection(
                        c.bootstrapServers(), c.registryUrl(), c.timeout(), java.util.Map.of()),
                stdout)
            .setErr(new PrintWriter(err))
            .execute(
                "conversations",
                "--account",
                "acme",
                "--from",
                "2026-02-01",
                "--to",
                "2026-02-28",
                "--format",
                "csv",
                "--bootstrap-servers",
                "127.0.0.1:1",
                "--registry",
                "http://127.0.0.1:1",
                "--timeout",
                "1");
    assertThat(code).isEqualTo(4);
    assertThat(err.toString()).contains("the broker does not answer");
  }

  @Test
  void shouldLeaveNoHalfFile() throws Exception {
    conversation("c", "2026-02-03T09:00:00Z").started();
    Path file = folder.resolve("report.csv");
    assertThat(
            online(
                "conversations",
                "--account",
                "acme",
                "--from",
                "2026-02-01",
                "--to",
                "2026-02-28",
                "--format",
                "csv",
                "--bom",
                "--out",
                file.toString()))
        .isZero();
    assertThat(err.toString()).contains("1 conversations");
    assertThat(Files.readAllBytes(file)).startsWith(0xEF, 0xBB, 0xBF);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
