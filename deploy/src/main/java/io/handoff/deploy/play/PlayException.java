package io.handoff.deploy.play;

/** Conversations could not be played; the message says why, in one sentence. */
public final class PlayException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With words for people. */
  public PlayException(String message) {
    super(message);
  }

  /** With words for people, and the cause. */
  public PlayException(String message, Throwable cause) {
    super(message, cause);
  }
}
