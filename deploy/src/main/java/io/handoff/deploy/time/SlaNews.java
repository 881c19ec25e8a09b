package io.handoff.deploy.time;

import io.handoff.avro.EscalationStepDue;
import io.handoff.avro.SlaAtRisk;
import io.handoff.avro.SlaBreached;
import io.handoff.avro.TimeEvent;
import io.handoff.deploy.local.server.Endpoints;
import io.handoff.deploy.play.PlayException;
import io.handoff.deploy.play.TopicReader;
import io.handoff.schemas.Keys;
import io.handoff.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that fell due of what is promised, as a reader of committed records sees it. Safe for
 * use by several threads.
 */
final class SlaNews implements AutoCloseable {

  /**
   * Something that fell due.
   *
   * @param what "FIRST_RESPONSE missed", with the time of an answer where one came
   * @param at when
   */
  record Due(String what, Instant at) {}

  /**
   * It, as it was told.
   *
   * @param appendedAt when the broker took it, by its clock
   */
  record Told(Due due, Instant appendedAt) {
    boolean early() {
      return appendedAt.isBefore(due.at());
    }
  }

  private final Map<String, List<Told>> byConversation = new HashMap<>();
  private final Tail tail;

  SlaNews(Endpoints endpoints) {
    tail = new Tail(endpoints, Topics.TIME_EVENTS, this::take);
  }

  private void take(TopicReader.Read read) {
    if (read.value() instanceof TimeEvent event && what(event) instanceof String what) {
      Told told = new Told(new Due(what, event.getOccurredAt()), read.appendedAt());
      synchronized (this) {
        byConversation
            .computeIfAbsent(
                Keys.conversation(event.getAccountId(), event.getConversationId()),
                key -> new ArrayList<>(3))
            .add(told);
      }
    }
  }

  private static @Nullable String what(TimeEvent event) {
    return switch (event.getPayload()) {
      case SlaAtRisk risk -> risk.getMetric() + " at risk";
      case SlaBreached breached ->
          breached.getMetric()
              + " missed"
              + (breached.getMetAt() == null ? "" : ", met at " + breached.getMetAt());
      case EscalationStepDue step -> step.getMetric() + " step " + step.getStep();
      default -> null;
    };
  }

  /**
   * All that was told of a conversation so far, repeats included.
   *
   * @throws PlayException if reading has failed
   */
  synchronized List<Told> of(String account, String conversation) {
    tail.check();
    return List.copyOf(
        byConversation.getOrDefault(Keys.conversation(account, conversation), List.of()));
  }

  @Override
  public void close() {
    tail.close();
  }
}
