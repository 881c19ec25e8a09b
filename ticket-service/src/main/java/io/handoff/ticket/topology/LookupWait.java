package io.handoff.ticket.topology;

/**
 * Somebody waits for an outside system.
 *
 * @param dueMillis when the wait is over, by the machine's clock
 * @param depth length of the chain of causes that the question belongs to
 */
record LookupWait(
    long dueMillis,
    String accountId,
    String conversationId,
    String ticketId,
    String lookup,
    long settingsVersion,
    int depth,
    boolean test) {}
