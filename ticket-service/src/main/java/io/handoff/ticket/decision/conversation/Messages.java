package io.handoff.ticket.decision.conversation;

import io.handoff.kit.conversation.RecentIds;
import io.handoff.kit.conversation.SeenMessages;
import io.handoff.kit.conversation.SeenMessages.Place;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a conversation, counted.
 *
 * @param lastSequence highest sequence of a message of any author; 0: none
 * @param customer customer's messages in this run
 * @param agent agents' messages in this run
 * @param lastCustomerAt when the customer wrote last; null: not in this run
 * @param recent ids of the last messages; null: written by a version that kept none
 * @param newestAt when the newest message happened; null: not known
 * @param last the last message of the customer or an agent; null: none in this run
 */
public record Messages(
    long lastSequence,
    int customer,
    int agent,
    @Nullable Instant lastCustomerAt,
    @Nullable RecentIds recent,
    @Nullable Instant newestAt,
    @Nullable Position last) {

  /** Nothing was said. */
  public static final Messages NONE = new Messages(0, 0, 0, null, null, null, null);

  /** Where a message of the customer or an agent stands. */
  public record Position(Instant at, long sequence) {}

  /** What a message is. */
  public Place place(String eventId, long sequence, Instant at) {
    return seen().place(eventId, sequence, at);
  }

  private SeenMessages seen() {
    return new SeenMessages(recent == null ? RecentIds.NONE : recent, lastSequence, newestAt);
  }

  /** After a message, which is known when it comes again. */
  public Messages with(String eventId, long sequence, Instant at) {
    SeenMessages now = seen().with(eventId, sequence, at);
    return new Messages(
        now.lastSequence(), customer, agent, lastCustomerAt, now.ids(), now.newestAt(), last);
  }

  /** At the beginning of a run. */
  public Messages newRun() {
    return new Messages(lastSequence, 0, 0, null, recent, newestAt, null);
  }

  public Messages byCustomer(Position message) {
    Instant latest =
        lastCustomerAt != null && lastCustomerAt.isAfter(message.at())
            ? lastCustomerAt
            : message.at();
    return new Messages(
        lastSequence, customer + 1, agent, latest, recent, newestAt, later(message));
  }

  public Messages byAgent(Position message) {
    return new Messages(
        lastSequence, customer, agent + 1, lastCustomerAt, recent, newestAt, later(message));
  }

  private Position later(Position message) {
    return last == null || isLast(message) ? message : last;
  }

  /**
   * Whether a message comes behind all of the customer and the agents. Only one that others have
   * overtaken does not.
   */
  public boolean isLast(Position message) {
    return last == null
        || SeenMessages.isBehind(message.at(), message.sequence(), last.at(), last.sequence());
  }

  /** Whether the customer wrote after that moment, as far as this run goes. */
  public boolean askedAfter(Instant moment) {
    return lastCustomerAt != null && lastCustomerAt.isAfter(moment);
  }
}
