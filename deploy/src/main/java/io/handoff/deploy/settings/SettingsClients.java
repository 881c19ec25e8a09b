package io.handoff.deploy.settings;

import io.handoff.schemas.serde.SchemaRegistryClient;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** The clients that settings are written and read with. Whoever asks for one closes it. */
public interface SettingsClients {

  /** A producer for transactions under this id; transactions are not initialised yet. */
  Producer<String, SpecificRecord> producer(String transactionalId);

  /**
   * A consumer that belongs to no group and starts at the beginning.
   *
   * @param committed whether it reads only what was committed; its end of a partition is then the
   *     first open transaction
   */
  Consumer<String, byte[]> consumer(boolean committed);

  /** Where the schemas are. */
  SchemaRegistryClient registry();
}
