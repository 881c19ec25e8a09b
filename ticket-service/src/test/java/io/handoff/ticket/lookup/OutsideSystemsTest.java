package io.handoff.ticket.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.handoff.avro.LookupCall;
import io.handoff.avro.LookupField;
import io.handoff.avro.LookupFieldType;
import io.handoff.avro.LookupOutcome;
import io.handoff.avro.LookupRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real HTTP server that does what servers do. */
class OutsideSystemsTest {

  private static final int MAX_BYTES = 64 * 1024;

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;
  private OutsideSystems systems;
  private Answerer answerer = exchange -> respond(exchange, 200, "{}");

  private interface Answerer {
    void answer(HttpExchange exchange) throws IOException;
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          try {
            answerer.answer(exchange);
          } finally {
            exchange.close();
          }
        });
    server.start();
    systems = systems(true, Duration.ofSeconds(2), server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    end.countDown();
    systems.close();
    server.stop(0);
    timer.shutdownNow();
  }

  private OutsideSystems systems(boolean privateAddresses, Duration patience, int port) {
    return new OutsideSystems(
        new LookupLimits(
            Set.of("127.0.0.1:" + port),
            privateAddresses,
            patience,
            MAX_BYTES,
            16,
            4,
            3,
            Duration.ofMillis(5)),
        name -> name.equals("HANDOFF_LOOKUP_ACME_TOKEN") ? "s3cret" : null,
        InstantSource.system(),
        timer);
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private LookupRequest question() {
    return question("http://127.0.0.1:" + server.getAddress().getPort() + "/c/42", 0, Map.of());
  }

  private static LookupRequest question(String url, long cacheMs, Map<String, String> headers) {
    return question("acme", url, cacheMs, headers);
  }

  private static LookupRequest question(
      String account, String url, long cacheMs, Map<String, String> headers) {
    return LookupRequest.newBuilder()
        .setLookupId("l1")
        .setAccountId(account)
        .setConversationId("c1")
        .setOccurredAt(Instant.EPOCH)
        .setSettingsVersion(3)
        .setLookup("crm")
        .setDeadline(Instant.EPOCH)
        .setCall(
            LookupCall.newBuilder()
                .setUrl(url)
                .setHeaders(headers)
                .setTimeoutMs(1_000)
                .setCacheMs(cacheMs)
                .setFields(
                    List.of(
                        new LookupField("tier", LookupFieldType.TEXT, "/customer/tier"),
                        new LookupField("open", LookupFieldType.NUMBER, "/orders/0/open"),
                        new LookupField("late", LookupFieldType.BOOLEAN, "/late")))
                .build())
        .build();
  }

  private OutsideSystems.Outcome ask() {
    return systems.ask(question());
  }

  @Test
  void shouldTakeTheDeclaredFieldsOutOfTheAnswer() {
    answerer =
        exchange ->
            respond(
                exchange,
                200,
                "{\"customer\":{\"tier\":\"골드\"},\"orders\":[{\"open\":3}],\"late\":true,\"more\":1}");
    OutsideSystems.Outcome outcome = ask();
    assertThat(outcome.outcome()).isEqualTo(LookupOutcome.FOUND);
    assertThat(outcome.fields())
        .containsExactlyInAnyOrderEntriesOf(Map.of("tier", "골드", "open", 3L, "late", true));
    assertThat(outcome.attempts()).isEqualTo(1);
  }

  @Test
  void shouldSendHeadersWithValuesOfTheAccountsEnvironment() {
    answerer =
        exchange ->
            respond(
                exchange,
                200,
                "{\"customer\":{\"tier\":\""
                    + exchange.getRequestHeaders().getFirst("Authorization")
                    + "\"}}");
    String url = question().getCall().getUrl();
    Map<String, String> headers = Map.of("Authorization", "Bearer ${TOKEN}");
    assertThat(systems.ask(question(url, 0, headers)).fields())
        .containsEntry("tier", "Bearer s3cret");
    OutsideSystems.Outcome other = systems.ask(question("other", url, 0, headers));
    assertThat(other.outcome()).isEqualTo(LookupOutcome.REFUSED);
    assertThat(other.detail()).contains("HANDOFF_LOOKUP_OTHER_TOKEN").doesNotContain("s3cret");
  }

  @Test
  void shouldTryAgainWhatMayPass() {
    answerer =
        exchange -> {
          if (asked.get() < 3) {
            respond(exchange, 503, "busy");
          } else {
            respond(exchange, 200, "{\"late\":false}");
          }
        };
    OutsideSystems.Outcome outcome = ask();
    assertThat(outcome.outcome()).isEqualTo(LookupOutcome.FOUND);
    assertThat(outcome.attempts()).isEqualTo(3);
  }

  @Test
  void shouldGiveUpOnAServerThatIsTooSlowOrTricklesAway() throws InterruptedException {
    systems = systems(true, Duration.ofMillis(300), server.getAddress().getPort());
    answerer =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            do {
              out.write(' ');
              out.flush();
            } while (!await(Duration.ofMillis(20)));
          }
        };
    OutsideSystems.Outcome outcome = ask();
    assertThat(outcome.outcome()).isEqualTo(LookupOutcome.FAILED);
    assertThat(outcome.detail()).startsWith("no answer: ");
  }

  private boolean await(Duration pause) {
    try {
      return end.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Test
  void shouldFailWhereNobodyListens() throws IOException {
    try (Socket silent = new Socket()) { // has a port and does not listen on it
      silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = silent.getLocalPort();
      systems = systems(true, Duration.ofSeconds(2), port);
      OutsideSystems.Outcome outcome =
          systems.ask(question("http://127.0.0.1:" + port + "/", 0, Map.of()));
      assertThat(outcome.outcome()).isEqualTo(LookupOutcome.FAILED);
      assertThat(outcome.attempts()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "200 | <html>hello</html>            | FAILED    | the answer is no JSON",
        "200 | {\"late\":\"maybe\"}          | FAILED    | the field late is no boolean but a"
            + " string",
        "200 | {\"customer\":{\"tier\":{}}}  | FAILED    | the field tier is no text but a object",
        "401 | no                            | FAILED    | it answers with HTTP status 401",
        "404 | no                            | NOT_FOUND | ",
        "302 | away                          | REFUSED   | it redirects elsewhere, which is not"
            + " followed",
      })
  void shouldSayWhatWasWrongWithAnAnswer(
      int status, String body, LookupOutcome wanted, String words) {
    answerer =
        exchange -> {
          exchange.getResponseHeaders().set("Location", "http://169.254.169.254/latest/meta-data");
          respond(exchange, status, body);
        };
    OutsideSystems.Outcome outcome = ask();
    assertThat(outcome.outcome()).isEqualTo(wanted);
    assertThat(outcome.detail()).isEqualTo(words);
    assertThat(outcome.attempts()).isEqualTo(1);
    assertThat(asked).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldNotReadFiftyMegabytes(boolean announced) {
    long size = 50L * 1024 * 1024;
    byte[] block = new byte[8 * 1024];
    java.util.concurrent.atomic.AtomicLong sent = new java.util.concurrent.atomic.AtomicLong();
    answerer =
        exchange -> {
          exchange.sendResponseHeaders(200, announced ? size : 0);
          try (OutputStream out = exchange.getResponseBody()) {
            while (sent.get() < size) {
              out.write(block);
              sent.addAndGet(block.length);
            }
          }
        };
    OutsideSystems.Outcome outcome = ask();
    assertThat(outcome.outcome()).isEqualTo(LookupOutcome.FAILED);
    assertThat(outcome.detail()).isEqualTo("the answer has more than 65,536 bytes");
    assertThat(sent.get()).as("sent before the connection was cut").isLessThan(size);
  }

  @Test
  void shouldRefuseHostsThatAreNotAllowed() {
    for (String url :
        List.of(
            "http://127.0.0.1:1/",
            "http://localhost:" + server.getAddress().getPort() + "/",
            "http://127.0.0.1.example.org/")) {
      OutsideSystems.Outcome outcome = systems.ask(question(url, 0, Map.of()));
      assertThat(outcome.outcome()).as(url).isEqualTo(LookupOutcome.REFUSED);
      assertThat(outcome.detail()).contains("is not allowed");
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void shouldRefusePrivateAddressesOfAllowedHosts() {
    systems = systems(false, Duration.ofSeconds(2), server.getAddress().getPort());
    OutsideSystems.Outcome outcome = ask();
    assertThat(outcome.outcome()).isEqualTo(LookupOutcome.REFUSED);
    assertThat(outcome.detail()).isEqualTo("127.0.0.1 has an address of a private network");
    assertThat(asked).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::"
      })
  void shouldKnowPrivateAddresses(String address) throws UnknownHostException {
    assertThat(AllowedAddresses.isPrivate(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"93.184.215.14", "8.8.8.8", "100.128.0.1", "2606:2800:21f::1"})
  void shouldKnowPublicAddresses(String address) throws UnknownHostException {
    assertThat(AllowedAddresses.isPrivate(InetAddress.getByName(address))).isFalse();
  }

  @Test
  void shouldKeepAnswersForAsLongAsDeclared() {
    answerer = exchange -> respond(exchange, 200, "{\"late\":true}");
    String url = question().getCall().getUrl();
    for (int i = 0; i < 3; i++) {
      assertThat(systems.ask(question(url, 60_000, Map.of())).outcome())
          .isEqualTo(LookupOutcome.FOUND);
    }
    assertThat(asked).hasValue(1);
    ask();
    assertThat(asked).hasValue(1);
    systems.ask(question(url + "?other", 0, Map.of()));
    assertThat(asked).hasValue(2);
  }

  @Test
  void shouldLeaveASystemAloneThatKeepsFailing() {
    answerer = exchange -> respond(exchange, 500, "");
    String detail = "";
    for (int i = 0; i < 6; i++) {
      detail = ask().detail();
    }
    assertThat(detail).isEqualTo("it has failed too often and is not asked for a while");
    assertThat(asked.get()).isLessThanOrEqualTo(10);
  }

  @Test
  void shouldSayWhatItLacks() {
    OutsideSystems.Outcome outcome =
        systems.ask(
            LookupRequest.newBuilder()
                .setLookupId("l1")
                .setAccountId("acme")
                .setConversationId("c1")
                .setOccurredAt(Instant.EPOCH)
                .setSettingsVersion(3)
                .setLookup("crm")
                .setDeadline(Instant.EPOCH)
                .setProblem("customer.id")
                .build());
    assertThat(outcome.outcome()).isEqualTo(LookupOutcome.FAILED);
    assertThat(outcome.detail()).isEqualTo("customer.id");
  }

  @Test
  void shouldAnswerOthersWhileOneAccountsSystemHangs() throws InterruptedException {
    CountDownLatch answers = new CountDownLatch(1);
    AtomicInteger failedAtOnce = new AtomicInteger();
    CountDownLatch told = new CountDownLatch(1_000 - 4 - OutsideSystems.WAITING);
    systems = systems(true, Duration.ofMinutes(10), server.getAddress().getPort());
    answerer =
        exchange -> {
          if (exchange.getRequestURI().getPath().equals("/hangs")) {
            try {
              answers.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          respond(exchange, 200, "{}");
        };
    String host = "http://127.0.0.1:" + server.getAddress().getPort();
    try (var questions = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 1_000; i++) {
        questions.execute(
            () -> {
              OutsideSystems.Outcome outcome =
                  systems.ask(question("slow", host + "/hangs", 0, Map.of()));
              if ("too many lookups of the account wait already".equals(outcome.detail())) {
                failedAtOnce.incrementAndGet();
                told.countDown();
              }
            });
      }
      try {
        assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(systems.ask(question("other", host + "/", 0, Map.of())).outcome())
            .isEqualTo(LookupOutcome.FOUND);
      } finally {
        answers.countDown();
        questions.shutdownNow();
      }
    }
    assertThat(failedAtOnce).hasValue(1_000 - 4 - OutsideSystems.WAITING);
  }
}
