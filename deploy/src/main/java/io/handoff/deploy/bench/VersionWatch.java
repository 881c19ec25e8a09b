package io.handoff.deploy.bench;

import io.handoff.avro.ConversationAction;
import io.handoff.avro.HandoffRequest;
import io.handoff.avro.HandoffRequested;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.SendMessage;
import io.handoff.avro.TicketChanged;
import io.handoff.avro.TicketEvent;
import io.handoff.avro.TimeEvent;
import io.handoff.deploy.local.server.Endpoints;
import io.handoff.deploy.play.PlayException;
import io.handoff.deploy.play.TopicReader;
import io.handoff.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the services decide: when a version was first decided by, and which decisions say
 * another version's number than that of the version they name. Safe for use by several threads.
 */
final class VersionWatch implements AutoCloseable {

  private static final List<String> SERVICES =
      List.of("trigger-service", "routing-service", "ticket-service", "autoclose-service");
  private static final Pattern NUMBER = Pattern.compile("\\bv([0-9]+)\\b");
  private static final int EXAMPLES = 5;

  private final TopicReader reader;
  private final Thread worker;
  private final Map<String, Map<Long, Long>> first = new HashMap<>();
  private final List<String> examples = new ArrayList<>();
  private long decisions;
  private long mixed;
  private volatile boolean open = true;
  private @Nullable RuntimeException failure;

  /** When a decision of a service by a version could first be read, by {@link System#nanoTime}. */
  record Seen(String service, long nanos) {}

  VersionWatch(Endpoints endpoints) {
    this.reader =
        new TopicReader(
            endpoints,
            List.of(
                Topics.HANDOFF_REQUESTS,
                Topics.ROUTING_DECISIONS,
                Topics.TICKET_EVENTS,
                Topics.TIME_EVENTS,
                Topics.CONVERSATION_ACTIONS),
            null);
    SERVICES.forEach(service -> first.put(service, new HashMap<>()));
    this.worker = Thread.ofPlatform().name("versions").daemon().start(this::work);
  }

  private void work() {
    try (reader) {
      while (open) {
        reader.poll(Duration.ofMillis(20), this::see);
      }
    } catch (RuntimeException e) {
      synchronized (this) {
        failure = e;
        notifyAll();
      }
    }
  }

  /**
   * When each service first decided by a version.
   *
   * @throws PlayException if one does not in that time
   */
  synchronized List<Seen> await(long version, Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    List<Seen> all = new ArrayList<>();
    for (String service : SERVICES) {
      Map<Long, Long> versions = first.getOrDefault(service, Map.of());
      while (!versions.containsKey(version)) {
        RuntimeException problem = failure;
        if (problem != null) {
          throw new PlayException("Reading failed: " + problem.getMessage(), problem);
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw new PlayException(
              "%s did not decide by version %d within %d s"
                  .formatted(service, version, timeout.toSeconds()));
        }
        wait(left);
      }
      all.add(new Seen(service, versions.getOrDefault(version, 0L)));
    }
    return all;
  }

  synchronized long decisions() {
    return decisions;
  }

  synchronized long mixed() {
    return mixed;
  }

  synchronized List<String> examples() {
    return List.copyOf(examples);
  }

  private synchronized void see(TopicReader.Read read) {
    switch (read.value()) {
      case HandoffRequest request when request.getPayload() instanceof HandoffRequested requested ->
          decided(
              "trigger-service",
              request.getSettingsVersion(),
              List.of(
                  "" + requested.getHandoff().getEvidence().getTriggerId(),
                  "v" + requested.getHandoff().getSettingsVersion()));
      case RoutingDecision decision ->
          decided("routing-service", decision.getSettingsVersion(), List.of(decision.getWhy()));
      case TicketEvent event when event.getPayload() instanceof TicketChanged changed ->
          decided(
              "ticket-service",
              event.getSettingsVersion(),
              changed.getChanges().stream().map(change -> "" + change.getTo()).toList());
      case TimeEvent event -> decided("autoclose-service", event.getSettingsVersion(), List.of());
      case ConversationAction action when action.getPayload() instanceof SendMessage message ->
          decided(
              action.getService(),
              action.getSettingsVersion(),
              List.of(message.getContent().toString()));
      default -> {}
    }
  }

  private void decided(String service, long version, List<String> texts) {
    decisions++;
    if (first.getOrDefault(service, Map.of()).putIfAbsent(version, System.nanoTime()) == null) {
      notifyAll();
    }
    texts.stream()
        .filter(text -> saysAnother(version, text))
        .findFirst()
        .ifPresent(
            text -> {
              mixed++;
              if (examples.size() < EXAMPLES) {
                examples.add("%s by version %d: %s".formatted(service, version, text));
              }
            });
  }

  /** Whether a text says the number of a version that is not this one. */
  static boolean saysAnother(long version, String text) {
    return NUMBER
        .matcher(text)
        .results()
        .anyMatch(number -> Long.parseLong(number.group(1)) != version);
  }

  @Override
  public void close() {
    open = false;
  }
}
