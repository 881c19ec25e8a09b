package io.handoff.schemas.serde;

import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * {@link AvroDecoder} behind Kafka's interface. Null stays null; what the decoder refuses becomes
 * an {@link AvroDecodingException} with the code. Shared by threads once configured.
 *
 * @param <T> the class to be read; with the plain constructor the class is found by the full name
 *     of the writer's schema, and a topic with foreign records then shows as a class cast later
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

  private final @Nullable Class<T> type;
  private @Nullable AvroDecoder<T> decoder;

  /** For Kafka, which calls {@link #configure} next. */
  public AvroDeserializer() {
    this.type = null;
  }

  /** Reads this class only; {@link #configure} comes next. */
  public AvroDeserializer(Class<T> type) {
    this.type = type;
  }

  /** Reads this class only, with this registry; ready. */
  public AvroDeserializer(Class<T> type, SchemaRegistryClient registry) {
    this.type = type;
    this.decoder = new AvroDecoder<>(type, registry);
  }

  /**
   * Takes the settings; a registry given before is kept.
   *
   * @throws ConfigException if one is missing or wrong
   */
  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    AvroSerdeConfig config = new AvroSerdeConfig(configs);
    if (decoder == null) {
      decoder = AvroDecoder.of(type, config.registry());
    }
  }

  /**
   * Reads a record.
   *
   * @throws AvroDecodingException if the bytes are not one; trying again does not help
   * @throws RegistryUnavailableException if the schema's id is new and no registry answers
   * @throws SchemaRegistryException as {@link AvroDecoder#decode}
   */
  @Override
  public @Nullable T deserialize(String topic, byte @Nullable [] data) {
    if (data == null) {
      return null;
    }
    Decoded<T> decoded = Objects.requireNonNull(decoder, "configure() comes first").decode(data);
    if (decoded instanceof Decoded.Refused<T> refused) {
      throw new AvroDecodingException(topic, refused);
    }
    return ((Decoded.Ok<T>) decoded).value();
  }
}
