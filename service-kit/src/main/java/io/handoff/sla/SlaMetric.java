package io.handoff.sla;

/** What a target measures. */
public enum SlaMetric {
  /** From the ticket's beginning to the first answer of an agent. */
  FIRST_RESPONSE,
  /** From the oldest message of the customer that is not answered to an agent's answer. */
  NEXT_RESPONSE,
  /** From the ticket's beginning to its resolution. */
  RESOLUTION
}
