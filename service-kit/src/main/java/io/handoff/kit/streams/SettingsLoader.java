package io.handoff.kit.streams;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps the settings' bytes as they are, so that nothing in them can stop the service. */
final class SettingsLoader implements Processor<String, byte[], Void, Void> {

  private @Nullable KeyValueStore<String, byte[]> store;

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    store = context.getStateStore(Nodes.SETTINGS_STORE);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    if (store != null && record.key() != null) {
      store.put(record.key(), record.value());
    }
  }
}
