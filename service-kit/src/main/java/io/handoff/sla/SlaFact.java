package io.handoff.sla;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that clocks depend on. */
public sealed interface SlaFact {

  /** Event time. */
  Instant at();

  /** What holds from now on; null: nothing is promised any more. */
  record Planned(Instant at, @Nullable SlaPlan plan) implements SlaFact {}

  /** The ticket began, with a message of the customer. */
  record Began(Instant at) implements SlaFact {}

  /** The customer wrote. */
  record CustomerWrote(Instant at) implements SlaFact {}

  /** An agent answered the customer; notes among agents are no answers. */
  record AgentAnswered(Instant at) implements SlaFact {}

  /** The ticket's status lets clocks run or stand still. */
  record Moved(Instant at, Phase phase) implements SlaFact {}

  /** What a status means for clocks. */
  enum Phase {
    /** They run. */
    RUNNING,
    /** They stand still: somebody else is to move. */
    PAUSED,
    /** They stand still, and the resolution has been reached until the ticket is opened again. */
    ENDED
  }
}
