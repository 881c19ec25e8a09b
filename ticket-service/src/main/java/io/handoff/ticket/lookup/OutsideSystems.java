package io.handoff.ticket.lookup;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.handoff.avro.LookupCall;
import io.handoff.avro.LookupOutcome;
import io.handoff.avro.LookupRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Asks outside systems and always comes to an answer: found, not found, failed or refused, in
 * words. Takes the operator's patience at most; where too many questions of the account wait
 * already, no time at all. Retries what may pass (no connection, 429, 5xx) with growing pauses; an
 * account's lookup that keeps failing is not asked for a while. Safe for use by several threads.
 */
public final class OutsideSystems implements AutoCloseable {

  /**
   * What came of a question.
   *
   * @param fields values by declared name: texts, longs, doubles, truth values
   */
  public record Outcome(
      LookupOutcome outcome, @Nullable String detail, Map<String, Object> fields, int attempts) {}

  /**
   * The places of one account.
   *
   * @param asked for questions that are being asked
   * @param taken for those and the ones that wait
   */
  private record Places(Semaphore asked, Semaphore taken) {}

  /** Questions of one account that wait; further ones fail at once. */
  static final int WAITING = 200;

  private final LookupLimits limits;
  private final Secrets secrets;
  private final InstantSource clock;
  private final AllowedAddresses addresses;
  private final HttpQuestion http;
  private final AnswerCache cache;
  private final CircuitBreakerRegistry breakers;
  private final Map<String, Places> accounts = new ConcurrentHashMap<>();
  private final Semaphore all;

  /**
   * @param environment where values of headers come from
   * @param clock for what is kept
   * @param timer ends questions that take too long
   */
  public OutsideSystems(
      LookupLimits limits,
      java.util.function.Function<String, @Nullable String> environment,
      InstantSource clock,
      ScheduledExecutorService timer) {
    this.limits = limits;
    this.secrets = new Secrets(environment);
    this.clock = clock;
    this.addresses = new AllowedAddresses(limits);
    this.http = new HttpQuestion(addresses, limits, timer);
    this.cache = new AnswerCache();
    this.all = new Semaphore(limits.concurrency());
    this.breakers =
        CircuitBreakerRegistry.of(
            CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(50)
                .waitDurationInOpenState(Duration.ofSeconds(10))
                .ignoreException(e -> !(e instanceof PassingException))
                .build());
  }

  /** What may have passed when it is tried again. */
  private static final class PassingException extends IOException {
    private static final long serialVersionUID = 1;

    PassingException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** Asks; interrupted, it fails. */
  public Outcome ask(LookupRequest request) {
    LookupCall call = request.getCall();
    if (call == null) {
      return failed(request.getProblem() == null ? "nothing to ask" : request.getProblem(), 0);
    }
    URI address;
    Map<String, String> headers;
    try {
      address = URI.create(call.getUrl());
      headers = secrets.fill(request.getAccountId(), call.getHeaders());
    } catch (IllegalArgumentException e) {
      return refused("the address is none", 0);
    } catch (Secrets.MissingException e) {
      return refused(String.valueOf(e.getMessage()), 0);
    }
    if (!addresses.allows(address)) {
      return refused("the host " + address.getHost() + " is not allowed", 0);
    }
    String name = request.getAccountId() + "/" + request.getLookup();
    String key = name + "/" + request.getSettingsVersion() + "/" + call.getUrl();
    Outcome kept = cache.get(key, clock.instant());
    if (kept != null) {
      return kept;
    }
    Outcome outcome = inTurn(request.getAccountId(), name, address, headers, call);
    if (call.getCacheMs() > 0
        && (outcome.outcome() == LookupOutcome.FOUND
            || outcome.outcome() == LookupOutcome.NOT_FOUND)) {
      cache.put(key, outcome, clock.instant().plusMillis(call.getCacheMs()));
    }
    return outcome;
  }

