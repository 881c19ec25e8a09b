package io.handoff.kit.streams;

import io.handoff.avro.ConversationEvent;
import io.handoff.avro.MessagePosted;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts messages that were read after one with a higher sequence, and counted as new. */
public final class LateMessages {

  private final Counter late;

  /** Shown from now on. */
  public LateMessages(MeterRegistry meters) {
    this.late = meters.counter("handoff.messages.late");
  }

  /**
   * Counts what was read if it is such a message.
   *
   * @param lastSequence the highest sequence of the conversation
   */
  public void count(DecodedRecord<?> record, long lastSequence) {
    if (record.value() instanceof ConversationEvent event
        && event.getPayload() instanceof MessagePosted message
        && message.getSequence() < lastSequence) {
      late.increment();
    }
  }
}
