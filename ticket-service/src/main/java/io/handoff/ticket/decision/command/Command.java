package io.handoff.ticket.decision.command;

import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.Priority;
import io.handoff.ticket.decision.ticket.TicketStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants done with a ticket.
 *
 * @param commandId unique for the command; a repeat changes nothing and is answered as before
 * @param ticketId the ticket; null: the conversation's newest
 * @param issuedBy who wants it
 * @param basedOnVersion version of the ticket that the sender saw; null: any
 * @param wish what is wanted
 */
public record Command(
    String commandId,
    @Nullable String ticketId,
    Actor issuedBy,
    @Nullable Long basedOnVersion,
    Wish wish) {

  /** What is wanted. */
  public sealed interface Wish {}

  /** Answer the customer; thenStatus null: waiting on customer. */
  public record Reply(
      @Nullable String text, @Nullable String templateId, @Nullable TicketStatus thenStatus)
      implements Wish {}

  /** Note something that only agents see. */
  public record AddNote(String text, List<String> mentions) implements Wish {
    public AddNote {
      mentions = List.copyOf(mentions);
    }
  }

  /** Give the ticket to an agent. */
  public record Assign(String agentId) implements Wish {}

  /** Take the ticket oneself. */
  public record Take() implements Wish {}

  /** Give the ticket back to the queue. */
  public record Release() implements Wish {}

  /** Set the status. */
  public record SetStatus(TicketStatus status) implements Wish {}

  /** Set the priority. */
  public record SetPriority(Priority priority) implements Wish {}

  /** Move the ticket; null: unchanged. */
  public record SetDepartment(@Nullable String departmentId, @Nullable String teamId)
      implements Wish {}

  /** Classify the ticket. */
  public record Classify(String category, @Nullable String subCategory) implements Wish {}

  /** Add and remove tags; ofCustomer: the customer's, otherwise the conversation's. */
  public record ChangeTags(boolean ofCustomer, List<String> add, List<String> remove)
      implements Wish {
    public ChangeTags {
      add = List.copyOf(add);
      remove = List.copyOf(remove);
    }
  }

  /** Set a custom field; value null: clear it. */
  public record SetCustomField(String name, @Nullable String value) implements Wish {}

  /** Put the ticket out of sight; until null: until the customer replies. */
  public record Snooze(@Nullable Instant until) implements Wish {}

  /** Make another ticket of the customer part of this one. */
  public record Merge(String otherTicketId) implements Wish {}

  /** Accept an offer; offerId null: the open one. */
  public record AcceptOffer(@Nullable String offerId) implements Wish {}

  /** Decline an offer; offerId null: the open one. */
  public record DeclineOffer(@Nullable String offerId, @Nullable String note) implements Wish {}

  /** Give the conversation back to the AI agent. */
  public record HandBack(@Nullable String note) implements Wish {}

  /** A wish that this service does not know to grant yet; what: its name, for words. */
  public record NotYet(String what) implements Wish {}
}
