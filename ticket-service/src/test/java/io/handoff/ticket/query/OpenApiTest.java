package io.handoff.ticket.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import io.handoff.ticket.boot.QueryRoutes;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the description that the service serves, and compares what the service does with it. */
@TestInstance(Lifecycle.PER_CLASS)
class OpenApiTest {

  private static final String GONE = "127.0.0.1:1";

  private final HttpClient http = HttpClient.newHttpClient();
  private final MemoryTickets tickets = new MemoryTickets(0, 2);
  private final Neighbours neighbours = new Neighbours();
  private final Set<String> seen = new TreeSet<>();
  private ServletWebServerApplicationContext context;
  private OpenAPI description;
  private OpenApiInteractionValidator validator;

  /** The HTTP API on stores in memory. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(QueryRoutes.class)
  static class Application {
    @Bean
    static TicketQueries queries(MemoryTickets tickets, Neighbours neighbours) {
      return new TicketQueries(
          tickets,
          neighbours,
          (address, question) -> CompletableFuture.failedFuture(new Exception()));
    }
  }

  @BeforeAll
  void start() throws Exception {
    context =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(Application.class)
                .initializers(
                    c -> {
                      c.getBeanFactory().registerSingleton("tickets", tickets);
                      c.getBeanFactory().registerSingleton("neighbours", neighbours);
                    })
                .properties(
                    "spring.config.name=none",
                    "server.port=0",
                    "server.address=127.0.0.1",
                    "spring.mvc.problemdetails.enabled=true",
                    "spring.main.banner-mode=off")
                .run();
    String text = get("/openapi.yaml").body();
    description = new OpenAPIV3Parser().readContents(text).getOpenAPI();
    validator = OpenApiInteractionValidator.createForInlineApiSpecification(text).build();
    IntStream.range(0, 250)
        .mapToObj(i -> ATicket.numbered(i, i % 2 == 0 ? "anna" : null))
        .forEach(tickets::add);
  }

  @AfterAll
  void stop() {
    context.close();
    http.close();
  }

  @Test
  void shouldBehaveAsDescribed() throws Exception {
    neighbours.only(true);
    check(200, "/openapi.yaml");
    assertThat(check(200, "/tickets?account=acme").get("complete").asBoolean()).isTrue();
    check(200, "/tickets?account=acme&status=open&team=desk&assignee=anna&limit=5");
    check(200, "/tickets?account=nobody");
    check(400, "/tickets");
    check(400, "/tickets?account=acme&status=lost");
    check(400, "/tickets?account=acme&limit=0");
    check(400, "/tickets?account=acme&cursor=nonsense");
    check(200, "/tickets/t-0007?account=acme");
    check(200, "/tickets/t-0007?account=acme&conversation=c-7");
    check(404, "/tickets/t-9999?account=acme");
    check(404, "/tickets/t-0007?account=other");
    check(400, "/tickets/t-0007");
    check(200, "/instances");
    check(200, "/instances?account=acme&conversation=c-7");
    check(400, "/instances?account=acme");

    neighbours.only(false);
    JsonNode partial = check(200, "/tickets?account=acme");
    assertThat(partial.get("complete").asBoolean()).isFalse();
    assertThat(partial.get("missingInstances").get(0).asString()).isEqualTo(GONE);
    check(200, "/tickets/t-0007?account=acme");
    check(503, "/tickets/t-9999?account=acme");
    neighbours.moving(true);
    check(503, "/tickets/t-0007?account=acme&conversation=c-7");
    check(503, "/instances?account=acme&conversation=c-7");
    tickets.stopped(true);
    check(503, "/tickets?account=acme");
    tickets.stopped(false);
    neighbours.moving(false);

    assertThat(seen).isEqualTo(described());
  }

  /** Every answer of every operation that the description has. */
  private Set<String> described() {
    Set<String> all = new TreeSet<>();
    description
        .getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach(
                        (method, operation) ->
                            operation
                                .getResponses()
                                .keySet()
                                .forEach(status -> all.add(method + " " + path + " " + status))));
    return all;
  }

  private JsonNode check(int status, String pathAndQuery) throws Exception {
    HttpResponse<String> response = get(pathAndQuery);
    assertThat(response.statusCode()).as(pathAndQuery + ": " + response.body()).isEqualTo(status);
    URI uri = URI.create(pathAndQuery);
    SimpleRequest.Builder request = new SimpleRequest.Builder(Request.Method.GET, uri.getPath());
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&")) {
        String[] parts = pair.split("=", 2);
        request.withQueryParam(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    SimpleResponse.Builder answer = new SimpleResponse.Builder(status).withBody(response.body());
    response.headers().map().forEach(answer::withHeader);
    ValidationReport report =
        validator.validateResponse(uri.getPath(), Request.Method.GET, answer.build());
    assertThat(report.getMessages()).as(pathAndQuery).isEmpty();
    if (status != 400) {
      assertThat(validator.validateRequest(request.build()).getMessages())
          .as(pathAndQuery)
          .isEmpty();
    } else {
      assertThat(validator.validateRequest(request.build()).getMessages())
          .as("%s is wrong by the description as well, or by more than it can say", pathAndQuery)
          .satisfiesAnyOf(
              messages -> assertThat(messages).isNotEmpty(),
              messages -> assertThat(pathAndQuery).containsAnyOf("cursor", "/instances"));
    }
    seen.add("GET " + template(uri.getPath()) + " " + status);
    return uri.getPath().endsWith(".yaml")
        ? JsonMapper.shared().createObjectNode()
        : JsonMapper.shared().readTree(response.body());
  }

  private static String template(String path) {
    return path.startsWith("/tickets/") ? "/tickets/{ticketId}" : path;
  }

  @Test
  void shouldListEveryTicketOnceOverAllPages() throws Exception {
    neighbours.only(true);
    List<String> ids = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    do {
      JsonNode page =
          JsonMapper.shared()
              .readTree(get("/tickets?account=acme&assignee=anna&limit=7" + cursor).body());
      page.get("tickets").forEach(ticket -> ids.add(ticket.get("ticketId").asString()));
      cursor = page.has("next") ? "&cursor=" + page.get("next").asString() : "";
      pages++;
    } while (!cursor.isEmpty());
    assertThat(ids).hasSize(125).isSorted().doesNotHaveDuplicates();
    assertThat(pages).isGreaterThan(17);
  }

  @Test
  void shouldTellProblemsOfTheFrameworkTheSameWay() throws Exception {
    HttpResponse<String> response = get("/nothing-here");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  private HttpResponse<String> get(String pathAndQuery) throws Exception {
    return http.send(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + context.getWebServer().getPort() + pathAndQuery))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** This instance alone, or beside one that is gone. */
  static final class Neighbours implements Instances {
    private volatile boolean alone = true;
    private volatile boolean moving;

    void only(boolean isAlone) {
      alone = isAlone;
    }

    void moving(boolean isMoving) {
      moving = isMoving;
    }

    @Override
    public String self() {
      return "127.0.0.1:8083";
    }

    @Override
    public List<Instance> all() {
      Instance me = new Instance(self(), List.of(0, 2), true);
      return alone ? List.of(me) : List.of(me, new Instance(GONE, List.of(1, 3), false));
    }

    @Override
    public Holder holder(String account, String conversation) {
      return moving ? null : new Holder(self(), 2, true, List.of());
    }
  }
}
