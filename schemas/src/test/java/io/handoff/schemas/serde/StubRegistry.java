package io.handoff.schemas.serde;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Enough of Confluent's REST API on a free port of 127.0.0.1 for this serde and for Confluent's own
 * classes. Compares schemas as the real one does, by their text as Avro prints it; remembers all
 * requests; and misbehaves on demand, once per call of one of the {@code next…} methods.
 */
final class StubRegistry implements AutoCloseable {

  record Request(
      String method,
      String path,
      @Nullable String query,
      @Nullable String authorization,
      String body) {}

  private interface Fault {
    void play(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final String base;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final List<String> schemas = new ArrayList<>();
  private final Map<String, List<Integer>> subjects = new LinkedHashMap<>();
  private final Map<Integer, String> rawAnswers = new LinkedHashMap<>();
  final Map<String, String> compatibility = new LinkedHashMap<>();
  final List<Request> requests = new CopyOnWriteArrayList<>();

  StubRegistry() {
    this("", null, false);
  }

  StubRegistry(String path, @Nullable SSLContext tls, boolean clientCertificate) {
    try {
      InetSocketAddress free = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
      server = tls == null ? HttpServer.create(free, 0) : https(free, tls, clientCertificate);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(path.isEmpty() ? "/" : path, this::handle);
    server.start();
    String scheme = tls == null ? "http" : "https";
    base = scheme + "://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static HttpsServer https(InetSocketAddress address, SSLContext tls, boolean certificate)
      throws IOException {
    HttpsServer https = HttpsServer.create(address, 0);
    https.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            var ssl = tls.getDefaultSSLParameters();
            ssl.setNeedClientAuth(certificate);
            parameters.setSSLParameters(ssl);
          }
        });
    return https;
  }

  String url() {
    return base;
  }

  String urlWith(String userInfo) {
    return base.replace("://", "://" + userInfo + "@");
  }

  /** Registers without a request. */
  synchronized int register(String subject, Schema schema) {
    return registerText(subject, RegistrySchemas.plain(schema).toString());
  }

  /** Lets {@code GET /schemas/ids/id} answer this, whatever is registered. */
  synchronized void answerId(int id, String json) {
    rawAnswers.put(id, json);
  }

  synchronized void nextStatus(int status, String body) {
    faults.add(exchange -> answer(exchange, status, body));
  }

  /** Closes the connection instead of answering. */
  synchronized void nextDrop() {
    faults.add(HttpExchange::close);
  }

  /** Sends the head of an answer and never the body. */
  synchronized void nextStall() {
    faults.add(
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          closing.await();
        });
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getRawPath();
    requests.add(
        new Request(
            exchange.getRequestMethod(),
            path,
            exchange.getRequestURI().getRawQuery(),
            exchange.getRequestHeaders().getFirst("Authorization"),
            body));
    Fault fault;
    synchronized (this) {
      fault = faults.poll();
    }
    try {
      if (fault != null) {
        fault.play(exchange);
      } else {
        String prefix = exchange.getHttpContext().getPath();
        respond(exchange, prefix.equals("/") ? path : path.substring(prefix.length()), body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private synchronized void respond(HttpExchange exchange, String path, String body)
      throws IOException {
    String[] parts = path.substring(1).split("/");
    String route = exchange.getRequestMethod() + " " + parts[0] + " " + parts.length;
    switch (route) {
      case "GET schemas 3" -> schema(exchange, Integer.parseInt(parts[2]));
      case "GET subjects 1" -> answer(exchange, 200, json(List.copyOf(subjects.keySet())));
      case "POST subjects 2" -> lookUp(exchange, parts[1], text(body));
      case "POST subjects 3" ->
          answer(exchange, 200, json(Map.of("id", registerText(parts[1], text(body)))));
      case "PUT config 2" -> {
        compatibility.put(
            parts[1], RegistrySchemas.JSON.readTree(body).get("compatibility").asString());
        answer(exchange, 200, body);
      }
      default -> answer(exchange, 404, "{\"error_code\":404,\"message\":\"no such page\"}");
    }
  }

  private void schema(HttpExchange exchange, int id) throws IOException {
    if (rawAnswers.containsKey(id)) {
      answer(exchange, 200, rawAnswers.get(id));
    } else if (id < 1 || id > schemas.size()) {
      answer(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema " + id + " not found\"}");
    } else {
      answer(exchange, 200, json(Map.of("schema", schemas.get(id - 1))));
    }
  }

  private void lookUp(HttpExchange exchange, String subject, String schema) throws IOException {
    int id = schemas.indexOf(schema) + 1;
    if (!subjects.containsKey(subject)) {
      answer(exchange, 404, "{\"error_code\":40401,\"message\":\"Subject not found\"}");
    } else if (!subjects.get(subject).contains(id)) {
      answer(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
    } else {
      int version = subjects.get(subject).indexOf(id) + 1;
      answer(
          exchange,
          200,
          json(Map.of("subject", subject, "id", id, "version", version, "schema", schema)));
    }
  }

  private int registerText(String subject, String schema) {
    if (!schemas.contains(schema)) {
      schemas.add(schema);
    }
    int id = schemas.indexOf(schema) + 1;
    List<Integer> versions = subjects.computeIfAbsent(subject, s -> new ArrayList<>());
    if (!versions.contains(id)) {
      versions.add(id);
    }
    return id;
  }

  private static String text(String body) {
    JsonNode json = RegistrySchemas.JSON.readTree(body);
    return RegistrySchemas.parse(json.get("schema").asString()).toString();
  }

  private static String json(Object value) {
    return RegistrySchemas.JSON.writeValueAsString(value);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
