package io.handoff.ticket.decision.conversation;

import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The commands of a conversation: those that wait for routing, at most 64, and the answers to the
 * last 64.
 *
 * @param pending commands that are not answered yet
 * @param answered answers, oldest first
 */
public record CommandLog(List<Pending> pending, List<Answer> answered) {

  private static final int ANSWER_LIMIT = 64;
  private static final int PENDING_LIMIT = 64;

  /** No commands yet. */
  public static final CommandLog EMPTY = new CommandLog(List.of(), List.of());

  public CommandLog {
    pending = List.copyOf(Objects.requireNonNullElse(pending, List.of()));
    answered = List.copyOf(Objects.requireNonNullElse(answered, List.of()));
  }

  /**
   * A command whose answer depends on routing, or on another ticket.
   *
   * @param commandId the command
   * @param ticketId its ticket
   * @param requestId what routing, or the other ticket, was asked
   * @param issuedBy who wants it; stands in the ticket's history if it is granted
   * @param merging whether it waits for another ticket to become part of this one
   */
  public record Pending(
      String commandId, String ticketId, String requestId, Actor issuedBy, boolean merging) {}

  /**
   * An answer.
   *
   * @param commandId the command
   * @param ticketId its ticket; null: there is none
   * @param version version of the ticket then; null: there is no ticket
   * @param code why it was rejected, a stable word; null: it was accepted
   * @param message why it was rejected, in words; null: it was accepted
   */
  public record Answer(
      String commandId,
      @Nullable String ticketId,
      @Nullable Long version,
      @Nullable String code,
      @Nullable String message) {

    public static Answer accepted(String commandId, Ticket ticket) {
      return new Answer(commandId, ticket.ticketId(), ticket.version(), null, null);
    }

    public static Answer rejected(
        String commandId, @Nullable Ticket ticket, String code, String message) {
      return new Answer(
          commandId,
          ticket == null ? null : ticket.ticketId(),
          ticket == null ? null : ticket.version(),
          code,
          message);
    }

    /** Whether the command was carried out. */
    public boolean accepted() {
      return code == null;
    }
  }

  /** The answer that was given; null: none, or too long ago. */
  public @Nullable Answer answerTo(String commandId) {
    for (Answer answer : answered) {
      if (answer.commandId().equals(commandId)) {
        return answer;
      }
    }
    return null;
  }

  /** The waiting command; null: it does not wait. */
  public @Nullable Pending pending(@Nullable String commandId) {
    for (Pending waiting : pending) {
      if (waiting.commandId().equals(commandId)) {
        return waiting;
      }
    }
    return null;
  }

  /** The command that waits for what became of a request; null: none does. */
  public @Nullable Pending pendingRequest(@Nullable String requestId) {
    for (Pending waiting : pending) {
      if (waiting.requestId().equals(requestId)) {
        return waiting;
      }
    }
    return null;
  }

  /** Whether as many commands wait as may. */
  public boolean full() {
    return pending.size() >= PENDING_LIMIT;
  }

  /** The same with a command that waits for routing. */
  public CommandLog await(Pending command) {
    List<Pending> more = new ArrayList<>(pending);
    more.add(command);
    return new CommandLog(more, answered);
  }

  /** The same with an answer, which is given again when the command comes again. */
  public CommandLog answer(Answer answer) {
    List<Pending> left =
        pending.stream().filter(p -> !p.commandId().equals(answer.commandId())).toList();
    List<Answer> more = new ArrayList<>(answered);
    more.add(answer);
    return new CommandLog(
        left,
        more.size() <= ANSWER_LIMIT ? more : more.subList(more.size() - ANSWER_LIMIT, more.size()));
  }
}
