/**
 * Plays conversations to the four services' own topologies, without a broker.
 *
 * <p>Each topology runs on Kafka's test driver ({@link io.handoff.deploy.preview.PreviewService});
 * {@link io.handoff.deploy.preview.PreviewSystem} carries records from one to the others as topics
 * would, and has a clock that leaps from one deadline to the next. Platform, player, story and
 * printer are those of {@code io.handoff.deploy.play}: what is told is what the demo would tell.
 */
@NullMarked
package io.handoff.deploy.preview;

import org.jspecify.annotations.NullMarked;
