package io.handoff.deploy.play;

import io.handoff.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;

/** Where records go that are published: a broker, or a preview. */
public interface RecordSink {

  /** Hands a record over; records of one key keep their order. */
  <V extends SpecificRecord> void publish(Topic<V> topic, V value);

  /** Returns when everything handed over is published. */
  default void flush() {}
}
