package io.handoff.kit.streams;

import io.handoff.schemas.Topic;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record that was decoded and checked, with where it came from.
 *
 * @param value the envelope
 * @param topic the topic it was read from
 * @param partition the partition it was read from
 * @param offset its offset there
 * @param appendedAt when the broker took it: the moment of publication
 * @param occurredAt when it happened: the envelope's own time, never later than {@code appendedAt}.
 *     Decisions use this one, not the envelope's
 * @param rawKey the key as read, for dead letters
 * @param rawValue the value as read, for dead letters
 * @param headers the headers as read
 */
public record DecodedRecord<V extends SpecificRecord>(
    V value,
    Topic<V> topic,
    int partition,
    long offset,
    Instant appendedAt,
    Instant occurredAt,
    byte @Nullable [] rawKey,
    byte @Nullable [] rawValue,
    Headers headers) {}
