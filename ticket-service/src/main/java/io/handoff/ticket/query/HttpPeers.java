package io.handoff.ticket.query;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Asks over HTTP/1.1. An instance that does not answer in time counts as missing. */
public final class HttpPeers implements Peers, AutoCloseable {

  /** Marks a question that is not to be passed on. */
  public static final String LOCAL_ONLY = "Handoff-Local-Only";

  private static final Duration CONNECT = Duration.ofMillis(500);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final Duration timeout;

  /**
   * @param timeout how long an instance may take
   */
  public HttpPeers(Duration timeout) {
    this.timeout = timeout;
  }

  @Override
  public CompletableFuture<Answer> ask(String address, String pathAndQuery) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + pathAndQuery))
            .timeout(timeout)
            .header(LOCAL_ONLY, "true")
            .build();
    return http.sendAsync(request, BodyHandlers.ofString())
        .thenApply(response -> new Answer(response.statusCode(), response.body()));
  }

  @Override
  public void close() {
    http.close();
  }
}
