package io.handoff.deploy.report;

import io.handoff.avro.ConversationAction;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.TicketSnapshot;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records on disk in parts, all records of one conversation in the same part and in the order in
 * which they were added. A part of a million conversations fits in some megabytes of memory. Files
 * are deleted when it is closed. For use by one thread.
 */
final class Spool implements AutoCloseable {

  private static final int PARTS = 256;
  private static final int BUFFER = 16 * 1024;
  private static final List<Class<? extends SpecificRecord>> TYPES =
      List.of(
          TicketSnapshot.class,
          RoutingDecision.class,
          ConversationAction.class,
          ConversationEvent.class);

  private final List<Path> files = new ArrayList<>();
  private final List<OutputStream> outputs = new ArrayList<>();
  private final List<DatumWriter<SpecificRecord>> writers = new ArrayList<>();
  private final List<DatumReader<SpecificRecord>> readers = new ArrayList<>();
  private BinaryEncoder encoder;

  Spool(Path folder) {
    try {
      for (int part = 0; part < PARTS; part++) {
        Path file = folder.resolve("part-" + part);
        files.add(file);
        outputs.add(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Class<? extends SpecificRecord> type : TYPES) {
      var schema = SpecificData.get().getSchema(type);
      writers.add(new SpecificDatumWriter<>(schema));
      readers.add(new SpecificDatumReader<>(schema));
    }
    encoder = EncoderFactory.get().directBinaryEncoder(OutputStream.nullOutputStream(), null);
  }

  int parts() {
    return PARTS;
  }

  /** The conversation that a record is about. */
  static String conversationId(SpecificRecord record) {
    return switch (record) {
      case TicketSnapshot snapshot -> snapshot.getTicket().getConversationId();
      case RoutingDecision decision -> decision.getConversationId();
      case ConversationAction action -> action.getConversationId();
      case ConversationEvent event -> event.getConversationId();
      default -> throw new IllegalStateException("not kept here: " + record.getClass());
    };
  }

  /** Adds a record. */
  void add(SpecificRecord record) {
    int part = Math.floorMod(spread(conversationId(record)), PARTS);
    int type = TYPES.indexOf(record.getClass());
    OutputStream out = outputs.get(part);
    try {
      out.write(type);
      encoder = EncoderFactory.get().directBinaryEncoder(out, encoder);
      writers.get(type).write(record, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException("the report's temporary files cannot be written", e);
    }
  }

  private static int spread(String text) {
    int hash = text.hashCode() * 0x9E3779B9;
    return hash ^ (hash >>> 16);
  }

  /** Passes on the records of a part and deletes it. */
  void drain(int part, Consumer<SpecificRecord> sink) {
    try {
      outputs.get(part).close();
      try (InputStream in =
          new BufferedInputStream(Files.newInputStream(files.get(part)), BUFFER * 4)) {
        BinaryDecoder decoder = DecoderFactory.get().directBinaryDecoder(in, null);
        int type;
        while ((type = in.read()) >= 0) {
          @SuppressWarnings("NullAway") // nothing to reuse
          SpecificRecord record = readers.get(type).read(null, decoder);
          sink.accept(record);
        }
      }
      Files.delete(files.get(part));
    } catch (IOException e) {
      throw new UncheckedIOException("the report's temporary files cannot be read", e);
    }
  }

  @Override
  public void close() {
    for (int part = 0; part < PARTS; part++) {
      try {
        outputs.get(part).close();
        Files.deleteIfExists(files.get(part));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
