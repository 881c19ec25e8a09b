package io.handoff.deploy.local.process;

import org.jspecify.annotations.Nullable;

/**
 * Something on this machine did not work: a process that would not start, a port that is taken, a
 * file that cannot be written. The message is a sentence for the person at the terminal.
 */
public class LocalException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LocalException(String message) {
    super(message);
  }

  public LocalException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
