package io.handoff.deploy.testhandoff;

/** A hop did not answer, or not as it must; the message says where to look. */
final class HopFailedException extends RuntimeException {

  private final Hop.Stage stage;

  HopFailedException(Hop.Stage stage, String message) {
    super(message);
    this.stage = stage;
  }

  Hop.Stage stage() {
    return stage;
  }
}
