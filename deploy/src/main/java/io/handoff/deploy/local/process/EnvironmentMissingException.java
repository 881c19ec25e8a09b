package io.handoff.deploy.local.process;

/**
 * Something that has to be there before anything can run is not: a JDK 25, a built jar, the
 * broker's jars. The message says what is missing and which command makes it.
 */
public final class EnvironmentMissingException extends LocalException {

  private static final long serialVersionUID = 1L;

  public EnvironmentMissingException(String message) {
    super(message);
  }
}
