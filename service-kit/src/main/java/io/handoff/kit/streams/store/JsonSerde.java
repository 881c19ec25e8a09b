package io.handoff.kit.streams.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps a service's own state as JSON in its stores and changelogs.
 *
 * <p>State is private to a service, so it needs no registry. It may be read by the next version of
 * the service: fields that are not known are ignored and absent ones are null, zero or false, so
 * records of state only ever gain fields.
 *
 * <p>The version before reads it, too, and drops the fields that it does not know. Where that must
 * not happen, a version writes a <em>format number</em>, one byte below 32, before the JSON. A
 * version that meets a number stops and says so, instead of deciding by half of the state; this one
 * writes none.
 */
public final class JsonSerde {
  private JsonSerde() {}

  /**
   * Largest entry of state that a decision may lead to, in bytes. Changelogs take 4 MiB; the rest
   * is for what is written around it.
   */
  public static final int LIMIT = 3_000_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      // what was written is read again, whatever its keys are
                      StreamReadConstraints.builder().maxNameLength(Integer.MAX_VALUE).build())
                  .build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          // what a record answers, isClosed() for one, is no part of it
          .changeDefaultVisibility(
              visibility -> visibility.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
          .build();

  /** A serde of a record type. */
  public static <T> Serde<T> of(Class<T> type) {
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : write(value),
        (topic, bytes) -> bytes == null ? null : read(type, bytes));
  }

  /** Bytes that a value takes. */
  public static long size(Object value) {
    return write(value).length;
  }

  private static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JacksonException e) {
      throw new SerializationException("state cannot be written: " + value.getClass(), e);
    }
  }

  private static <T> @Nullable T read(Class<T> type, byte[] bytes) {
    if (bytes.length > 0 && bytes[0] >= 0 && bytes[0] < ' ') {
      throw new StreamsException(
          "State was written in format %d by a later version of the service, and this version cannot read it: start the later one again."
              .formatted(bytes[0]));
    }
    try {
      return MAPPER.readValue(bytes, type);
    } catch (JacksonException e) {
      throw new SerializationException("state cannot be read: " + type, e);
    }
  }
}
