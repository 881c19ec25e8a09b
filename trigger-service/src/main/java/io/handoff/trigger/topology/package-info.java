/**
 * Kafka Streams and Avro around the decisions: {@link io.handoff.trigger.topology.TriggerTopology}
 * is to be read from top to bottom, {@code TriggerProcessor} loads, decides and stores, {@code
 * Inputs} and {@code Outputs} translate.
 */
@NullMarked
package io.handoff.trigger.topology;

import org.jspecify.annotations.NullMarked;
