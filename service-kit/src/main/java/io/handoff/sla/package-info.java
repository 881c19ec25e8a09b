/**
 * Service levels: how much business time answers and solutions have taken, and when they fall due.
 *
 * <p>{@link io.handoff.sla.SlaClocks} is a fold over {@link io.handoff.sla.SlaFact}s in the order
 * of their event time; {@link io.handoff.sla.SlaClocks#target} answers for a moment. Plain Java:
 * the same facts give the same answers, whoever asks and whenever.
 */
@NullMarked
package io.handoff.sla;

import org.jspecify.annotations.NullMarked;
