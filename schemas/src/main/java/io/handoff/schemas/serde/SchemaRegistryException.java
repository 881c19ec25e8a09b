package io.handoff.schemas.serde;

import org.apache.kafka.common.KafkaException;

/** The registry answered, and the answer is no. Asking again without a change does not help. */
public final class SchemaRegistryException extends KafkaException {

  /** What the answer means for the one who asked. */
  public enum Kind {
    /** The registry does not know the id, the subject, or this schema under the subject. */
    NOT_FOUND,
    /** The id exists, but what it names is not an Avro schema that can be read here. */
    UNUSABLE,
    /** Anything else: not allowed, not compatible, not valid, or not a schema registry at all. */
    REJECTED
  }

  private final Kind kind;

  SchemaRegistryException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  SchemaRegistryException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
