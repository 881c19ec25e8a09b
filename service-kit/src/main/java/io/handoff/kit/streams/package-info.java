/**
 * From bytes to a decision and back, the same way in every service.
 *
 * <p>A record arrives as bytes at a {@code source-…} node. {@link
 * io.handoff.kit.streams.IngestProcessor} decodes and checks it; what cannot be used goes to the
 * service's dead-letter topic with its cause. What can be used goes on as an {@link
 * io.handoff.kit.streams.DecodedRecord} to the service's {@code decide-…} node, a {@link
 * io.handoff.kit.streams.DecidingProcessor}: it first decides, touching nothing, and then applies
 * the decision to its stores and forwards records to the {@code egress-…} sinks. An exception while
 * deciding makes a dead letter; one while applying stops the task, whose transaction is then rolled
 * back as a whole and tried again.
 */
@NullMarked
package io.handoff.kit.streams;

import org.jspecify.annotations.NullMarked;
