package io.handoff.kit.streams;

import io.handoff.avro.CustomerProfile;
import io.handoff.avro.CustomerTags;
import io.handoff.rules.CustomerContext;
import io.handoff.rules.Value;
import io.handoff.schemas.Keys;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.AvroDecoder;
import io.handoff.schemas.serde.Decoded;
import io.micrometer.core.instrument.Counter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is known of customers: {@code customer.profiles} and {@code customer.tags}, as they
 * have arrived. Never throws for what it finds: a record that cannot be read, or has a field larger
 * than {@link FieldBounds} allows, is counted, and the customer is taken to have none. A schema
 * registry that does not answer, or refuses, is waited for: what the customer is decides who gets
 * them.
 *
 * <p>One per task; not safe for use by several threads.
 */
public final class CustomerView {

  private final ReadOnlyKeyValueStore<String, ?> profiles;
  private final ReadOnlyKeyValueStore<String, ?> tags;
  private final AvroDecoder<CustomerProfile> profileDecoder;
  private final AvroDecoder<CustomerTags> tagsDecoder;
  private final Counter unreadable;

  /** A view of the stores that {@link ServiceTopology#customers} adds. */
  public CustomerView(ServiceContext service, ProcessorContext<?, ?> context) {
    this.profiles = context.getStateStore(Nodes.PROFILES_STORE);
    this.tags = context.getStateStore(Nodes.CUSTOMER_TAGS_STORE);
    this.profileDecoder = service.decoder(Topics.CUSTOMER_PROFILES);
    this.tagsDecoder = service.decoder(Topics.CUSTOMER_TAGS);
    this.unreadable = service.meters().counter("handoff.customers.unreadable");
  }

  /** What is known of a customer; null: it is not known who it is. */
  public CustomerContext of(String accountId, @Nullable String customerId) {
    if (customerId == null) {
      return CustomerContext.UNKNOWN;
    }
    String key = Keys.entity(accountId, customerId);
    CustomerProfile profile = read(profileDecoder, profiles.get(key));
    CustomerTags known = read(tagsDecoder, tags.get(key));
    return profile == null && known == null
        ? CustomerContext.UNKNOWN
        : new CustomerContext(
            profile == null ? Map.of() : values(profile.getAttributes()),
            profile == null ? List.of() : profile.getTags(),
            known == null ? List.of() : known.getTags(),
            known == null ? 0 : known.getTickets());
  }

  private <V extends SpecificRecord> @Nullable V read(
      AvroDecoder<V> decoder, @Nullable Object stored) {
    byte[] bytes = SettingsView.bytes(stored);
    if (bytes == null) {
      return null;
    }
    return switch (decoder.decode(bytes)) {
      case Decoded.Ok<V>(var value, var schemaId) when new FieldBounds().problem(value) == null ->
          value;
      case Decoded.Ok<V> _ -> {
        unreadable.increment();
        yield null;
      }
      case Decoded.Refused<V>(var code, var message) -> {
        unreadable.increment();
        yield null;
      }
    };
  }

  private static Map<String, Value> values(Map<String, @Nullable Object> attributes) {
    Map<String, Value> values = new HashMap<>();
    attributes.forEach((name, value) -> values.put(name, value(value)));
    return values;
  }

  private static Value value(@Nullable Object value) {
    return switch (value) {
      case null -> Value.ABSENT;
      case Boolean truth -> Value.truth(truth);
      case Long number -> Value.number(number.longValue());
      case Double number -> Value.number(number.doubleValue());
      default -> Value.text(value.toString());
    };
  }
}
