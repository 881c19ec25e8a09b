package io.handoff.ticket.decision;

import org.jspecify.annotations.Nullable;

/**
 * Decides what follows from one input.
 *
 * <p>A repeat of an input changes nothing: events, decisions and deadlines are known again while
 * they are among the conversation's last 64, messages by their position for ever, commands while
 * their answers are among the last 64.
 */
public final class TicketDecider {
  private TicketDecider() {}

  /** Something happened in a conversation on a channel. */
  public static TicketDecision decide(
      Origin origin, String channelId, ConversationFact fact, State state) {
    Turn turn = new Turn(origin, state);
    return turn.decided(ConversationPolicy.decide(turn, channelId, fact));
  }

  /** Routing decided something. */
  public static TicketDecision decide(Origin origin, RoutingFact fact, State state) {
    Turn turn = new Turn(origin, state);
    return turn.decided(RoutingPolicy.decide(turn, fact));
  }

  /** Something fell due in a conversation on a channel. */
  public static TicketDecision decide(Origin origin, String channelId, TimeFact fact, State state) {
    Turn turn = new Turn(origin, state);
    return turn.decided(TimePolicy.decide(turn, channelId, fact));
  }

  /** A ticket is told something by its customer's other conversations. */
  public static TicketDecision decide(Origin origin, String ticketId, Link link, State state) {
    Turn turn = new Turn(origin, state);
    return turn.decided(LinkPolicy.decide(turn, ticketId, link));
  }

  /** Somebody wants something done. */
  public static TicketDecision decide(Origin origin, Command command, State state) {
    Turn turn = new Turn(origin, state);
    return turn.decided(CommandPolicy.decide(turn, command));
  }

  /** Begins the conversation if nothing is known of it. */
  static void beginIfNew(Turn turn, @Nullable String channelId) {
    if (!turn.knowsConversation()) {
      turn.conversation(
          Conversation.begin(
              turn.origin().accountId(),
              turn.origin().conversationId(),
              channelId == null ? "" : channelId));
    }
  }
}
