package io.handoff.schemas.serde;

import io.handoff.schemas.serde.sample.Address;
import io.handoff.schemas.serde.sample.Locker;
import io.handoff.schemas.serde.sample.Parcel;
import io.handoff.schemas.serde.sample.Size;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Records and settings that the tests of the serde share. */
final class Samples {

  static final String PACKAGE = Parcel.class.getPackageName();

  static {
    TrustedClasses.install(List.of(PACKAGE));
  }

  private Samples() {}

  static Parcel parcel() {
    return Parcel.newBuilder()
        .setId(new UUID(1, 2))
        .setLabel("Grüße, 你好 👋")
        .setSize(Size.LARGE)
        .setSentAt(Instant.parse("2026-03-01T10:15:30.123Z"))
        .setDueAt(Instant.parse("2026-03-02T00:00:00Z"))
        .setReplaces(new UUID(3, 4))
        .setTags(List.of("a", "b"))
        .setCounts(Map.of("k", -7L))
        .setTarget(new Locker(17, Instant.EPOCH))
        .setSeal(ByteBuffer.wrap(new byte[] {0, 1, -1}))
        .setWeight(1.5)
        .setFragile(true)
        .setInner(small("inside"))
        .build();
  }

  static Parcel small(String label) {
    return Parcel.newBuilder()
        .setId(new UUID(0, 0))
        .setLabel(label)
        .setSentAt(Instant.EPOCH)
        .setTarget(new Address("Main Street", null))
        .build();
  }

  static Map<String, Object> config(String url, Object... more) {
    Map<String, Object> config = new HashMap<>();
    config.put("schema.registry.url", url);
    config.put("handoff.avro.trusted.packages", PACKAGE);
    for (int i = 0; i < more.length; i += 2) {
      config.put((String) more[i], more[i + 1]);
    }
    return config;
  }

  /** Wire format by hand: what the project's code is measured against. */
  static byte[] wire(int id, byte[] body) {
    return ByteBuffer.allocate(5 + body.length).put((byte) 0).putInt(id).put(body).array();
  }

  static byte[] bare(GenericRecord record) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
