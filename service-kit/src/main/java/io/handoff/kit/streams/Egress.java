package io.handoff.kit.streams;

import io.handoff.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Sends records to the sinks of their topics, under the keys that the catalogue says. */
public final class Egress {

  private final ProcessorContext<Object, Object> context;

  /** Sends through the context of a deciding node. */
  public Egress(ProcessorContext<Object, Object> context) {
    this.context = context;
  }

  /** Sends a record in the transaction of the record being processed. */
  public <V extends SpecificRecord> void send(Topic<V> topic, V value) {
    context.forward(
        new Record<>(topic.key(value), value, context.currentSystemTimeMs()), Nodes.egress(topic));
  }
}
