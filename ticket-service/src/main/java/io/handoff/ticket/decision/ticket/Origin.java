package io.handoff.ticket.decision.ticket;

import io.handoff.kit.Ids;
import java.time.Instant;

/**
 * The record that is being decided on.
 *
 * @param id its id
 * @param at when it happened (event time, never later than it was published)
 * @param publishedAt when the broker took it. Of records of different topics, this order is the one
 *     that people saw, whichever is read first
 * @param accountId the account
 * @param conversationId the conversation
 */
public record Origin(
    String id, Instant at, Instant publishedAt, String accountId, String conversationId) {

  /** The same, but for when it happened. */
  public Origin happenedAt(Instant moment) {
    return new Origin(id, moment, publishedAt, accountId, conversationId);
  }

  /**
   * Id of something that follows from the record. Names the conversation as well, for the ids of
   * outside senders may be unique only within theirs.
   */
  public String derive(String kind, Object part) {
    return Ids.derive(kind, accountId, conversationId, id, part);
  }
}
