/**
 * The contracts between the services: every topic with its key, its value type, its owner and how
 * long it is kept.
 *
 * <p>The Avro schemas live in {@code src/main/avro}, one file a topic, and are generated into
 * {@code io.handoff.avro}. {@link io.handoff.schemas.Topics} ties them together. Whoever writes or
 * reads a topic refers to its constant there, so that the producers of a topic are found from its
 * consumers, and the reverse.
 */
@NullMarked
package io.handoff.schemas;

import org.jspecify.annotations.NullMarked;
