package io.handoff.deploy.evaluate.time;

/** A case that cannot be run; the message says why. */
final class UnreadableCaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableCaseException(String message) {
    super(message);
  }
}
