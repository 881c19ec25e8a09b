package io.handoff.ticket.lookup;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * One HTTP GET: no redirects, cookies or compression, only allowed addresses, a bound on time and
 * on the size of the answer.
 */
final class HttpQuestion implements AutoCloseable {

  private static final Timeout CONNECT = Timeout.ofSeconds(5);

  private final CloseableHttpClient http;
  private final ScheduledExecutorService clock;
  private final int maxBytes;

  /**
   * An answer, read to its end.
   *
   * @param status HTTP status
   * @param body what came with it
   */
  record Answer(int status, byte[] body) {}

  /** The answer is larger than it may be. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    TooLargeException(int maxBytes) {
      super("the answer has more than %,d bytes".formatted(maxBytes));
    }
  }

  HttpQuestion(AllowedAddresses addresses, LookupLimits limits, ScheduledExecutorService clock) {
    this.clock = clock;
    this.maxBytes = limits.maxBytes();
    this.http =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(addresses)
                    .setMaxConnTotal(limits.concurrency())
                    .setMaxConnPerRoute(limits.concurrency())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom().setConnectTimeout(CONNECT).build())
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .setUserAgent("handoff-lookup")
            .build();
  }

  /**
   * Asks.
   *
   * @param within all of it, a slow trickle included
   * @throws IOException no answer, too large an answer, or none in time
   */
  Answer ask(URI address, Map<String, String> headers, Duration within) throws IOException {
    HttpGet get = new HttpGet(address);
    get.setConfig(
        RequestConfig.custom()
            .setResponseTimeout(Timeout.of(within))
            .setConnectionRequestTimeout(Timeout.of(within))
            .build());
    get.setHeader("Accept", "application/json");
    headers.forEach(get::setHeader);
    ScheduledFuture<?> end =
        clock.schedule(() -> get.cancel(), within.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return http.execute(get, response -> read(response, get));
    } finally {
      end.cancel(false);
    }
  }

  /** What is too large is cut off: closing it without would read all the rest. */
  private Answer read(ClassicHttpResponse response, HttpGet get) throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return new Answer(response.getCode(), new byte[0]);
    }
    if (entity.getContentLength() > maxBytes) {
      get.cancel();
      throw new TooLargeException(maxBytes);
    }
    InputStream in = entity.getContent();
    byte[] body = in.readNBytes(maxBytes + 1);
    if (body.length > maxBytes) {
      get.cancel();
      throw new TooLargeException(maxBytes);
    }
    return new Answer(response.getCode(), body);
  }

  @Override
  public void close() {
    http.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
  }
}
