package io.handoff.deploy.settings;

import io.handoff.schemas.serde.RegistryUnavailableException;
import io.handoff.schemas.serde.SchemaRegistryException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/**
 * Settings could not be written or read, and why. Nothing was changed, unless the message says so.
 */
public final class SettingsException extends RuntimeException {

  /** What kind of failure it was. */
  public enum Kind {
    /** Broker or registry does not answer, or lacks the topics or schemas. */
    UNREACHABLE,
    /** Somebody else applied settings to the account meanwhile, or this user may not. */
    REFUSED,
    /** There is no such account or version. */
    NOT_FOUND
  }

  private final Kind kind;

  SettingsException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** A failure of this kind. */
  public SettingsException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /**
   * What a client's exception means.
   *
   * @param advice appended where it is unknown whether something was written
   */
  public static SettingsException of(KafkaException e, String advice) {
    if (causedBy(e, AuthorizationException.class)) {
      return new SettingsException(Kind.REFUSED, "not allowed: " + detail(e), e);
    }
    if (causedBy(e, AuthenticationException.class)) {
      return new SettingsException(Kind.REFUSED, "the login was refused: " + detail(e), e);
    }
    String what =
        causedBy(e, RegistryUnavailableException.class)
            ? "the schema registry does not answer: "
            : causedBy(e, SchemaRegistryException.class)
                ? "the schema registry lacks the schemas: "
                : "the broker does not answer: ";
    return new SettingsException(Kind.UNREACHABLE, what + detail(e) + advice, e);
  }

  static boolean causedBy(Throwable e, Class<? extends Throwable> type) {
    for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static String detail(Throwable e) {
    Throwable cause = e.getCause();
    return cause == null
        ? String.valueOf(e.getMessage())
        : e.getMessage() + ": " + cause.getMessage();
  }
}
