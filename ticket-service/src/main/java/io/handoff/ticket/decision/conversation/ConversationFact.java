package io.handoff.ticket.decision.conversation;

import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.ActorType;
import io.handoff.ticket.decision.ticket.Customer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened in a conversation, as far as tickets are concerned. */
public sealed interface ConversationFact {

  /** It began. */
  record Started(@Nullable Customer customer) implements ConversationFact {}

  /** Authors of messages. {@code OTHER}: AI agent, automatic; they answer nobody. */
  enum Author {
    CUSTOMER,
    AGENT,
    OTHER
  }

  /**
   * Somebody wrote.
   *
   * @param sequence position in the conversation, from 1, rising
   * @param authorId agent or customer; null: not named
   * @param actionId action that the message carries out; null: somebody wrote it by hand
   * @param text what was written, at most 500 code points of it; null: not known
   * @param messageId the message as the platform, or the mail, names it; null: not known
   * @param references message ids that an e-mail refers to, nearest first
   */
  record Wrote(
      Author author,
      long sequence,
      @Nullable String authorId,
      @Nullable String actionId,
      @Nullable String text,
      @Nullable String messageId,
      List<String> references)
      implements ConversationFact {

    public Wrote {
      references = List.copyOf(references);
    }

    /** A message of which the words do not matter. */
    public Wrote(
        Author author, long sequence, @Nullable String authorId, @Nullable String actionId) {
      this(author, sequence, authorId, actionId, null, null, List.of());
    }
  }

  /** The AI agent answers again. */
  record Resumed(Actor actor) implements ConversationFact {}

  /** An agent accepted what was offered. */
  record Accepted(String agentId) implements ConversationFact {}

  /** An agent declined what was offered. */
  record Declined(String agentId, @Nullable String detail) implements ConversationFact {}

  /** The platform did not carry out a close. */
  record CloseRefused(String actionId) implements ConversationFact {}

  /**
   * It was closed.
   *
   * @param by who closed it; {@code SYSTEM} stands for the services
   * @param actionId action that was carried out; null: none
   * @param actorId agent or customer; null: not named
   */
  record Closed(ActorType by, @Nullable String actionId, @Nullable String actorId)
      implements ConversationFact {}

  /** The customer rated it. */
  record Rated(int score) implements ConversationFact {}

  /** Something that concerns no ticket. */
  record Irrelevant() implements ConversationFact {}
}
