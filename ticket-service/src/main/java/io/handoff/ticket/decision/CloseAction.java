package io.handoff.ticket.decision;

/**
 * A close for silence that the platform was asked for.
 *
 * @param actionId the action
 * @param kind "customer-silent" or "agent-silent"
 * @param billable whether the conversation is billed if this closes it
 */
public record CloseAction(String actionId, String kind, boolean billable) {}
