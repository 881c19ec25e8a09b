package io.handoff.schemas.serde;

import io.handoff.schemas.serde.Decoded.Ok;
import io.handoff.schemas.serde.Decoded.Refused;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns bytes in Confluent's wire format into generated classes, without exceptions for bytes.
 *
 * <p>The writer's schema is resolved against the class's own. The same bytes give the same answer
 * for as long as the registry's does; ids, once known, are known without the registry. Memory is
 * bounded by the bytes: lengths that they claim are checked against what is there. May be shared by
 * threads.
 *
 * @param <T> the class to be read, or a supertype of all classes that may turn up
 */
public final class AvroDecoder<T extends SpecificRecord> {

  static final byte MAGIC = 0;
  static final int HEADER = 1 + Integer.BYTES;

  static {
    TrustedClasses.install();
  }

  /** What is done with the bytes of one schema id. */
  @FunctionalInterface
  private interface Plan<T> {
    Decoded<T> decode(byte[] bytes);
  }

  private final @Nullable Class<T> type;
  private final SchemaRegistryClient registry;
  private final Map<Integer, Plan<T>> plans = new ConcurrentHashMap<>();

  private AvroDecoder(SchemaRegistryClient registry, @Nullable Class<T> type) {
    this.type = type;
    this.registry = registry;
  }

  /** Reads records of this class; any other is refused as {@link RefusalCode#WRONG_TYPE}. */
  public AvroDecoder(Class<T> type, SchemaRegistryClient registry) {
    this(registry, type);
  }

  /** Reads whatever was written, into the class that bears the full name of the writer's schema. */
  public static AvroDecoder<SpecificRecord> byWriterName(SchemaRegistryClient registry) {
    return new AvroDecoder<>(registry, null);
  }

  static <T extends SpecificRecord> AvroDecoder<T> of(
      @Nullable Class<T> type, SchemaRegistryClient registry) {
    return new AvroDecoder<>(registry, type);
  }

  /**
   * Decodes; never throws because of the bytes.
   *
   * @throws RegistryUnavailableException if the schema's id is new and no registry answers; the
   *     same bytes can be tried again
   * @throws SchemaRegistryException if the registry answers, but neither with a schema nor with
   *     "unknown": wrong credentials, for one; the same bytes can be tried again
   */
  public Decoded<T> decode(byte @Nullable [] bytes) {
    if (bytes == null || bytes.length == 0) {
      return new Refused<>(RefusalCode.EMPTY, "no bytes");
    }
    if (bytes[0] != MAGIC) {
      return new Refused<>(
          RefusalCode.BAD_MAGIC,
          "first byte is 0x%02x, not 0: not in Confluent's wire format".formatted(bytes[0]));
    }
    if (bytes.length < HEADER) {
      return new Refused<>(
          RefusalCode.TRUNCATED, bytes.length + " bytes, too few for the id of a schema");
    }
    int id = ByteBuffer.wrap(bytes).getInt(1);
    Plan<T> plan = plans.get(id);
    return (plan == null ? plan(id) : plan).decode(bytes);
  }

  private static <T> Decoded<T> read(DatumReader<T> reader, int id, byte[] bytes) {
    BinaryDecoder body =
        DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null);
    try {
      @SuppressWarnings("NullAway") // nothing to reuse
      T value = reader.read(null, body);
      return body.isEnd()
          ? new Ok<>(value, id)
          : new Refused<>(RefusalCode.UNDECODABLE, "bytes are left over after schema " + id);
    } catch (EOFException e) {
      return new Refused<>(RefusalCode.TRUNCATED, "ends before a record of schema " + id + " does");
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return new Refused<>(RefusalCode.UNDECODABLE, "not a record of schema " + id + ": " + e);
    }
  }

  private Plan<T> plan(int id) {
    if (id < 0) {
      return refuse(RefusalCode.UNKNOWN_SCHEMA_ID, "no registry gives the id " + id);
    }
    Schema writer;
    try {
      writer = registry.byId(id);
    } catch (SchemaRegistryException e) {
      String message = String.valueOf(e.getMessage());
      return switch (e.kind()) {
        case NOT_FOUND -> refuse(RefusalCode.UNKNOWN_SCHEMA_ID, message);
        case UNUSABLE -> refuse(RefusalCode.UNDECODABLE, message);
        case REJECTED -> throw e;
      };
    }
    Plan<T> plan = plan(id, writer);
    plans.put(id, plan);
    return plan;
  }

  private Plan<T> plan(int id, Schema writer) {
    if (writer.getType() != Schema.Type.RECORD) {
      return refuse(
          RefusalCode.WRONG_TYPE, "schema " + id + " is " + writer.getType() + ", not a record");
    }
    try {
      Class<? extends SpecificRecord> target = type == null ? named(writer) : type;
      if (target == null) {
        return refuse(RefusalCode.UNDECODABLE, "no generated class " + writer.getFullName());
      }
      Schema reader = SpecificData.get().getSchema(target);
      if (!reader.getFullName().equals(writer.getFullName())
          && !reader.getAliases().contains(writer.getFullName())) {
        return refuse(
            RefusalCode.WRONG_TYPE,
            "a " + writer.getFullName() + " where a " + reader.getFullName() + " belongs");
      }
      DatumReader<T> records = reader(writer, reader, SpecificData.getForClass(target));
      return bytes -> read(records, id, bytes);
    } catch (IOException | AvroRuntimeException | SecurityException e) {
      return refuse(
          RefusalCode.UNDECODABLE, "schema " + id + ", " + writer.getFullName() + ": " + e);
    }
  }

  private static @Nullable Class<? extends SpecificRecord> named(Schema writer) {
    Class<?> found = SpecificData.get().getClass(writer);
    return found != null && SpecificRecord.class.isAssignableFrom(found)
        ? found.asSubclass(SpecificRecord.class)
        : null;
  }

  /**
   * Complete when returned: {@code SpecificDatumReader} alone builds at the first record, unsafely.
   */
  private static <T> DatumReader<T> reader(Schema writer, Schema reader, SpecificData data)
      throws IOException {
    return data.isFastReaderEnabled()
        ? data.getFastReaderBuilder().createDatumReader(writer, reader)
        : new SpecificDatumReader<>(writer, reader, data);
  }

  private static <T> Plan<T> refuse(RefusalCode code, String message) {
    Refused<T> refusal = new Refused<>(code, message);
    return bytes -> refusal;
  }
}
