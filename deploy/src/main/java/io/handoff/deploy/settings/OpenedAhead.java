package io.handoff.deploy.settings;

import io.handoff.schemas.serde.SchemaRegistryClient;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * Clients whose first consumer of each kind is opened in the background, because to open one takes
 * as long as everything that is done with it. Closing it closes those that nobody asked for.
 */
final class OpenedAhead implements SettingsClients, AutoCloseable {

  private final SettingsClients clients;
  private final Map<Boolean, CompletableFuture<Consumer<String, byte[]>>> opened;

  OpenedAhead(SettingsClients clients) {
    this.clients = clients;
    this.opened =
        Stream.of(true, false)
            .collect(
                Collectors.toConcurrentMap(
                    Function.identity(),
                    committed -> CompletableFuture.supplyAsync(() -> clients.consumer(committed)),
                    (one, other) -> one,
                    ConcurrentHashMap::new));
  }

  @Override
  public Consumer<String, byte[]> consumer(boolean committed) {
    CompletableFuture<Consumer<String, byte[]>> first = opened.remove(committed);
    if (first == null) {
      return clients.consumer(committed);
    }
    try {
      return first.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @Override
  public Producer<String, SpecificRecord> producer(String transactionalId) {
    return clients.producer(transactionalId);
  }

  @Override
  public SchemaRegistryClient registry() {
    return clients.registry();
  }

  @Override
  public void close() {
    opened.values().forEach(one -> one.thenAccept(Consumer::close));
  }
}
