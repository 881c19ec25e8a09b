package io.handoff.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Confluent's serde behind types of the JDK: records cross as bare Avro. Loaded by {@link
 * ConfluentInteropIT} in a class loader of its own, where Avro and Kafka are those that Confluent's
 * classes come with.
 */
public final class ConfluentPeer {

  private static final String PACKAGE = "io.confluent.kafka.serializers.";

  private ConfluentPeer() {}

  /** Bare Avro of a record of this class to what {@code KafkaAvroSerializer} makes of it. */
  @SuppressWarnings("unchecked")
  public static UnaryOperator<byte[]> serializer(
      Map<String, ?> config, boolean isKey, String topic, String recordClass)
      throws ReflectiveOperationException {
    Serializer<Object> serializer =
        (Serializer<Object>) create(PACKAGE + "KafkaAvroSerializer", Serializer.class);
    serializer.configure(config, isKey);
    Class<?> type = Class.forName(recordClass);
    return bare -> serializer.serialize(topic, read(bare, type));
  }

  /**
   * Wire format to the bare Avro of the generated class that {@code KafkaAvroDeserializer} made.
   */
  @SuppressWarnings("unchecked")
  public static UnaryOperator<byte[]> deserializer(
      Map<String, ?> config, boolean isKey, String topic) throws ReflectiveOperationException {
    Deserializer<Object> deserializer =
        (Deserializer<Object>) create(PACKAGE + "KafkaAvroDeserializer", Deserializer.class);
    deserializer.configure(config, isKey);
    return wire -> write((SpecificRecord) deserializer.deserialize(topic, wire));
  }

  private static Object create(String name, Class<?> as) throws ReflectiveOperationException {
    return Class.forName(name).asSubclass(as).getDeclaredConstructor().newInstance();
  }

  static Object read(byte[] bare, Class<?> type) {
    try {
      return new SpecificDatumReader<>(type)
          .read(null, DecoderFactory.get().binaryDecoder(bare, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] write(SpecificRecord record) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new SpecificDatumWriter<>(record.getSchema(), SpecificData.getForClass(record.getClass()))
          .write(record, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
