package io.handoff.deploy.play;

import static io.handoff.deploy.play.Narrator.words;

import io.handoff.avro.CloseDue;
import io.handoff.avro.CloseWarningDue;
import io.handoff.avro.EscalationStepDue;
import io.handoff.avro.SlaAtRisk;
import io.handoff.avro.SlaBreached;
import io.handoff.avro.SlaMetric;
import io.handoff.avro.SnoozeOver;
import io.handoff.avro.TimeEvent;
import io.handoff.deploy.play.ConversationTimeline.Entry;
import io.handoff.deploy.play.ConversationTimeline.Kind;
import io.handoff.settings.authoring.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts what fell due into words. */
final class TimeWords {
  /** What a step of an escalation is called. */
  static final String ESCALATED = "escalated";

  private TimeWords() {}

  static void time(TopicReader.Read read, TimeEvent event, ConversationTimeline timeline) {
    switch (event.getPayload()) {
      case CloseDue due -> close(read, event, due, timeline);
      case SlaAtRisk risk ->
          promise(
              read,
              event,
              "at risk",
              about(risk.getMetric(), risk.getPolicyId(), risk.getDueAt(), null),
              " at risk: due " + risk.getDueAt(),
              timeline);
      case SlaBreached breached ->
          promise(
              read,
              event,
              "missed",
              about(
                  breached.getMetric(),
                  breached.getPolicyId(),
                  breached.getDueAt(),
                  breached.getMetAt()),
              breached.getMetAt() == null ? " missed" : " missed, met at " + breached.getMetAt(),
              timeline);
      case EscalationStepDue step -> {
        Map<String, Object> fields =
            about(step.getMetric(), step.getEscalationId(), event.getOccurredAt(), null);
        fields.put("step", step.getStep());
        promise(
            read,
            event,
            ESCALATED,
            fields,
            ": step " + step.getStep() + " of escalation",
            timeline);
      }
      case CloseWarningDue warning ->
          add(
              read,
              event,
              "auto-close",
              "%s silent: warns that it closes at %s"
                  .formatted(words(warning.getSilent()), warning.getClosesAt()),
              Map.of("what", "warning", "closesAt", warning.getClosesAt().toString()),
              timeline);
      case SnoozeOver over ->
          add(
              read,
              event,
              "snooze",
              "over",
              Map.of("what", "snooze over", "until", over.getUntil().toString()),
              timeline);
      default -> {
        // that a target was set is told by the ticket and by what falls due
      }
    }
  }

  private static void add(
      TopicReader.Read read,
      TimeEvent event,
      String who,
      String text,
      Map<String, Object> fields,
      ConversationTimeline timeline) {
    timeline.add(new Entry(event.getOccurredAt(), read.appendedAt(), Kind.TIME, who, text, fields));
  }

  private static void close(
      TopicReader.Read read, TimeEvent event, CloseDue due, ConversationTimeline timeline) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("silent", words(due.getSilent()));
    fields.put("silentSince", due.getSilentSince().toString());
    fields.put("lastSequence", due.getLastSequence());
    fields.put("settingsVersion", event.getSettingsVersion());
    add(
        read,
        event,
        "auto-close",
        "%s silent for %s since message %d: close"
            .formatted(
                words(due.getSilent()),
                Durations.format(Duration.between(due.getSilentSince(), event.getOccurredAt())),
                due.getLastSequence()),
        fields,
        timeline);
  }

  private static Map<String, Object> about(
      @Nullable SlaMetric metric, String policyId, Instant dueAt, @Nullable Instant metAt) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("metric", metric == null ? "answer" : words(metric));
    fields.put("policy", policyId);
    fields.put("dueAt", dueAt.toString());
    ServiceWords.putIfThere(fields, "metAt", metAt == null ? null : metAt.toString());
    return fields;
  }

  private static void promise(
      TopicReader.Read read,
      TimeEvent event,
      String what,
      Map<String, Object> fields,
      String text,
      ConversationTimeline timeline) {
    fields.put("what", what);
    fields.put("settingsVersion", event.getSettingsVersion());
    add(read, event, "sla " + fields.get("policy"), fields.get("metric") + text, fields, timeline);
  }
}
