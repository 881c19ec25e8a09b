package io.handoff.schemas.serde;

import io.handoff.schemas.serde.SchemaRegistryException.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Confluent's REST API over HTTP or HTTPS: Confluent's registry, or Apicurio's under {@code
 * /apis/ccompat/v7}.
 *
 * <p>An address that does not answer, or answers 408, 429 or 5xx, is passed over for the next; when
 * all have failed, the round is repeated after a back-off, a bounded number of times. The address
 * that answered last is asked first. Requests may therefore arrive twice, which all of them bear. A
 * 404 counts as "not found" only with the error code of a schema registry, so that a wrong address
 * never makes good records look unknown.
 */
public final class HttpSchemaRegistryClient implements SchemaRegistryClient {

  private static final Map<Map<String, Object>, HttpSchemaRegistryClient> SHARED =
      new ConcurrentHashMap<>();

  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

  /** Waits; replaced in tests. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  private record Endpoint(String base, @Nullable String authorization) {}

  private record SubjectSchema(String subject, Schema schema) {}

  private final HttpClient http;
  private final List<Endpoint> endpoints;
  private final Duration timeout;
  private final int retries;
  private final Duration backoff;
  private final Duration maxBackoff;
  private final Sleeper sleeper;
  private final Map<SubjectSchema, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
  private volatile int preferred;
  private volatile @Nullable String trouble;

  HttpSchemaRegistryClient(AvroSerdeConfig config, Sleeper sleeper) {
    this.endpoints = endpoints(config);
    this.timeout = config.millis(AvroSerdeConfig.REQUEST_TIMEOUT);
    this.retries = config.getInt(AvroSerdeConfig.RETRIES);
    this.backoff = config.millis(AvroSerdeConfig.BACKOFF);
    this.maxBackoff = config.millis(AvroSerdeConfig.BACKOFF_MAX);
    this.sleeper = sleeper;
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(timeout);
    SSLContext tls = RegistryTls.context(config);
    this.http = (tls == null ? builder : builder.sslContext(tls)).build();
  }

  static HttpSchemaRegistryClient shared(AvroSerdeConfig config) {
    return SHARED.computeIfAbsent(
        config.registryValues(),
        k -> new HttpSchemaRegistryClient(config, time -> Thread.sleep(time.toMillis())));
  }

  @Override
  public int idOf(String subject, Schema schema) {
    return idOf(subject, schema, "/subjects/" + encoded(subject));
  }

  @Override
  public int register(String subject, Schema schema) {
    return idOf(subject, schema, "/subjects/" + encoded(subject) + "/versions");
  }

  private int idOf(String subject, Schema schema, String path) {
    SubjectSchema key = new SubjectSchema(subject, schema);
    Integer known = ids.get(key);
    if (known != null) {
      return known;
    }
    String text = RegistrySchemas.plain(schema).toString();
    ObjectNode body = RegistrySchemas.JSON.createObjectNode().put("schema", text);
    JsonNode id = call("POST", path, body.toString()).path("id");
    if (!id.isInt()) {
      throw new SchemaRegistryException(Kind.REJECTED, "Answer without an id to POST " + path);
    }
    ids.put(key, id.intValue());
    return id.intValue();
  }

  @Override
  public Schema byId(int id) {
    Schema known = schemas.get(id);
    if (known != null) {
      return known;
    }
    JsonNode answer = call("GET", "/schemas/ids/" + id, null);
    String type = answer.path("schemaType").asString("AVRO");
    if (!type.equals("AVRO") || !answer.path("references").isEmpty()) {
      throw new SchemaRegistryException(
          Kind.UNUSABLE,
          "Schema " + id + " is not one Avro schema without references, but " + type);
    }
    try {
      Schema fresh = RegistrySchemas.parse(answer.path("schema").asString(""));
      Schema earlier = schemas.putIfAbsent(id, fresh);
      return earlier == null ? fresh : earlier;
    } catch (AvroRuntimeException e) {
      throw new SchemaRegistryException(Kind.UNUSABLE, "Schema " + id + " cannot be parsed", e);
    }
  }

  @Override
  public void setCompatibility(String subject, String level) {
    ObjectNode body = RegistrySchemas.JSON.createObjectNode().put("compatibility", level);
    call("PUT", "/config/" + encoded(subject), body.toString());
  }

  @Override
  public List<String> subjects() {
    List<String> names = new ArrayList<>();
    call("GET", "/subjects", null).forEach(name -> names.add(name.asString()));
    return List.copyOf(names);
  }

  @Override
  public @Nullable String trouble() {
    return trouble;
  }

  private JsonNode call(String method, String path, @Nullable String body) {
    try {
      JsonNode answer = attempts(method, path, body);
      trouble = null;
      return answer;
    } catch (SchemaRegistryException e) {
      trouble = e.kind() == Kind.REJECTED ? e.getMessage() : null;
      throw e;
    }
  }

  private JsonNode attempts(String method, String path, @Nullable String body) {
    List<String> problems = new ArrayList<>();
    Exception last = null;
    for (int round = 0; round <= retries; round++) {
      if (round > 0) {
        pause(round);
      }
      problems.clear();
      int first = preferred;
      for (int i = 0; i < endpoints.size(); i++) {
        int index = (first + i) % endpoints.size();
        Endpoint endpoint = endpoints.get(index);
        try {
          HttpResponse<String> response = send(endpoint, method, path, body);
          if (!worthRepeating(response.statusCode())) {
            preferred = index;
            return answer(response, method + " " + endpoint.base() + path);
          }
          problems.add(endpoint.base() + ": status " + response.statusCode());
        } catch (IOException | TimeoutException e) {
          problems.add(endpoint.base() + ": " + e);
          last = e;
        }
      }
      trouble = String.join("; ", problems);
    }
    String message =
        "Schema registry not available, tried %d times: %s %s: %s"
            .formatted(retries + 1, method, path, String.join("; ", problems));
    throw last == null
        ? new RegistryUnavailableException(message)
        : new RegistryUnavailableException(message, last);
  }

  /** Sends asynchronously because the timeout must hold for the body too, not only the head. */
  private HttpResponse<String> send(
      Endpoint endpoint, String method, String path, @Nullable String body)
      throws IOException, TimeoutException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint.base() + path))
            .header("Accept", MEDIA_TYPE + ", application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", MEDIA_TYPE);
    }
    if (endpoint.authorization() != null) {
      request.header("Authorization", endpoint.authorization());
    }
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request.build(), BodyHandlers.ofString());
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } finally {
      answer.cancel(true);
    }
  }

  private static boolean worthRepeating(int status) {
    return status == 408 || status == 429 || status >= 500;
  }

  private static JsonNode answer(HttpResponse<String> response, String request) {
    int status = response.statusCode();
    JsonNode json;
    try {
      json = RegistrySchemas.JSON.readTree(response.body());
    } catch (JacksonException e) {
      throw new SchemaRegistryException(
          Kind.REJECTED, request + " answered " + status + " without JSON: is it a registry?", e);
    }
    if (status >= 200 && status < 300) {
      return json;
    }
    int code = json.path("error_code").asInt(0);
    boolean missing = status == 404 && code / 100 == 404;
    throw new SchemaRegistryException(
        missing ? Kind.NOT_FOUND : Kind.REJECTED,
        "%s answered %d, code %d: %s"
            .formatted(request, status, code, json.path("message").asString("")));
  }

  private void pause(int round) {
    long full = Math.min(maxBackoff.toMillis(), backoff.toMillis() << Math.min(round - 1, 20));
    try {
      sleeper.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(full / 2, full + 1)));
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static List<Endpoint> endpoints(AvroSerdeConfig config) {
    String info = config.secret(AvroSerdeConfig.USER_INFO);
    if (config.userInfoFromConfig() && info == null) {
      throw new ConfigException(AvroSerdeConfig.USER_INFO + " is missing");
    }
    return config.urls().stream()
        .map(url -> endpoint(url, config.userInfoFromConfig() ? info : null))
        .toList();
  }

  private static Endpoint endpoint(String url, @Nullable String configuredInfo) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(AvroSerdeConfig.URL + " holds something that is not an address");
    }
    String scheme = uri.getScheme();
    if (uri.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new ConfigException(AvroSerdeConfig.URL + " takes http://, https:// or memory://");
    }
    String info = configuredInfo == null ? uri.getUserInfo() : configuredInfo;
    String authority = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    String base = (scheme + "://" + authority + uri.getRawPath()).replaceAll("/+$", "");
    return new Endpoint(
        base,
        info == null
            ? null
            : "Basic " + Base64.getEncoder().encodeToString(info.getBytes(StandardCharsets.UTF_8)));
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
