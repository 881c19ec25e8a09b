package io.handoff.deploy.local.process;

import org.jspecify.annotations.Nullable;

/** A process did not start because another program listens on a port that it was to have. */
public final class PortTakenException extends LocalException {

  private static final long serialVersionUID = 1L;

  PortTakenException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
