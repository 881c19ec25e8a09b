package io.handoff.sla;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a target stands at a moment.
 *
 * @param metric what it measures
 * @param target what is promised now; null: nothing
 * @param startedAt when the clock that runs or stands still was started; null: there is none
 * @param dueAt when it falls due, or did; null: no clock runs
 * @param breached whether it is late now, or ever was: an answer that came after the due time is
 *     late whether or not anybody looked before it came
 * @param met whether it has been met at least once, be it late
 * @param taken business time that meeting it took, the longest where it was met several times;
 *     while it has not been met, what the clock has counted; null: no clock was ever started
 * @param margin what was left of the target when it was met, or is left; negative: by how much it
 *     is late; null: nothing was promised
 */
public record SlaTarget(
    SlaMetric metric,
    @Nullable Duration target,
    @Nullable Instant startedAt,
    @Nullable Instant dueAt,
    boolean breached,
    boolean met,
    @Nullable Duration taken,
    @Nullable Duration margin) {}
