package io.handoff.schemas.serde;

import static io.handoff.schemas.serde.Samples.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.handoff.schemas.serde.SchemaRegistryException.Kind;
import io.handoff.schemas.serde.StubRegistry.Request;
import io.handoff.schemas.serde.sample.Address;
import io.handoff.schemas.serde.sample.Parcel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class HttpSchemaRegistryClientTest {

  private static final Schema SCHEMA = Parcel.getClassSchema();

  private final StubRegistry stub = new StubRegistry();
  private final List<Duration> pauses = new ArrayList<>();

  @AfterEach
  void close() {
    stub.close();
  }

  private HttpSchemaRegistryClient client(String url, Object... more) {
    return new HttpSchemaRegistryClient(new AvroSerdeConfig(config(url, more)), pauses::add);
  }

  private HttpSchemaRegistryClient client() {
    return client(stub.url());
  }

  private static SchemaRegistryException refusal(Runnable call) {
    SchemaRegistryException e = catchThrowableOfType(SchemaRegistryException.class, call::run);
    assertThat(e).isNotNull();
    return e;
  }

  private static RegistryUnavailableException outage(Runnable call) {
    RegistryUnavailableException e =
        catchThrowableOfType(RegistryUnavailableException.class, call::run);
    assertThat(e).isNotNull();
    return e;
  }

  @Test
  void shouldLookAnIdUpByTheSchemaItselfWithoutJavaProperties() {
    stub.register("other-value", Address.getClassSchema());
    int id = stub.register("parcels-value", SCHEMA);

    assertThat(client().idOf("parcels-value", SCHEMA)).isEqualTo(id);

    Request request = stub.requests.getFirst();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/subjects/parcels-value");
    assertThat(SCHEMA.toString()).contains("avro.java.string");
    assertThat(request.body()).doesNotContain("avro.java").contains("timestamp-millis", "uuid");
  }

  @Test
  void shouldAskOnlyOnceForEachIdAndEachSchema() {
    int id = stub.register("parcels-value", SCHEMA);
    HttpSchemaRegistryClient client = client();

    for (int i = 0; i < 3; i++) {
      assertThat(client.idOf("parcels-value", SCHEMA)).isEqualTo(id);
      assertThat(client.byId(id)).isSameAs(client.byId(id));
    }

    assertThat(stub.requests).hasSize(2);
  }

  @Test
  void shouldReadASchemaByItsId() {
    int id = stub.register("parcels-value", SCHEMA);

    assertThat(client().byId(id)).isEqualTo(RegistrySchemas.plain(SCHEMA));
    assertThat(stub.requests.getFirst().path()).isEqualTo("/schemas/ids/" + id);
  }

  @Test
  void shouldRegisterSetCompatibilityAndListSubjects() {
    HttpSchemaRegistryClient client = client();

    int id = client.register("parcels-value", SCHEMA);
    client.setCompatibility("parcels-value", "FULL");

    assertThat(client.byId(id)).isEqualTo(RegistrySchemas.plain(SCHEMA));
    assertThat(client.subjects()).containsExactly("parcels-value");
    assertThat(stub.compatibility).containsEntry("parcels-value", "FULL");
  }

  @Test
  void shouldKeepThePathOfTheAddress() {
    try (StubRegistry apicurio = new StubRegistry("/apis/ccompat/v7", null, false)) {
      int id = apicurio.register("parcels-value", SCHEMA);

      assertThat(client(apicurio.url() + "/").idOf("parcels-value", SCHEMA)).isEqualTo(id);

      assertThat(apicurio.requests.getFirst().path())
          .isEqualTo("/apis/ccompat/v7/subjects/parcels-value");
    }
  }

  @Test
  void shouldEncodeASubjectIntoThePath() {
    refusal(() -> client().idOf("a b/c?d+é", SCHEMA));

    assertThat(stub.requests.getFirst().path()).isEqualTo("/subjects/a%20b%2Fc%3Fd%2B%C3%A9");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503})
  void shouldTryAgainWhenTheRegistryIsBusyOrBroken(int status) {
    int id = stub.register("parcels-value", SCHEMA);
    stub.nextStatus(status, "{\"error_code\":50001,\"message\":\"try again\"}");
    stub.nextDrop();

    assertThat(client().idOf("parcels-value", SCHEMA)).isEqualTo(id);

    assertThat(stub.requests).hasSize(3);
    assertThat(pauses).hasSize(2);
  }

  @Test
  void shouldDoubleTheBackOffUpToItsMaximumAndThenGiveUp() {
    for (int i = 0; i < 6; i++) {
      stub.nextStatus(503, "");
    }
    HttpSchemaRegistryClient client =
        client(
            stub.url(),
            "handoff.registry.retries",
            5,
            "handoff.registry.retry.backoff.ms",
            100,
            "handoff.registry.retry.backoff.max.ms",
            700);

    RegistryUnavailableException e = outage(() -> client.byId(1));

    assertThat(stub.requests).hasSize(6);
    assertThat(e).hasMessageContaining(stub.url() + ": status 503");
    List<Integer> full = List.of(100, 200, 400, 700, 700);
    assertThat(pauses).hasSameSizeAs(full);
    for (int i = 0; i < full.size(); i++) {
      assertThat(pauses.get(i).toMillis()).isBetween(full.get(i) / 2L, (long) full.get(i));
    }
  }

  @Test
  void shouldFailOverToTheNextAddressAndStayThere() {
    try (StubRegistry first = new StubRegistry()) {
      int id = stub.register("parcels-value", SCHEMA);
      stub.register("parcels-value", Address.getClassSchema());
      first.nextStatus(503, "");
      HttpSchemaRegistryClient client = client(first.url() + "," + stub.url());

      assertThat(client.byId(id)).isNotNull();
      assertThat(client.byId(id + 1)).isNotNull();

      assertThat(pauses).as("the second address is tried at once").isEmpty();
      assertThat(first.requests).hasSize(1);
    }
  }

  @Test
  void shouldComeBackToTheFirstAddressWhenTheSecondFails() {
    String dead = deadUrl();
    int id = stub.register("parcels-value", SCHEMA);
    HttpSchemaRegistryClient client = client(stub.url() + "," + dead);
    stub.nextStatus(503, "");

    assertThat(client.byId(id)).isNotNull();

    assertThat(pauses).as("one round has failed").hasSize(1);
  }

  @Test
  void shouldNameEveryAddressButNoCredentialsWhenNoneAnswers() {
    String first = deadUrl();
    String second = deadUrl();
    HttpSchemaRegistryClient client =
        client(first.replace("//", "//joe:sesame@") + "," + second, "handoff.registry.retries", 1);

    assertThat(outage(() -> client.byId(1)))
        .hasMessageContaining(first)
        .hasMessageContaining(second)
        .hasMessageContaining("tried 2 times")
        .hasMessageNotContaining("sesame");
  }

  @Test
  void shouldTimeOutWhenTheBodyOfAnAnswerNeverComes() {
    stub.nextStall();
    HttpSchemaRegistryClient client =
        client(
            stub.url(), "handoff.registry.request.timeout.ms", 200, "handoff.registry.retries", 0);

    assertThat(outage(() -> client.byId(1))).hasMessageContaining("TimeoutException");
  }

  @Test
  void shouldTellNotFoundFromAllElseWithoutTryingAgain() {
    stub.register("known-value", Address.getClassSchema());
    HttpSchemaRegistryClient client = client();

    assertThat(refusal(() -> client.byId(77)).kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(refusal(() -> client.idOf("unknown-value", SCHEMA)))
        .hasMessageContaining("40401")
        .extracting(SchemaRegistryException::kind)
        .isEqualTo(Kind.NOT_FOUND);
    assertThat(refusal(() -> client.idOf("known-value", SCHEMA)))
        .hasMessageContaining("40403")
        .extracting(SchemaRegistryException::kind)
        .isEqualTo(Kind.NOT_FOUND);
    assertThat(stub.requests).hasSize(3);
  }

  @Test
  void shouldNotTakeAWrongAddressForAnUnknownId() {
    HttpSchemaRegistryClient client = client(stub.url() + "/apis/ccompat");

    assertThat(refusal(() -> client.byId(1)).kind()).isEqualTo(Kind.REJECTED);
    stub.nextStatus(404, "<html>nothing here</html>");
    assertThat(refusal(() -> client.byId(1)).kind()).isEqualTo(Kind.REJECTED);
    stub.nextStatus(200, "<html>log in</html>");
    assertThat(refusal(() -> client.byId(1)))
        .hasMessageContaining("is it a registry?")
        .extracting(SchemaRegistryException::kind)
        .isEqualTo(Kind.REJECTED);
    stub.nextStatus(200, "{}");
    assertThat(refusal(() -> client.idOf("s", SCHEMA)).kind()).isEqualTo(Kind.REJECTED);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 403, 409, 422})
  void shouldPassOnWhatTheRegistryRejects(int status) {
    stub.nextStatus(status, "{\"error_code\":" + status + ",\"message\":\"because\"}");

    SchemaRegistryException e = refusal(() -> client().register("parcels-value", SCHEMA));

    assertThat(e.kind()).isEqualTo(Kind.REJECTED);
    assertThat(e).hasMessageContaining("answered " + status).hasMessageContaining("because");
    assertThat(stub.requests).hasSize(1);
  }

  @Test
  void shouldCallAnIdUnusableThatNamesNoPlainAvroSchema() {
    stub.answerId(7, "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}");
    stub.answerId(8, "{\"schema\":\"\\\"string\\\"\",\"references\":[{\"name\":\"x\"}]}");
    stub.answerId(9, "{\"schema\":\"{\\\"type\\\":\\\"nonsense\\\"}\"}");
    HttpSchemaRegistryClient client = client();

    for (int id : List.of(7, 8, 9)) {
      assertThat(refusal(() -> client.byId(id)).kind()).isEqualTo(Kind.UNUSABLE);
    }
  }

  @Test
  void shouldSendCredentialsFromTheSourceThatIsNamed() {
    String info = "joe:se:same";
    String expected = "Basic " + Base64.getEncoder().encodeToString(Samples.utf8(info));

    refusal(
        () ->
            client(
                    stub.url(),
                    "basic.auth.credentials.source",
                    "USER_INFO",
                    "basic.auth.user.info",
                    info)
                .byId(1));
    refusal(() -> client(stub.urlWith("joe:se%3Asame")).byId(1));
    refusal(() -> client(stub.url()).byId(1));

    assertThat(stub.requests)
        .extracting(Request::authorization)
        .containsExactly(expected, expected, null);
  }

  @Test
  void shouldGoOnWithWhatItKnowsWhenTheRegistryIsGone() {
    int id = stub.register("parcels-value", SCHEMA);
    HttpSchemaRegistryClient client = client();
    client.idOf("parcels-value", SCHEMA);
    client.byId(id);

    stub.close();

    assertThat(client.idOf("parcels-value", SCHEMA)).isEqualTo(id);
    assertThat(client.byId(id)).isNotNull();
    assertThatExceptionOfType(RegistryUnavailableException.class)
        .isThrownBy(() -> client.byId(id + 1));
  }

  @Test
  void shouldShareOneClientAmongEqualSettings() {
    SchemaRegistryClient one = SchemaRegistryClient.from(config("http://127.0.0.1:1"));

    assertThat(SchemaRegistryClient.from(config("http://127.0.0.1:1", "linger.ms", "5")))
        .isSameAs(one);
    assertThat(
            SchemaRegistryClient.from(
                config("http://127.0.0.1:1", "auto.register.schemas", "true")))
        .isSameAs(one);
    assertThat(
            SchemaRegistryClient.from(config("http://127.0.0.1:1", "basic.auth.user.info", "a:b")))
        .isNotSameAs(one);
  }

  /** An address where nobody listens. */
  private static String deadUrl() {
    StubRegistry closed = new StubRegistry();
    closed.close();
    return closed.url();
  }
}
