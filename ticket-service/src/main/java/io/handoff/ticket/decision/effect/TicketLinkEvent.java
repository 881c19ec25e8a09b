package io.handoff.ticket.decision.effect;

import io.handoff.ticket.decision.ticket.Actor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a ticket is told by its customer's other conversations. */
public sealed interface TicketLinkEvent {

  /** The customer's tags now. */
  record CustomerTags(List<String> tags) implements TicketLinkEvent {
    public CustomerTags {
      tags = List.copyOf(tags);
    }
  }

  /**
   * It is to end and become part of another ticket.
   *
   * @param targetTicketId the ticket that goes on
   * @param targetConversationId its conversation
   * @param requestId what asked for it; null: an e-mail's references did
   * @param actor who wants it
   */
  record MergeInto(
      String targetTicketId, String targetConversationId, @Nullable String requestId, Actor actor)
      implements TicketLinkEvent {}

  /** Another ticket has become part of it. */
  record Merged(
      String otherTicketId,
      String otherConversationId,
      @Nullable String requestId,
      List<String> conversationTags,
      Actor actor)
      implements TicketLinkEvent {
    public Merged {
      conversationTags = List.copyOf(conversationTags);
    }
  }

  /** Another ticket has not become part of it. */
  record NotMerged(@Nullable String requestId, String code, String message)
      implements TicketLinkEvent {}

  /**
   * Another ticket that had become part of it goes on by itself: the customer had written in its
   * conversation before that could be closed.
   */
  record MergeUndone(String otherTicketId, String otherConversationId) implements TicketLinkEvent {}

  /** It follows up a ticket of another conversation, which is over. */
  record FollowsUp(String otherTicketId) implements TicketLinkEvent {}
}
