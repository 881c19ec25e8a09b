package io.handoff.kit.streams.store;

/** A decision would make an entry of state larger than its changelog takes. */
public final class StateTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** For an entry of so many bytes. */
  public StateTooLargeException(Object entry, long size) {
    super(
        "%s would have %d bytes; at most %d are kept"
            .formatted(entry.getClass().getSimpleName(), size, JsonSerde.LIMIT));
  }
}
