package io.handoff.ticket.decision.conversation;

/**
 * A question to an outside system that has not been answered.
 *
 * @param lookupId the question's id
 * @param ticketId the ticket that it is about
 * @param lookup lookup as the settings name it
 * @param gaveUp whether rules have gone on without the answer
 */
public record AwaitedLookup(String lookupId, String ticketId, String lookup, boolean gaveUp) {

  /** The same once rules do not wait any more. */
  public AwaitedLookup givenUp() {
    return new AwaitedLookup(lookupId, ticketId, lookup, true);
  }
}
