package io.handoff.deploy.connect;

import org.jspecify.annotations.Nullable;

/** A profile that cannot be used; the message names the file and everything wrong in it. */
public final class ProfileException extends RuntimeException {

  ProfileException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
