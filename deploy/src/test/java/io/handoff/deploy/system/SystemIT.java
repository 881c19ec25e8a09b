package io.handoff.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.Actor;
import io.handoff.avro.ActorType;
import io.handoff.avro.AddNote;
import io.handoff.avro.AgentPresence;
import io.handoff.avro.AuthorType;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.DeadLetter;
import io.handoff.avro.PresenceChanged;
import io.handoff.avro.PresenceStatus;
import io.handoff.avro.Priority;
import io.handoff.avro.Ticket;
import io.handoff.avro.TicketCommand;
import io.handoff.avro.TicketStatus;
import io.handoff.deploy.demo.Addresses;
import io.handoff.deploy.demo.DemoSettings;
import io.handoff.deploy.local.LocalStack;
import io.handoff.deploy.observe.Dashboards;
import io.handoff.deploy.observe.Dashboards.Dashboard;
import io.handoff.deploy.observe.Dashboards.Panel;
import io.handoff.deploy.observe.Dashboards.Query;
import io.handoff.deploy.observe.Dashboards.Rule;
import io.handoff.deploy.observe.LocalPrometheus;
import io.handoff.deploy.observe.MetricsPage;
import io.handoff.deploy.observe.Pictures;
import io.handoff.deploy.play.ConversationTimeline;
import io.handoff.deploy.play.ConversationTimeline.Hands;
import io.handoff.deploy.play.ConversationTimeline.Kind;
import io.handoff.deploy.play.Platform;
import io.handoff.deploy.play.Player;
import io.handoff.deploy.play.Publisher;
import io.handoff.deploy.play.Replay;
import io.handoff.deploy.play.Script;
import io.handoff.deploy.play.ScriptReader;
import io.handoff.deploy.play.ThreadTable;
import io.handoff.deploy.play.Watcher;
import io.handoff.deploy.preview.PreviewCommand;
import io.handoff.deploy.why.WhyCommand;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import io.handoff.settings.model.AccountConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole system on a real broker and a real registry. Comes late: it sends bytes that are
 * refused.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SystemIT {

  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Path SETTINGS = Path.of("samples", "settings");

  @TempDir static Path folder;

  private LocalStack stack;
  private Watcher watcher;
  private Publisher publisher;
  private Platform platform;
  private @Nullable LocalPrometheus prometheus;
  private final Instant start = Instant.now();

  @BeforeAll
  void start() throws Exception {
    stack = SystemUnderTest.shared();
    if (LocalPrometheus.installed()) {
      prometheus = LocalPrometheus.start(folder, Addresses.of(stack).services().values());
    }
    watcher = new Watcher(stack.endpoints());
    publisher = new Publisher(stack.endpoints());
    platform = Platform.at(stack.endpoints(), publisher);
  }

  @AfterAll
  void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (platform != null) {
      platform.close();
      publisher.close();
      watcher.close();
    }
  }

  @Test
  @Order(1)
  void shouldChangeNothingWhenTableIsPlayedAgain() throws Exception {
    AccountConfig account =
        DemoSettings.apply(SETTINGS.resolve("replay.yaml"), Addresses.of(stack), line -> {});
    ThreadTable.Content table =
        ThreadTable.read(
            Threads.write(folder.resolve("threads.tsv"), 60, 7), ThreadTable.Columns.DEFAULT);
    Replay replay = new Replay(account, "threads");
    assertThat(replay.publish(table, platform)).isEqualTo(table.rows());
    publisher.flush();
    platform.open();
    watcher.awaitRest(QUIET, PATIENCE);
    Map<String, Long> once = watcher.counts();
    assertThat(once).containsKeys("handoff.requests", "ticket.events", "time.events");

    try (Platform again = Platform.at(stack.endpoints(), publisher)) {
      replay.publish(table, again);
      publisher.flush();
      watcher.awaitRest(QUIET, PATIENCE);
    }
    Map<String, Long> twice = watcher.counts();
    twice.merge("conversation.events", (long) -table.rows(), Long::sum);
    once.remove("ticks");
    twice.remove("ticks");
    assertThat(twice).isEqualTo(once);
  }

  @Test
  @Order(2)
  void shouldTellTheWholeStoryOfTheSamples() throws Exception {
    DemoSettings.apply(SETTINGS.resolve("acme.yaml"), Addresses.of(stack), line -> {});
    Player player = new Player(platform, watcher);
    for (Script script : ScriptReader.read(Path.of("samples", "conversations"))) {
      player.play(script);
    }
    watcher.awaitRest(QUIET, PATIENCE);

    assertThat(fields("demo-ko-refund", Kind.TRIGGER, "matchedText")).containsExactly("환불");
    assertThat(fields("demo-pl-person", Kind.TRIGGER, "reason"))
        .containsExactly("person requested");
    assertThat(fields("demo-pl-person", Kind.ROUTING, "process")).containsExactly("asynchronous");
    assertThat(fields("demo-en-no-answer", Kind.TRIGGER, "reason"))
        .containsExactly("ai agent could not answer");
    assertThat(fields("demo-en-no-answer", Kind.ROUTING, "agent"))
        .containsExactly("olivia", "noah");
    assertThat(story("demo-en-none").hands()).isEqualTo(Hands.DECLINED);
    assertThat(story("demo-en-none").tickets()).isEmpty();
    assertThat(story("demo-en-none").entries())
        .anyMatch(e -> e.who().equals("automatic") && e.text().contains("Please call us"));
    assertThat(closedBy("demo-night-closed")).containsExactly("unassigned");
    assertThat(fields("demo-returns-kept", Kind.ROUTING, "what"))
        .containsExactly("unassigned, kept open", "assigned to zofia");
    assertThat(closedBy("demo-agent-silent")).containsExactly("agent-silent");
    assertThat(closedBy("demo-customer-silent")).containsExactly("customer-silent");
    assertThat(story("demo-customer-silent").tickets().getFirst().getRating()).isEqualTo(5);
    assertThat(closedBy("demo-handed-back")).containsExactly("handed-back", "null");
    Ticket worked = story("demo-desk-work").tickets().getFirst();
    assertThat(worked.getStatus()).isEqualTo(TicketStatus.RESOLVED);
    assertThat(worked.getConversationTags()).containsExactly("exchange");
    assertThat(worked.getCustomerTags()).containsExactly("often-exchanges");
    assertThat(story("demo-desk-work").entries())
        .anyMatch(
            e -> e.text().contains("Emma, we have started your exchange. Yours, Olivia Brown"));
    assertThat(fields("demo-declined", Kind.ROUTING, "what"))
        .containsExactly("offered to grace", "offered to henry", "assigned to henry");
    assertThat(story("demo-declined").entries())
        .anyMatch(e -> e.text().contains("Henry Ward is with you now, Ruth."));
    assertThat(fields("demo-waits-its-turn", Kind.ROUTING, "what"))
        .containsExactly("queued at position 1", "offered to grace", "assigned to grace");
    assertThat(story("demo-waits-its-turn").entries())
        .anyMatch(e -> e.text().contains("You are number 1 in line."));
    assertThat(fields("demo-promise-missed", Kind.TIME, "what"))
        .containsExactly("at risk", "missed", "escalated");
    assertThat(story("demo-promise-missed").tickets().getFirst().getPriority())
        .isEqualTo(Priority.URGENT);
    assertThat(fields("demo-contact-form", Kind.TRIGGER, "reason")).containsExactly("no ai agent");
    assertThat(story("demo-contact-form").tickets().getFirst().getStatus())
        .isEqualTo(TicketStatus.RESOLVED);
    assertThat(story("demo-inbox").tickets()).isEmpty();
    assertThat(story("demo-inbox").hands()).isEqualTo(Hands.ASSIGNED);
    assertThat(refused()).isEmpty();
  }

  @Test
  @Order(3)
  void shouldReplayTheSamplesAsTheyWereAndNameWhatAChangedFileDrops() throws Exception {
    Path same = SETTINGS.resolve("acme.yaml");
    List<JsonNode> unchanged = history(same);
    assertThat(unchanged).hasSize(1);
    assertThat(unchanged.getFirst().get("same").asBoolean()).isTrue();
    assertThat(unchanged.getFirst().get("handoffs").get("before").asInt())
        .isEqualTo(
            watcher.look(
                all ->
                    (int)
                        all.stream()
                            .filter(timeline -> timeline.accountId().equals("acme"))
                            .flatMap(timeline -> timeline.entries().stream())
                            .filter(entry -> entry.kind() == Kind.TRIGGER)
                            .count()));

    String yaml = Files.readString(same);
    String dropped = "    - { id: refund-ko, phrase: 환불, language: ko }\n";
    assertThat(yaml).contains(dropped);
    Path changed = Files.writeString(folder.resolve("changed.yaml"), yaml.replace(dropped, ""));
    List<JsonNode> lines = history(changed);
    assertThat(lines.getFirst().get("handoffs").get("fewer").asInt()).isPositive();
    assertThat(lines)
        .anyMatch(
            line ->
                line.path("in").asString("").equals("handoffs")
                    && line.path("conversation").asString("").equals("demo-ko-refund")
                    && line.path("change").asString("").equals("fewer"));
  }

  private List<JsonNode> history(Path settings) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        PreviewCommand.create()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(
                "--settings",
                settings.toString(),
                "--history",
                "2026-01-01..2036-01-01",
                "--json",
                "--bootstrap-servers",
                stack.endpoints().bootstrapServers(),
                "--registry",
                stack.endpoints().schemaRegistryUrl());
    assertThat(code).as(err.toString() + out).isZero();
    System.out.println(out);
    return out.toString().lines().map(JsonMapper.shared()::readTree).toList();
  }

  @Test
  @Order(4)
  void shouldTellWhyATicketCameToItsAgent() throws Exception {
    post("why-1", "환불 부탁드려요");
    watcher.await(
        "acme",
        "why-1",
        "assigned",
        s -> !s.tickets().isEmpty() && s.tickets().getFirst().getAssigneeId() != null,
        PATIENCE);
    Ticket ticket = story("why-1").tickets().getFirst();
    StringWriter told = new StringWriter();
    int code =
        WhyCommand.commandLine()
            .setOut(new PrintWriter(told))
            .setErr(new PrintWriter(told))
            .execute(
                ticket.getTicketId().substring(0, 12),
                "--bootstrap-servers",
                stack.endpoints().bootstrapServers(),
                "--registry",
                stack.endpoints().schemaRegistryUrl());
    assertThat(code).as(told.toString()).isZero();
    assertThat(told.toString())
        .contains("ticket " + ticket.getTicketId() + " of account acme, conversation why-1")
        .contains("custom trigger", "in \"환불\"", "chosen: " + ticket.getAssigneeId())
        .containsSubsequence(
            "routing, settings version ", "ticket, version 1, by routing: created");
  }

  private List<DeadLetter> refused() {
    return SystemUnderTest.refused(watcher, start);
  }

  private ConversationTimeline story(String conversation) {
    return watcher.look(
        all ->
            all.stream()
                .filter(s -> s.conversationId().equals(conversation))
                .findFirst()
                .orElseThrow());
  }

  private List<String> fields(String conversation, Kind kind, String field) {
    return story(conversation).entries().stream()
        .filter(e -> e.kind() == kind && e.fields().containsKey(field))
        .map(e -> e.fields().get(field).toString())
        .toList();
  }

  private List<String> closedBy(String conversation) {
    return story(conversation).tickets().stream()
        .map(t -> String.valueOf(t.getClosedBy()))
        .toList();
  }

  @Test
  @Order(5)
  void shouldPutBytesAsideAndGoOn() throws Exception {
    Map<String, Set<String>> readers =
        new java.util.HashMap<>(
            Map.of(
                "customer.changes", Set.of("ticket-service"),
                "ticket.links", Set.of("ticket-service"),
                "conversation.events",
                    Set.of("trigger-service", "ticket-service", "autoclose-service"),
                "routing.decisions", Set.of("trigger-service", "ticket-service"),
                "handoff.requests", Set.of("routing-service"),
                "agent.presence", Set.of("routing-service"),
                "routing.requests", Set.of("routing-service"),
                "ticket.commands", Set.of("ticket-service"),
                "time.events", Set.of("ticket-service"),
                "ticket.events", Set.of("autoclose-service")));
    readers.put("lookup.results", Set.of("ticket-service"));
    byte[] noise = new byte[64];
    new Random(1).nextBytes(noise);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.endpoints().bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String topic : readers.keySet()) {
        producer
            .send(
                new ProducerRecord<>(
                    topic, "acme/poison-1".getBytes(StandardCharsets.UTF_8), noise))
            .get();
      }
    }
    post("poison-1", "hello, 환불");
    watcher.await(
        "acme", "poison-1", "assigned", timeline -> timeline.hands() == Hands.ASSIGNED, PATIENCE);
    watcher.awaitRest(QUIET, PATIENCE);
    Map<String, Set<String>> refused =
        refused().stream()
            .collect(
                Collectors.groupingBy(
                    DeadLetter::getTopic,
                    Collectors.mapping(
                        DeadLetter::getService, Collectors.toCollection(TreeSet::new))));
    assertThat(refused).isEqualTo(readers);
    assertThat(story("poison-1").tickets().getFirst().getStatus()).isEqualTo(TicketStatus.OPEN);
  }

  private void post(String conversation, String text) {
    platform.post(
        ConversationEvent.newBuilder()
            .setEventId("it-" + conversation)
            .setAccountId("acme")
            .setChannelId("kakao")
            .setConversationId(conversation)
            .setOccurredAt(Instant.parse("2026-02-10T09:00:00Z"))
            .setCause(null),
        AuthorType.CUSTOMER,
        "c-9",
        text);
    publisher.flush();
  }

  @Test
  @Order(6)
  void shouldShowHealthAndPrometheusMetrics() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (Map.Entry<String, String> service : Addresses.of(stack).services().entrySet()) {
        String scrape = get(http, service.getValue() + "/actuator/prometheus");
        assertThat(scrape)
            .as(service.getKey())
            .contains("handoff_records_total")
            .contains("handoff_dead_letters_total")
            .contains("kafka_stream_");
        assertThat(get(http, service.getValue() + "/actuator/health/readiness")).contains("UP");
        assertThat(get(http, service.getValue() + "/actuator/health/liveness")).contains("UP");
      }
    }
  }

  /** What happens seldom: of each kind one. */
  private void surprise() {
    Instant ahead = Instant.now().plusSeconds(3_600);
    platform.post(
        event("surprise-1", "no-such-channel", "it-ahead").setOccurredAt(ahead),
        AuthorType.CUSTOMER,
        "c-9",
        "hello");
    platform.publish(
        AgentPresence.newBuilder()
            .setEventId("it-nobody")
            .setAccountId("acme")
            .setAgentId("nobody")
            .setOccurredAt(ahead)
            .setPayload(new PresenceChanged(PresenceStatus.AVAILABLE, null))
            .build());
    platform.publish(
        TicketCommand.newBuilder()
            .setCommandId("it-nobody")
            .setAccountId("acme")
            .setConversationId("poison-1")
            .setIssuedBy(Actor.newBuilder().setType(ActorType.AGENT).setId("nobody").build())
            .setIssuedAt(ahead)
            .setPayload(AddNote.newBuilder().setText("a note").build())
            .build());
    publisher.flush();
  }

  /** The documents say what is there, and nothing else. */
  @Test
  @Order(7)
  void shouldShowTheMetricsOfTheDocumentsAndNoOthers() throws Exception {
    surprise();
    MetricsPage page = MetricsPage.read(Path.of("..", "docs", "reference", "metrics.md"));
    try (HttpClient http = HttpClient.newHttpClient()) {
      get(http, Addresses.of(stack).services().get("ticket-service") + "/tickets?account=acme");
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                List<String> differences = new ArrayList<>();
                for (var service : new TreeMap<>(Addresses.of(stack).services()).entrySet()) {
                  differences.addAll(
                      page.differences(
                          service.getKey(),
                          get(http, service.getValue() + "/actuator/prometheus")));
                }
                assertThat(differences).isEmpty();
              });
    }
  }

  /** Conversations of this very moment: only on those waiting and lateness are measured. */
  private void live() throws Exception {
    Instant twoHoursAreOverSoon = Instant.now().minus(Duration.ofHours(2)).plusSeconds(8);
    platform.post(
        event("live-due", "line", "live-due-asks").setOccurredAt(twoHoursAreOverSoon),
        AuthorType.CUSTOMER,
        "c-9",
        "환불");
    for (int i = 0; i < 4; i++) {
      String id = "live-" + i;
      platform.post(event(id, "web", id + "-asks"), AuthorType.CUSTOMER, "c-9", "I want to cancel");
      publisher.flush();
      watcher.await(
          "acme", id, "assigned", timeline -> timeline.hands() == Hands.ASSIGNED, PATIENCE);
      String agent = fields(id, Kind.ROUTING, "agent").getLast();
      platform.post(event(id, "web", id + "-answers"), AuthorType.AGENT, agent, "What is it?");
    }
    publisher.flush();
  }

  private static ConversationEvent.Builder event(String conversation, String channel, String id) {
    return ConversationEvent.newBuilder()
        .setEventId(id)
        .setAccountId("acme")
        .setChannelId(channel)
        .setConversationId(conversation)
        .setOccurredAt(Instant.now())
        .setCause(null);
  }

  /** Every panel and every rule asks a real Prometheus something that it can answer. */
  @Test
  @Order(8)
  void shouldAnswerDashboardsAndRules() throws Exception {
    if (prometheus == null) {
      assertThat(System.getenv("CI")).as("in CI Prometheus must be installed").isNull();
      Assumptions.abort("Prometheus is not installed (Debian: apt-get install prometheus)");
    }
    live();
    List<Dashboard> dashboards = Dashboards.read(Path.of("grafana"));
    assertThat(dashboards).hasSize(3);
    List<Rule> rules = Dashboards.rules(Path.of("prometheus", "handoff.rules.yml"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(3))
        .untilAsserted(
            () -> {
              List<String> empty = new ArrayList<>();
              for (Dashboard dashboard : dashboards) {
                for (Panel panel : dashboard.panels()) {
                  for (Query query : panel.queries()) {
                    note(empty, dashboard.name() + ": " + panel.title(), query.expression());
                  }
                }
              }
              for (Rule rule : rules) {
                note(rule.alert() ? new ArrayList<>() : empty, rule.name(), rule.expression());
              }
              assertThat(empty).as("empty answers").isEmpty();
            });
    assertThat(prometheus.ruleErrors()).isEmpty();

    String pictures = System.getProperty("handoff.pictures", "");
    if (!pictures.isEmpty()) {
      Awaitility.await("a course, not a point")
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofSeconds(2))
          .until(
              () ->
                  prometheus
                          .ask(
                              "handoff:assignment_late:ratio5m",
                              start,
                              Instant.now(),
                              Duration.ofSeconds(2))
                          .getFirst()
                          .points()
                          .size()
                      > 20);
      for (Dashboard dashboard : dashboards) {
        new Pictures(prometheus, start, Instant.now()).draw(dashboard, Path.of(pictures));
      }
    }
  }

  private void note(List<String> empty, String who, String expression) throws Exception {
    if (prometheus.ask(expression).stream().allMatch(series -> series.points().isEmpty())) {
      empty.add(who + ": " + expression);
    }
  }

  private static String get(HttpClient http, String url) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  @Order(9)
  void shouldHaveAllTopicsOfTheCatalogue() throws Exception {
    try (var admin =
        org.apache.kafka.clients.admin.Admin.create(
            Map.of("bootstrap.servers", stack.endpoints().bootstrapServers()))) {
      assertThat(admin.listTopics().names().get())
          .containsAll(Topics.ALL.stream().map(Topic::name).toList());
    }
  }
}
