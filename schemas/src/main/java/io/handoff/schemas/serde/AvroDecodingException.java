package io.handoff.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** A {@link Decoded.Refused} for callers that need an exception; see {@link AvroDeserializer}. */
public final class AvroDecodingException extends SerializationException {

  private final RefusalCode code;

  AvroDecodingException(String topic, Decoded.Refused<?> refused) {
    super(refused.code().text() + ": " + refused.message() + " (topic " + topic + ")");
    this.code = refused.code();
  }

  public RefusalCode code() {
    return code;
  }
}
