package io.handoff.autoclose.decision.event;

import io.handoff.autoclose.decision.sla.SlaDue;
import io.handoff.autoclose.decision.time.Deadline;
import io.handoff.autoclose.decision.time.Origin;
import io.handoff.settings.model.OutgoingMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that fell due and that others act on. Its id follows from the events alone. */
public sealed interface DueEvent {

  /** Of the event on time.events. */
  String eventId();

  /** The ticket that it concerns; null: none. */
  @Nullable String ticketId();

  /** The moment that it fell due, by event time. */
  Instant due();

  /** What the deadline was counted from. */
  Origin origin();

  /** A snoozed ticket comes back. */
  record SnoozeOver(String eventId, String ticketId, Instant due, Origin origin)
      implements DueEvent {}

  /**
   * A close is near.
   *
   * @param due when to warn
   * @param close the deadline
   * @param text what those who are silent are told; null: nothing
   */
  record Warning(String eventId, Instant due, Deadline close, @Nullable OutgoingMessage text)
      implements DueEvent {
    @Override
    public @Nullable String ticketId() {
      return null;
    }

    @Override
    public Origin origin() {
      return close.origin();
    }
  }

  /** A target is near, missed, or a step of its escalation is due. */
  record Promise(String eventId, SlaDue about, Origin origin) implements DueEvent {
    @Override
    public String ticketId() {
      return about.ticketId();
    }

    @Override
    public Instant due() {
      return about.at();
    }
  }
}
