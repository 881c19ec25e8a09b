package io.handoff.kit.streams;

import io.handoff.avro.DeadLetter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Makes dead letters: the record as it was, and why it was refused. */
public final class DeadLetters {
  private DeadLetters() {}

  /** Values are cut here, so that a dead letter always fits its topic. In bytes. */
  static final int VALUE_LIMIT = 900_000;

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
    Map<String, ByteBuffer> copied = new HashMap<>();
    for (Header header : headers) {
      if (header.value() != null) {
        copied.put(header.key(), ByteBuffer.wrap(header.value()));
      }
    }
    return DeadLetter.newBuilder()
        .setService(service)
        .setTopic(topic)
        .setPartition(partition)
        .setOffset(offset)
        .setRecordTimestamp(recordTime)
        .setKey(key == null ? null : ByteBuffer.wrap(key))
        .setValue(
            value == null
                ? null
                : ByteBuffer.wrap(
                    value.length <= VALUE_LIMIT ? value : Arrays.copyOf(value, VALUE_LIMIT)))
        .setHeaders(copied)
        .setCode(code)
        .setMessage(
            message.length() <= MESSAGE_LIMIT ? message : message.substring(0, MESSAGE_LIMIT))
        .setRefusedAt(now)
        .build();
  }
}
