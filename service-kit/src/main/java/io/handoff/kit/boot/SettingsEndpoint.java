package io.handoff.kit.boot;

import io.handoff.avro.AccountSettings;
import io.handoff.kit.streams.Nodes;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.streams.SettingsView;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.AvroDecoder;
import io.handoff.schemas.serde.Decoded;
import io.handoff.schemas.serde.RegistryUnavailableException;
import io.handoff.schemas.serde.SchemaRegistryException;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * {@code GET /actuator/settings/ACCOUNT}: the settings version that this instance decides with now,
 * one that waited for its time from that time on; 0 where it has none, or cannot read it. Lets
 * whoever applied settings see that they have arrived.
 */
@Endpoint(id = "settings")
public final class SettingsEndpoint {

  private final Supplier<@Nullable KafkaStreams> streams;
  private final AvroDecoder<AccountSettings> decoder;
  private final InstantSource clock;

  /** An endpoint over the client that the supplier has, by this clock. */
  public SettingsEndpoint(
      Supplier<@Nullable KafkaStreams> streams, ServiceContext service, InstantSource clock) {
    this.streams = streams;
    this.decoder = service.decoder(Topics.SETTINGS_ACCOUNTS);
    this.clock = clock;
  }

  /** The version of one account. */
  @ReadOperation
  public Map<String, Object> version(@Selector String account) {
    Map<String, Object> answer = new TreeMap<>();
    answer.put("account", account);
    answer.put("version", lookUp(account));
    return answer;
  }

  private long lookUp(String account) {
    KafkaStreams client = streams.get();
    if (client == null) {
      return 0;
    }
    try {
      ReadOnlyKeyValueStore<String, byte[]> store =
          client.store(
              StoreQueryParameters.fromNameAndType(
                  Nodes.SETTINGS_STORE, QueryableStoreTypes.<String, byte[]>keyValueStore()));
      return inForce(store.get(account));
    } catch (InvalidStateStoreException e) {
      return 0; // not yet, or no more
    }
  }

  /** The version in force of what the store holds. */
  long inForce(byte @Nullable [] stored) {
    try {
      return decoder.decode(stored) instanceof Decoded.Ok<AccountSettings>(var settings, var id)
          ? SettingsView.inForce(settings, clock.instant()).getVersion()
          : 0;
    } catch (RegistryUnavailableException | SchemaRegistryException e) {
      return 0;
    }
  }
}
