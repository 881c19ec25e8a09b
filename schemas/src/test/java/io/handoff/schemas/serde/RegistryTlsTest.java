package io.handoff.schemas.serde;

import static io.handoff.schemas.serde.Samples.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.handoff.schemas.serde.sample.Parcel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a self-signed certificate for 127.0.0.1 that the JDK's keytool makes for the occasion. */
class RegistryTlsTest {

  private static final String PASSWORD = "for-this-test-only";

  @TempDir private static Path files;
  private static Path store;

  @BeforeAll
  static void makeCertificate() throws Exception {
    store = files.resolve("store.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process process =
        new ProcessBuilder(
                List.of(
                    keytool.toString(),
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-alias",
                    "a",
                    "-dname",
                    "CN=test",
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(files.resolve("keytool.log").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(files.resolve("keytool.log"))).isZero();
  }

  private static Map<String, Object> trusting(String url) {
    return config(
        url,
        "handoff.registry.retries",
        0,
        "schema.registry.ssl.truststore.location",
        store.toString(),
        "schema.registry.ssl.truststore.password",
        PASSWORD,
        "schema.registry.ssl.truststore.type",
        "PKCS12");
  }

  private static Map<String, Object> showingACertificate(String url) {
    Map<String, Object> config = trusting(url);
    config.put("schema.registry.ssl.keystore.location", store.toString());
    config.put("schema.registry.ssl.keystore.password", PASSWORD);
    return config;
  }

  private static StubRegistry https(boolean clientCertificate) {
    SSLContext context =
        RegistryTls.context(new AvroSerdeConfig(showingACertificate("https://unused")));
    return new StubRegistry("", context, clientCertificate);
  }

  @Test
  void shouldTalkToARegistryWhoseCertificateIsTrusted() {
    try (StubRegistry stub = https(false)) {
      int id = stub.register("parcels-value", Parcel.getClassSchema());

      assertThat(SchemaRegistryClient.from(trusting(stub.url())).byId(id)).isNotNull();
    }
  }

  @Test
  void shouldNotTalkToARegistryWhoseCertificateIsNotTrusted() {
    try (StubRegistry stub = https(false)) {
      SchemaRegistryClient client =
          SchemaRegistryClient.from(config(stub.url(), "handoff.registry.retries", 0));

      assertThatExceptionOfType(RegistryUnavailableException.class)
          .isThrownBy(() -> client.byId(1))
          .withMessageContaining("SSLHandshakeException");
      assertThat(stub.requests).isEmpty();
    }
  }

  @Test
  void shouldVerifyTheNameOfTheHost() {
    try (StubRegistry stub = https(false)) {
      String byName = stub.url().replace("127.0.0.1", "localhost");

      assertThatExceptionOfType(RegistryUnavailableException.class)
          .isThrownBy(() -> SchemaRegistryClient.from(trusting(byName)).byId(1))
          .withMessageContaining("localhost");
      assertThat(stub.requests).isEmpty();
    }
  }

  @Test
  void shouldShowItsOwnCertificateWhereOneIsDemanded() {
    try (StubRegistry stub = https(true)) {
      int id = stub.register("parcels-value", Parcel.getClassSchema());

      assertThat(SchemaRegistryClient.from(showingACertificate(stub.url())).byId(id)).isNotNull();
      assertThatExceptionOfType(RegistryUnavailableException.class)
          .isThrownBy(() -> SchemaRegistryClient.from(trusting(stub.url())).byId(id));
    }
  }

  @Test
  void shouldNameTheKeyOfAStoreThatCannotBeUsed() {
    Map<String, Object> wrongPassword = trusting("https://h");
    wrongPassword.put("schema.registry.ssl.truststore.password", "wrong");
    Map<String, Object> noFile = showingACertificate("https://h");
    noFile.put("schema.registry.ssl.keystore.location", files.resolve("none").toString());

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> SchemaRegistryClient.from(wrongPassword))
        .withMessageContaining("schema.registry.ssl.truststore.location")
        .withMessageNotContaining("wrong\"");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> SchemaRegistryClient.from(noFile))
        .withMessageContaining("schema.registry.ssl.keystore.location");
  }
}
