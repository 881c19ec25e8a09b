package io.handoff.kit.streams;

import io.handoff.avro.DeadLetter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Makes dead letters: the record as it was, and why it was refused. */
public final class DeadLetters {
  private DeadLetters() {}

  /**
   * Values are cut here, so that a dead letter always fits its topic. In bytes; what a service has
   * taken in is never cut.
   */
  static final int VALUE_LIMIT = IngestProcessor.SERVICE_RECORD_LIMIT;

  /** Keys are cut here. In bytes. */
  static final int KEY_LIMIT = 10_000;

  /** Headers that go beyond this together, names included, are left out. In bytes. */
  static final int HEADERS_LIMIT = 50_000;

  /** Messages are cut here. In characters. */
  private static final int MESSAGE_LIMIT = 2_000;

  /**
   * A dead letter.
   *
   * @param code stable code, such as "undecodable"
   * @param message in words
   */
  public static DeadLetter of(
      String service,
      String topic,
      int partition,
      long offset,
      Instant recordTime,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers,
      String code,
      String message,
      Instant now) {
    return DeadLetter.newBuilder()
        .setService(service)
        .setTopic(topic)
        .setPartition(partition)
        .setOffset(offset)
        .setRecordTimestamp(recordTime)
        .setKey(cut(key, KEY_LIMIT))
        .setValue(cut(value, VALUE_LIMIT))
        .setHeaders(copied(headers))
        .setCode(code)
        .setMessage(
            message.length() <= MESSAGE_LIMIT ? message : message.substring(0, MESSAGE_LIMIT))
        .setRefusedAt(now)
        .build();
  }

  /** What a record takes, key and headers included. In bytes. */
  static long size(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    long size = length(key) + length(value);
    for (Header header : headers) {
      size += size(header);
    }
    return size;
  }

  private static long size(Header header) {
    return Utils.utf8Length(header.key()) + length(header.value());
  }

  private static long length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static @Nullable ByteBuffer cut(byte @Nullable [] bytes, int limit) {
    return bytes == null
        ? null
        : ByteBuffer.wrap(bytes.length <= limit ? bytes : Arrays.copyOf(bytes, limit));
  }

  private static Map<String, ByteBuffer> copied(Headers headers) {
    Map<String, ByteBuffer> copied = new HashMap<>();
    long left = HEADERS_LIMIT;
    for (Header header : headers) {
      if (header.value() != null && size(header) <= left) {
        left -= size(header);
        copied.put(header.key(), ByteBuffer.wrap(header.value()));
      }
    }
    return copied;
  }
}