  /** Bounded: so many at once, of one account so many, and so many that wait for it. */
  private Outcome inTurn(
      String accountId, String name, URI address, Map<String, String> headers, LookupCall call) {
    Places own = accounts.computeIfAbsent(accountId, id -> places(limits.perAccount()));
    if (!own.taken().tryAcquire()) {
      return failed("too many lookups of the account wait already", 0);
    }
    Instant end = clock.instant().plus(limits.patience());
    try {
      return within(
          own.asked(),
          end,
          () -> within(all, end, () -> attempts(name, address, headers, call, end)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed("interrupted", 0);
    } finally {
      own.taken().release();
    }
  }

  private static Places places(int asked) {
    return new Places(new Semaphore(asked), new Semaphore(asked + WAITING));
  }

  /** What is done in a place. */
  private interface Asking {
    Outcome ask() throws InterruptedException;
  }

  private Outcome within(Semaphore places, Instant end, Asking asking) throws InterruptedException {
    if (!places.tryAcquire(left(end).toMillis(), TimeUnit.MILLISECONDS)) {
      return failed("too many lookups at once", 0);
    }
    try {
      return asking.ask();
    } finally {
      places.release();
    }
  }

  private Outcome attempts(
      String name, URI address, Map<String, String> headers, LookupCall call, Instant end) {
    CircuitBreaker breaker = breakers.circuitBreaker(name);
    AtomicInteger attempts = new AtomicInteger();
    Retry retry =
        Retry.of(
            name,
            RetryConfig.custom()
                .maxAttempts(limits.attempts())
                .intervalFunction(
                    IntervalFunction.ofExponentialRandomBackoff(limits.backoff(), 2.0, 0.3))
                .retryOnException(
                    e ->
                        e instanceof PassingException
                            && left(end).compareTo(limits.backoff().multipliedBy(4)) > 0)
                .build());
    try {
      return Retry.decorateCallable(
              retry,
              CircuitBreaker.decorateCallable(
                  breaker,
                  () -> {
                    attempts.incrementAndGet();
                    return once(address, headers, call, end, attempts.get());
                  }))
          .call();
    } catch (CallNotPermittedException e) {
      return failed("it has failed too often and is not asked for a while", attempts.get());
    } catch (AllowedAddresses.PrivateAddressException e) {
      return refused(String.valueOf(e.getMessage()), attempts.get());
    } catch (IOException e) {
      return failed(String.valueOf(e.getMessage()), attempts.get());
    } catch (Exception e) {
      return failed(e.getClass().getSimpleName() + ": " + e.getMessage(), attempts.get());
    }
  }

  private Outcome once(
      URI address, Map<String, String> headers, LookupCall call, Instant end, int attempt)
      throws IOException {
    HttpQuestion.Answer answer;
    try {
      answer = http.ask(address, headers, left(end));
    } catch (AllowedAddresses.PrivateAddressException | HttpQuestion.TooLargeException e) {
      throw e;
    } catch (IOException e) {
      throw new PassingException("no answer: " + e.getMessage(), e);
    }
    int status = answer.status();
    if (status == 429 || status >= 500) {
      throw new PassingException("it answers with HTTP status " + status, null);
    }
    if (status == 404 || status == 410) {
      return new Outcome(LookupOutcome.NOT_FOUND, null, Map.of(), attempt);
    }
    if (status >= 300 && status < 400) {
      return refused("it redirects elsewhere, which is not followed", attempt);
    }
    if (status != 200) {
      throw new IOException("it answers with HTTP status " + status);
    }
    return new Outcome(
        LookupOutcome.FOUND, null, AnswerReader.read(answer.body(), call.getFields()), attempt);
  }

  private Duration left(Instant end) {
    Duration left = Duration.between(clock.instant(), end);
    return left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
  }

  private static Outcome failed(String detail, int attempts) {
    return new Outcome(LookupOutcome.FAILED, detail, Map.of(), attempts);
  }

  private static Outcome refused(String detail, int attempts) {
    return new Outcome(LookupOutcome.REFUSED, detail, Map.of(), attempts);
  }

  @Override
  public void close() {
    http.close();
  }
}
