package io.handoff.ticket.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a conversation, counted.
 *
 * @param lastSequence position of the last message of any author; 0: none
 * @param customer customer's messages in this run
 * @param agent agents' messages in this run
 * @param lastCustomerAt when the customer wrote last; null: not in this run
 */
public record Messages(
    long lastSequence, int customer, int agent, @Nullable Instant lastCustomerAt) {

  static final Messages NONE = new Messages(0, 0, 0, null);

  Messages seen(long sequence) {
    return new Messages(sequence, customer, agent, lastCustomerAt);
  }

  Messages newRun() {
    return new Messages(lastSequence, 0, 0, null);
  }

  Messages byCustomer(Instant at) {
    return new Messages(lastSequence, customer + 1, agent, at);
  }

  Messages byAgent() {
    return new Messages(lastSequence, customer, agent + 1, lastCustomerAt);
  }

  /** Whether the customer wrote after that moment, as far as this run goes. */
  boolean askedAfter(Instant moment) {
    return lastCustomerAt != null && lastCustomerAt.isAfter(moment);
  }
}
