package io.handoff.kit.test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.InMemorySchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A schema registry with all of the catalogue, on a free port; does not answer when told so. */
public final class StubRegistry implements AutoCloseable {

  /** What it answers instead of a schema: a status and a page. */
  private record Page(int status, String body) {}

  private final InMemorySchemaRegistryClient schemas = new InMemorySchemaRegistryClient();
  private final HttpServer server;
  private volatile @Nullable Page instead;

  /** A registry that answers. */
  public StubRegistry() {
    for (Topic<?> topic : Topics.ALL) {
      schemas.register(topic.subject(), SpecificData.get().getSchema(topic.valueType()));
    }
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /** Settings of a serde that asks this registry, once for each question. */
  public Map<String, Object> serde() {
    return Map.of(
        "schema.registry.url",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "handoff.registry.retries",
        "0");
  }

  /** The same schemas without a network: for the test's own records. */
  public InMemorySchemaRegistryClient schemas() {
    return schemas;
  }

  /** From now on it answers this, whatever is asked. */
  public void answerWith(int status, String page) {
    instead = new Page(status, page);
  }

  /** It answers as it should again. */
  public void answerAgain() {
    instead = null;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Page page = instead;
    byte[] body =
        (page == null ? answer(exchange.getRequestURI().getPath(), asked) : page.body())
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(page == null ? 200 : page.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String answer(String path, String asked) {
    JsonMapper json = JsonMapper.shared();
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (path.startsWith("/schemas/ids/")) {
      return json.writeValueAsString(
          Map.of("schema", schemas.byId(Integer.parseInt(last)).toString()));
    }
    if (path.equals("/subjects")) {
      return json.writeValueAsString(schemas.subjects());
    }
    Schema schema =
        new Schema.Parser()
            .setValidateDefaults(false)
            .parse(json.readTree(asked).get("schema").asString());
    return json.writeValueAsString(Map.of("id", schemas.idOf(last, schema)));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
