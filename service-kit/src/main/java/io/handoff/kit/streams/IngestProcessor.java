package io.handoff.kit.streams;

import io.handoff.schemas.Topic;
import io.handoff.schemas.serde.AvroDecoder;
import io.handoff.schemas.serde.Decoded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Decodes and checks the records of one topic. What is good goes to the deciding node, ticks
 * included; what is not goes to the dead letters. Never throws for what a record contains; a schema
 * registry that does not answer, or refuses, does stop the task, which is then tried again.
 */
public final class IngestProcessor<V extends SpecificRecord>
    implements Processor<byte[], byte[], Object, Object> {

  private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final int ID_LIMIT = 200;

  private static final Set<String> OUTSIDE = Set.of("platforms", "desktops");

  /** Larger records from outside are refused; in bytes, as {@link #process} counts them. */
  static final int RECORD_LIMIT = 900_000;

  /**
   * Larger records of the services are refused: several records from outside may have become part
   * of one, and what that becomes part of, state or letter, has to fit its topic of 4 MiB.
   */
  static final int SERVICE_RECORD_LIMIT = 3_000_000;

  private final ServiceContext service;
  private final Topic<V> topic;
  private final boolean fromOutside;
  private final Envelope<V> envelope;
  private final AvroDecoder<V> decoder;
  private final StreamsMeters meters;
  private final String decideNode;
  private @Nullable ProcessorContext<Object, Object> context;
  private int partitions;

  /** A processor of the topic that forwards to the deciding node. */
  IngestProcessor(ServiceContext service, Topic<V> topic, String decideNode) {
    this.service = service;
    this.topic = topic;
    this.fromOutside = OUTSIDE.contains(topic.owner());
    this.envelope = Envelope.of(topic.valueType());
    this.decoder = service.decoder(topic);
    this.meters = new StreamsMeters(service.meters());
    this.decideNode = decideNode;
  }

  @Override
  public void init(ProcessorContext<Object, Object> context) {
    this.context = context;
    this.partitions = service.partitions().applyAsInt(topic.name());
  }

  /**
   * Takes a record in. Its size is that of key, value and headers. Control characters in records
   * from outside count as the six bytes that they take in a service's state.
   */
  @Override
  public void process(Record<byte[], byte[]> record) {
    long size = DeadLetters.size(record.key(), record.value(), record.headers());
    Problem tooLarge = tooLarge(size);
    if (tooLarge != null) {
      refuse(record, tooLarge.code(), tooLarge.message());
      return;
    }
    switch (decoder.decode(record.value())) {
      case Decoded.Refused<V>(var code, var message) -> refuse(record, code.text(), message);
      case Decoded.Ok<V>(V value, int schemaId) -> {
        if (envelope.tick().apply(value) == null) {
          Problem problem = check(record.key(), value, size);
          if (problem != null) {
            refuse(record, problem.code(), problem.message());
            return;
          }
        }
        forward(record, value);
      }
    }
  }

  private record Problem(String code, String message) {}

  private @Nullable Problem tooLarge(long size) {
    int limit = fromOutside ? RECORD_LIMIT : SERVICE_RECORD_LIMIT;
    return size <= limit
        ? null
        : new Problem(
            "too-large", "the record has " + size + " bytes; at most " + limit + " are taken");
  }

  private @Nullable Problem check(byte @Nullable [] rawKey, V value, long size) {
    String id = envelope.id().apply(value);
    if (id.isEmpty() || id.length() > ID_LIMIT) {
      return new Problem(
          "invalid-id", "the record's id is empty or over " + ID_LIMIT + " characters");
    }
    if (!ACCOUNT.matcher(envelope.account().apply(value)).matches()) {
      return new Problem(
          "invalid-account",
          "an account id has 1 to 64 lower-case letters, digits, dots, hyphens or underscores");
    }
    String expected = topic.key(value);
    int prefix = envelope.account().apply(value).length() + 1;
    if (expected.length() > prefix + ID_LIMIT || expected.endsWith("/")) {
      return new Problem(
          "invalid-conversation",
          "the conversation id is empty or over " + ID_LIMIT + " characters");
    }
    String key = rawKey == null ? null : new String(rawKey, StandardCharsets.UTF_8);
    if (rawKey == null || !expected.equals(key)) {
      return new Problem("key-mismatch", "the key is '" + key + "' but must be '" + expected + "'");
    }
    Problem elsewhere = elsewhere(rawKey, expected);
    return elsewhere == null && fromOutside ? tooLarge(value, size) : elsewhere;
  }

  /**
   * What the services know of a key lies with the partition in which Kafka's Java client puts it.
   */
  private @Nullable Problem elsewhere(byte[] rawKey, String key) {
    int right = Utils.toPositive(Utils.murmur2(rawKey)) % partitions;
    int partition = metadata().partition();
    return partition == right
        ? null
        : new Problem(
            "wrong-partition",
            ("the record is in partition %d, but key '%s' belongs in partition %d of %d: the"
                    + " producer has to choose partitions by murmur2, as Kafka's Java client does"
                    + " (librdkafka: partitioner=murmur2_random; kafkajs 2: DefaultPartitioner, not"
                    + " LegacyPartitioner)")
                .formatted(partition, key, right, partitions));
  }

  private @Nullable Problem tooLarge(V value, long size) {
    FieldBounds bounds = new FieldBounds();
    String problem = bounds.problem(value);
    return problem == null
        ? tooLarge(size + bounds.escapes())
        : new Problem("field-too-large", problem);
  }

  private void forward(Record<byte[], byte[]> record, V value) {
    Instant appendedAt = Instant.ofEpochMilli(record.timestamp());
    Instant occurredAt = envelope.occurredAt().apply(value);
    if (occurredAt.isAfter(appendedAt)) {
      occurredAt = appendedAt;
      meters.clamped(topic.name());
    }
    RecordMetadata metadata = metadata();
    DecodedRecord<V> inbound =
        new DecodedRecord<>(
            value,
            topic,
            metadata.partition(),
            metadata.offset(),
            appendedAt,
            occurredAt,
            record.key(),
            record.value(),
            record.headers());
    context().forward(new Record<>(topic.key(value), inbound, record.timestamp()), decideNode);
  }

  private void refuse(Record<byte[], byte[]> record, String code, String message) {
    meters.refused(topic.name(), code);
    RecordMetadata metadata = metadata();
    context()
        .forward(
            new Record<>(
                record.key(),
                DeadLetters.of(
                    service.service(),
                    topic.name(),
                    metadata.partition(),
                    metadata.offset(),
                    Instant.ofEpochMilli(record.timestamp()),
                    record.key(),
                    record.value(),
                    record.headers(),
                    code,
                    message,
                    Instant.ofEpochMilli(context().currentSystemTimeMs())),
                record.timestamp()),
            Nodes.DEAD_LETTERS);
  }

  private RecordMetadata metadata() {
    return context()
        .recordMetadata()
        .orElseThrow(() -> new IllegalStateException("a record from a topic has metadata"));
  }

  private ProcessorContext<Object, Object> context() {
    if (context == null) {
      throw new IllegalStateException("init comes first");
    }
    return context;
  }
}
