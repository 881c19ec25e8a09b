package io.handoff.ticket.decision.conversation;

/**
 * A close for silence that the platform was asked for.
 *
 * @param actionId the action
 * @param kind "customer-silent" or "agent-silent"
 * @param billable whether the conversation is billed if this closes it
 */
public record CloseAction(String actionId, String kind, boolean billable) {

  /** Whose silence it was, in words. */
  public String silence() {
    return kind.equals("customer-silent")
        ? "no answer from the customer"
        : "no answer from an agent";
  }
}
