package io.handoff.ticket.boot;

import io.handoff.ticket.query.HttpPeers;
import io.handoff.ticket.query.Instances;
import io.handoff.ticket.query.QueryException;
import io.handoff.ticket.query.TicketFilter;
import io.handoff.ticket.query.TicketQueries;
import io.handoff.ticket.query.TicketQueries.Found;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The HTTP API as {@code openapi.yaml} describes it. Problems are told by RFC 9457. */
@Configuration(proxyBeanMethods = false)
public class QueryRoutes {

  private static final int DEFAULT_LIMIT = 100;
  private static final int HIGHEST_LIMIT = 500;
  private static final String RETRY_AFTER_SECONDS = "1";
  private static final MediaType YAML = MediaType.parseMediaType("application/yaml");

  /** Its paths. */
  @Bean
  RouterFunction<ServerResponse> ticketRoutes(TicketQueries queries) {
    return RouterFunctions.route()
        .GET("/tickets", request -> list(queries, request))
        .GET("/tickets/{ticketId}", request -> ticket(queries, request))
        .GET("/instances", request -> instances(queries, request))
        .GET("/openapi.yaml", request -> description())
        .onError(QueryException.class, QueryRoutes::problem)
        .build();
  }

  private static ServerResponse list(TicketQueries queries, ServerRequest request) {
    TicketFilter filter =
        new TicketFilter(
            required(request, "account"),
            optional(request, "status"),
            optional(request, "team"),
            optional(request, "assignee"));
    return ServerResponse.ok()
        .body(
            queries.tickets(
                filter, optional(request, "cursor"), limit(request), localOnly(request)));
  }

  private static ServerResponse ticket(TicketQueries queries, ServerRequest request) {
    Found found =
        queries.ticket(
            required(request, "account"),
            request.pathVariable("ticketId"),
            optional(request, "conversation"),
            localOnly(request));
    return ServerResponse.ok()
        .header("Handoff-Instance", found.instance())
        .eTag("\"" + found.ticket().version() + "\"")
        .body(found.ticket());
  }

  private static ServerResponse instances(TicketQueries queries, ServerRequest request) {
    String account = optional(request, "account");
    String conversation = optional(request, "conversation");
    if ((account == null) != (conversation == null)) {
      throw QueryException.badRequest("account and conversation belong together");
    }
    if (account == null || conversation == null) {
      return ServerResponse.ok().body(Map.of("instances", queries.instances()));
    }
    Instances.Holder holder = queries.holder(account, conversation);
    return ServerResponse.ok().body(Map.of("instances", queries.instances(), "holder", holder));
  }

  private static ServerResponse description() {
    return ServerResponse.ok().contentType(YAML).body(new ClassPathResource("openapi.yaml"));
  }

  private static ServerResponse problem(Throwable failure, ServerRequest request) {
    QueryException cause = (QueryException) failure;
    ProblemDetail problem = ProblemDetail.forStatus(cause.status());
    problem.setType(URI.create("urn:handoff:problem:" + cause.code()));
    problem.setTitle(cause.code().replace('-', ' '));
    problem.setDetail(cause.getMessage());
    problem.setInstance(URI.create(request.uri().getRawPath()));
    ServerResponse.BodyBuilder response =
        ServerResponse.status(cause.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (cause.status() == 503) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return response.body(problem);
  }

  private static boolean localOnly(ServerRequest request) {
    return "true".equals(request.headers().firstHeader(HttpPeers.LOCAL_ONLY));
  }

  private static String required(ServerRequest request, String name) {
    String value = optional(request, name);
    if (value == null) {
      throw QueryException.badRequest(name + " is missing");
    }
    return value;
  }

  private static @Nullable String optional(ServerRequest request, String name) {
    Optional<String> value = request.param(name);
    return value.filter(text -> !text.isEmpty()).orElse(null);
  }

  private static int limit(ServerRequest request) {
    String text = optional(request, "limit");
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= HIGHEST_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException noNumber) {
      // told below, as for a number out of range
    }
    throw QueryException.badRequest("limit is a number from 1 to " + HIGHEST_LIMIT);
  }
}
