package io.handoff.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.handoff.avro.AuthorType;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.ConversationStarted;
import io.handoff.avro.Customer;
import io.handoff.avro.Priority;
import io.handoff.avro.Ticket;
import io.handoff.deploy.demo.Addresses;
import io.handoff.deploy.demo.DemoSettings;
import io.handoff.deploy.local.LocalStack;
import io.handoff.deploy.play.Platform;
import io.handoff.deploy.play.Publisher;
import io.handoff.deploy.play.Watcher;
import io.handoff.deploy.templates.TemplatesCommand;
import io.handoff.deploy.why.WhyCommand;
import java.io.IOException;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Every shipped workflow, put into a file by the command and applied, in one running system. */
@TestInstance(Lifecycle.PER_CLASS)
class TemplatesIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Path TEMPLATES = Path.of("templates");
  private static final Instant TUESDAY = Instant.parse("2026-02-10T09:00:00Z");

  private static final String BASE =
      """
      agents: [{ id: ann }, { id: lea }]
      teams: [{ id: help, members: [ann, lea] }, { id: one, members: [ann] }, { id: two, members: [lea] }]
      channels: [{ id: web, type: web-chat, aiAgent: false, on: true, onSince: 2026-01-01T00:00:00Z }]
      """;

  @TempDir static Path folder;

  private final CountDownLatch mayAnswer = new CountDownLatch(1);
  private final Instant start = Instant.now();
  private HttpServer crm;
  private LocalStack stack;
  private Watcher watcher;
  private Publisher publisher;
  private Platform platform;

  @BeforeAll
  void start() throws Exception {
    crm = SystemUnderTest.outside();
    crm.createContext("/", this::answer);
    stack = SystemUnderTest.shared();
    watcher = new Watcher(stack.endpoints());
    publisher = new Publisher(stack.endpoints());
    platform = Platform.at(stack.endpoints(), publisher);
  }

  @AfterAll
  void stop() {
    if (platform != null) {
      platform.close();
      publisher.close();
      watcher.close();
    }
    mayAnswer.countDown();
  }

  /** A system that answers at once, and one that answers only when the ticket has gone on. */
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestURI().getPath().startsWith("/slow/")) {
        mayAnswer.await(25, TimeUnit.SECONDS);
      }
      boolean known = "s3cret".equals(exchange.getRequestHeaders().getFirst("X-Key"));
      byte[] body = "{\"tier\":\"gold\",\"open\":4}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(known ? 200 : 401, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void shouldAskOutsideSystemsGoOnInTimeAndLandLateAnswers() throws Exception {
    String base = "http://127.0.0.1:" + crm.getAddress().getPort();
    Path file = folder.resolve("lookups.yaml");
    Files.writeString(
        file,
        "account: lookups\n"
            + BASE
            + """
            lookups:
              - id: fast
                url: BASE/fast/{customer.id}
                headers: [{ name: X-Key, value: "${KEY}" }]
                fields: [{ name: tier, at: /tier }, { name: open, type: number, at: /open }]
              - id: slow
                url: BASE/slow/{customer.id}
                headers: [{ name: X-Key, value: "${KEY}" }]
                timeout: 2s
                fields: [{ name: tier, at: /tier }]
            rules:
              - id: ask
                on: ticket-created
                rules:
                  - id: both
                    then: [{ action: lookup, lookup: fast }, { action: lookup, lookup: slow }]
              - id: answered
                on: lookup-answered
                match: all
                rules:
                  - id: gold
                    when:
                      - { field: lookup.fast.tier, operator: is, value: gold }
                      - { field: lookup.fast.open, operator: at-least, value: 4 }
                    then: [{ action: set-priority, to: urgent }]
                  - id: silent
                    when:
                      - { field: event.subject, operator: is, value: slow }
                      - { field: lookup.slow.failed, operator: is, value: true }
                    then: [{ action: add-conversation-tags, tags: [went-on] }]
            """
                .replace("BASE", base));
    DemoSettings.apply(file, Addresses.of(stack), line -> {});
    awaitSettings("lookups");
    play("lookups", new Case("hello", "en", "free", ticket -> {}));
    publisher.flush();
    watcher.await(
        "lookups",
        "c-1",
        "the ticket went on without the slow system",
        s ->
            !s.tickets().isEmpty()
                && s.tickets().getFirst().getConversationTags().contains("went-on"),
        PATIENCE);
    mayAnswer.countDown();
    watcher.await(
        "lookups",
        "c-1",
        "the late answer",
        s -> "gold".equals(s.tickets().getFirst().getCustomFields().get("slow.tier")),
        PATIENCE);
    Ticket ticket =
        watcher.look(
            all ->
                all.stream()
                    .filter(s -> s.accountId().equals("lookups"))
                    .findFirst()
                    .orElseThrow()
                    .tickets()
                    .getFirst());
    assertThat(ticket.getPriority()).isEqualTo(Priority.URGENT);
    assertThat(ticket.getCustomFields())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("fast.tier", "gold", "fast.open", "4", "slow.tier", "gold"));
    assertThat(why(ticket)).contains("lookup slow failed: no answer in time", "answered late");
  }

  private record Case(String text, String language, String plan, Consumer<Ticket> wanted) {}

  private static Map<String, Case> cases() {
    Map<String, Case> cases = new LinkedHashMap<>();
    cases.put("language-desks", new Case("안녕하세요", "ko", "free", t -> isIn(t, "one")));
    cases.put(
        "legal-and-press",
        new Case(
            "You will hear from my lawyers",
            "en",
            "free",
            t -> {
              is(t, Priority.URGENT, "legal");
              assertThat(t.getTeamId()).isNull();
            }));
    cases.put(
        "out-of-hours",
        new Case(
            "My card was stolen",
            "en",
            "free",
            t -> {
              isIn(t, "one");
              is(t, Priority.URGENT, "night");
            }));
    cases.put(
        "reassign-on-handoff",
        new Case(
            "hello",
            "en",
            "free",
            t -> {
              isIn(t, "one");
              is(t, Priority.NORMAL, "from-chat");
            }));
    cases.put(
        "refunds-to-billing",
        new Case(
            "I was never refunded",
            "en",
            "free",
            t -> {
              isIn(t, "one");
              is(t, Priority.HIGH, "refund");
            }));
    cases.put(
        "score-and-escalate",
        new Case(
            "hello",
            "en",
            "gold",
            t -> {
              assertThat(t.getPriority()).isEqualTo(Priority.HIGH);
              assertThat(t.getCustomFields()).containsEntry("score", "3");
            }));
    cases.put(
        "stores-and-topics",
        new Case(
            "hello",
            "en",
            "free",
            t -> {
              isIn(t, "one");
              assertThat(t.getCategory()).isEqualTo("orders");
              assertThat(t.getCustomFields()).containsEntry("store", "Seoul");
            }));
    cases.put(
        "vip-first",
        new Case(
            "hello",
            "en",
            "gold",
            t -> {
              isIn(t, "one");
              is(t, Priority.URGENT, "vip");
            }));
    return cases;
  }

  private static void isIn(Ticket ticket, String team) {
    assertThat(ticket.getTeamId()).isEqualTo(team);
  }

  private static void is(Ticket ticket, Priority priority, String tag) {
    assertThat(ticket.getPriority()).isEqualTo(priority);
    assertThat(ticket.getConversationTags()).containsExactly(tag);
  }

  @Test
  void shouldDoWhatEachWorkflowSays() throws Exception {
    Map<String, Case> cases = cases();
    for (Map.Entry<String, Case> one : cases.entrySet()) {
      apply(one.getKey());
      play(one.getKey(), one.getValue());
    }
    publisher.flush();
    for (Map.Entry<String, Case> one : cases.entrySet()) {
      String template = one.getKey();
      watcher.await(template, "c-1", "a ticket", s -> !s.tickets().isEmpty(), PATIENCE);
      Ticket ticket =
          watcher.look(
              all ->
                  all.stream()
                      .filter(s -> s.accountId().equals(template))
                      .findFirst()
                      .orElseThrow()
                      .tickets()
                      .getFirst());
      one.getValue().wanted().accept(ticket);
      assertThat(why(ticket)).contains("rule set \"" + template + "\": fired: ");
    }
    assertThat(SystemUnderTest.refused(watcher, start)).isEmpty();
  }

  private void apply(String template) throws Exception {
    Path file = folder.resolve(template + ".yaml");
    String hours =
        template.equals("out-of-hours")
            ? "routing: { hours: shut }\ncalendars: [{ id: shut, sunday: 03:00-04:00 }]\n"
            : "";
    Files.writeString(file, "account: " + template + "\n" + BASE + hours);
    CommandLine command = TemplatesCommand.commandLine(TEMPLATES);
    assertThat(command.execute("use", template, file.toString())).isZero();
    String text = Files.readString(file);
    for (Map.Entry<String, String> place :
        Map.of(
                "agent[^>]*", "lea",
                "mailbox[^>]*", "law@acme.example",
                "(your best plan|plan[^>]*)", "gold",
                "name of the store", "Seoul",
                "category for orders", "orders",
                "custom field for the score", "score",
                "custom field for the store", "store",
                "customer tag[^>]*", "club",
                "team[^>]*", "one")
            .entrySet()) {
      text = text.replaceAll("<<fill in: " + place.getKey() + ">>", place.getValue());
    }
    Files.writeString(file, text);
    DemoSettings.apply(file, Addresses.of(stack), line -> {});
    awaitSettings(template);
  }

  /** A conversation of an account that a service does not know yet is refused. */
  private void awaitSettings(String account) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String service : Addresses.of(stack).services().values()) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(service + "/actuator/settings/" + account)).build();
        Awaitility.await()
            .atMost(PATIENCE)
            .until(
                () ->
                    http.send(request, HttpResponse.BodyHandlers.ofString())
                        .body()
                        .contains("\"version\":1"));
      }
    }
  }

  private void play(String account, Case one) {
    platform.publish(
        event(account, "start")
            .setPayload(
                ConversationStarted.newBuilder()
                    .setCustomer(
                        Customer.newBuilder()
                            .setCustomerId("kim")
                            .setLanguage(one.language())
                            .setAttributes(Map.of("plan", one.plan()))
                            .build())
                    .setSubject(null)
                    .setStoreId("Seoul")
                    .setTopic("order")
                    .build()));
    platform.post(event(account, "ask"), AuthorType.CUSTOMER, "kim", one.text());
  }

  private static ConversationEvent.Builder event(String account, String what) {
    return ConversationEvent.newBuilder()
        .setEventId("templates-it-" + account + "-" + what)
        .setAccountId(account)
        .setChannelId("web")
        .setConversationId("c-1")
        .setOccurredAt(TUESDAY)
        .setCause(null);
  }

  private String why(Ticket ticket) {
    StringWriter told = new StringWriter();
    List<String> arguments =
        List.of(
            ticket.getTicketId(),
            "--account",
            ticket.getAccountId(),
            "--bootstrap-servers",
            stack.endpoints().bootstrapServers(),
            "--registry",
            stack.endpoints().schemaRegistryUrl());
    int code =
        WhyCommand.commandLine()
            .setOut(new PrintWriter(told))
            .setErr(new PrintWriter(told))
            .execute(arguments.toArray(String[]::new));
    assertThat(code).as(told.toString()).isZero();
    return told.toString();
  }
}
