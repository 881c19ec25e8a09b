package io.handoff.autoclose.decision.sla;

import io.handoff.sla.SlaMetric;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something of a target that falls due, or did.
 *
 * @param key see {@link SlaThreshold#key}
 * @param kind what it is
 * @param metric the target
 * @param number of the point or step
 * @param policyId the policy
 * @param ticketId the ticket
 * @param at when it falls due
 * @param targetDue when the target itself falls due; {@code at} where that is not known
 * @param metAt when the target was met after all; null: not yet
 */
public record SlaDue(
    String key,
    SlaThreshold.Kind kind,
    SlaMetric metric,
    int number,
    String policyId,
    String ticketId,
    Instant at,
    Instant targetDue,
    @Nullable Instant metAt) {

  /** An answer cancels what was to hurry it; a breach remains one. */
  public boolean isCancelled() {
    return metAt != null && kind != SlaThreshold.Kind.BREACH;
  }
}
