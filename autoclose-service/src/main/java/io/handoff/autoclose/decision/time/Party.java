package io.handoff.autoclose.decision.time;

/** The two who talk once people are in charge. */
public enum Party {
  CUSTOMER("customer-silent"),
  AGENT("agent-silent");

  private final String silence;

  Party(String silence) {
    this.silence = silence;
  }

  /** Name of the clock that counts this side's silence; stands in ids, decisions and metrics. */
  public String silence() {
    return silence;
  }
}
