package io.handoff.ticket.decision.effect;

import io.handoff.ticket.decision.ticket.Actor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one conversation has to say about its customer. */
public sealed interface CustomerEvent {

  /** Word that tells the news of one record apart; part of its id. */
  String kind();

  /**
   * The ticket was made, or goes on after all.
   *
   * @param references message ids that its e-mails refer to, nearest first
   */
  record Opened(List<String> references) implements CustomerEvent {
    public Opened {
      references = List.copyOf(references);
    }

    @Override
    public String kind() {
      return "opened";
    }
  }

  /** The ticket came to its end; mergedInto: the ticket that it became part of, null: none. */
  record Ended(String closedBy, @Nullable String mergedInto) implements CustomerEvent {
    @Override
    public String kind() {
      return "ended";
    }
  }

  /** Tags that stay with the customer were added or removed. */
  record TagsChanged(List<String> add, List<String> remove) implements CustomerEvent {
    public TagsChanged {
      add = List.copyOf(add);
      remove = List.copyOf(remove);
    }

    @Override
    public String kind() {
      return "tags";
    }
  }

  /** Another ticket of the customer is to become part of this one. */
  record MergeWanted(String otherTicketId, Actor actor) implements CustomerEvent {
    @Override
    public String kind() {
      return "merge";
    }
  }

  /** An e-mail by which later ones find the conversation. */
  record MessageSeen(String messageId) implements CustomerEvent {
    @Override
    public String kind() {
      return "message";
    }
  }
}
