package io.handoff.autoclose.decision;

import java.time.Instant;

/** Something that fell due and that others act on. Its id follows from the events alone. */
public sealed interface News {

  /** Of the event on time.events. */
  String eventId();

  /** The ticket that it concerns. */
  String ticketId();

  /** The moment that it fell due, by event time. */
  Instant due();

  /** What the deadline was counted from. */
  Origin origin();

  /** A snoozed ticket comes back. */
  record SnoozeOver(String eventId, String ticketId, Instant due, Origin origin) implements News {}
}
