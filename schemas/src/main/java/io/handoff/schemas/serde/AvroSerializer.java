package io.handoff.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes generated classes in Confluent's wire format, each with the id of its own schema.
 *
 * <p>The id is asked for at the first record of a class for a topic ({@link #warm} asks earlier)
 * and kept for good, so a registry that goes away later does no harm. Null becomes null: a
 * tombstone. The same record always becomes the same bytes, maps excepted. Shared by threads once
 * configured.
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

  static {
    TrustedClasses.install();
  }

  private record Target(String topic, Class<?> type) {}

  private record Encoding(int id, DatumWriter<Object> writer) {}

  /** What a thread writes into; kept between records, unless one was large. */
  private static final class Scratch {
    private static final int KEEP = 1 << 16;
    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    private ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private @Nullable BinaryEncoder encoder;

    byte[] write(Encoding encoding, SpecificRecord data) throws IOException {
      // First the encoder, then the reset: a record that failed has left bytes in the encoder.
      BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, encoder);
      encoder = out;
      bytes.reset();
      bytes.write(AvroDecoder.MAGIC);
      bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(encoding.id()).array());
      encoding.writer().write(data, out);
      out.flush();
      byte[] result = bytes.toByteArray();
      if (result.length > KEEP) {
        bytes = new ByteArrayOutputStream(512);
      }
      return result;
    }
  }

  private final Map<Target, Encoding> encodings = new ConcurrentHashMap<>();
  private @Nullable SchemaRegistryClient registry;
  private SubjectNameStrategy strategy = SubjectNameStrategy.TOPIC_NAME;
  private boolean autoRegister;
  private boolean isKey;

  /** For Kafka, which calls {@link #configure} next. */
  public AvroSerializer() {}

  /** For values of topics; ready, and {@link #configure} may still refine it. */
  public AvroSerializer(SchemaRegistryClient registry) {
    this.registry = registry;
  }

  /**
   * Takes the settings; a registry given before is kept.
   *
   * @throws ConfigException if one is missing or wrong
   */
  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    AvroSerdeConfig config = new AvroSerdeConfig(configs);
    this.registry = registry == null ? config.registry() : registry;
    this.strategy = config.strategy(isKey);
    this.autoRegister = config.autoRegister();
    this.isKey = isKey;
  }

  /**
   * Asks for the id now, so that an absent schema or registry shows at start and not at the first
   * record.
   *
   * @throws SerializationException if the schema is not registered
   * @throws RegistryUnavailableException if no registry answers
   */
  public void warm(String topic, Class<? extends T> type) {
    encoding(topic, type);
  }

  /**
   * Writes a record.
   *
   * @throws SerializationException if the schema is not registered for the subject, or the record
   *     is not valid by its own schema; trying again does not help
   * @throws RegistryUnavailableException if the id is new and no registry answers
   */
  @Override
  public byte @Nullable [] serialize(String topic, @Nullable T data) {
    if (data == null) {
      return null;
    }
    Encoding known = encodings.get(new Target(topic, data.getClass()));
    Encoding encoding = known == null ? encoding(topic, data.getClass()) : known;
    try {
      return Scratch.OF_THREAD.get().write(encoding, data);
    } catch (IOException | RuntimeException e) {
      throw new SerializationException(
          "A " + data.getClass().getName() + " for " + topic + " cannot be written: " + e, e);
    }
  }

  private Encoding encoding(String topic, Class<? extends SpecificRecord> type) {
    SchemaRegistryClient client = Objects.requireNonNull(registry, "configure() comes first");
    Schema schema = SpecificData.get().getSchema(type);
    String subject = strategy.subject(topic, isKey, schema);
    int id;
    try {
      id = autoRegister ? client.register(subject, schema) : client.idOf(subject, schema);
    } catch (SchemaRegistryException e) {
      throw new SerializationException(
          "No id for the schema of %s under subject %s: %s"
              .formatted(type.getName(), subject, e.getMessage()),
          e);
    }
    DatumWriter<Object> writer = new SpecificDatumWriter<>(schema, SpecificData.getForClass(type));
    Encoding encoding = new Encoding(id, writer);
    encodings.put(new Target(topic, type), encoding);
    return encoding;
  }
}
