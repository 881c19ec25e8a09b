package io.handoff.ticket.decision.handoff;

import io.handoff.ticket.decision.conversation.CloseAction;
import io.handoff.ticket.decision.conversation.Conversation;
import io.handoff.ticket.decision.conversation.LoggedEvent;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.ActorType;
import io.handoff.ticket.decision.ticket.Lifecycle;
import io.handoff.ticket.decision.ticket.TicketDraft;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What brought a ticket to its end.
 *
 * @param at when
 * @param by stable word: "customer-silent", "agent-silent", "unassigned", "handed-back",
 *     "superseded", "service", or the word of an actor's kind
 * @param actor who or what
 * @param why in words
 * @param billable false where the conversation is not billed
 */
public record CloseCause(Instant at, String by, Actor actor, String why, boolean billable) {

  /** Closed by one of the services; which and why was not read yet. */
  public static final String SERVICE = "service";

  /** A newer handoff showed that this one was over, before its end was read. */
  public static final String SUPERSEDED = "superseded";

  static final String HANDED_BACK = "handed-back";
  static final String UNASSIGNED = "unassigned";

  /** The AI agent is in charge again. */
  public static CloseCause handedBack(Instant at, Actor actor, @Nullable String note) {
    return new CloseCause(
        at,
        HANDED_BACK,
        actor,
        "handed back to the AI agent" + (note == null || note.isBlank() ? "" : ": " + note),
        true);
  }

  /** The ticket became part of another. */
  public static CloseCause merged(Instant at, Actor actor, String intoTicketId, boolean billable) {
    return new CloseCause(at, "merged", actor, "merged into ticket " + intoTicketId, billable);
  }

  static CloseCause notReopened(Instant at, boolean billable) {
    return new CloseCause(
        at,
        "resolved",
        Actor.SYSTEM,
        "the customer came back too late for it to be reopened",
        billable);
  }

  /** A newer handoff is open. */
  public static CloseCause superseded(Instant at) {
    return new CloseCause(
        at, SUPERSEDED, Actor.ROUTING, "a newer handoff of the conversation is open", true);
  }

  /**
   * What ended a handoff.
   *
   * @param end a close, or the AI agent's return
   * @param unassigned routing had asked for a close because nobody was there
   */
  public static CloseCause of(Conversation conversation, LoggedEvent end, boolean unassigned) {
    Instant at = end.at();
    if (end.kind() == LoggedEvent.Kind.RESUMED) {
      return handedBack(at, Actor.PLATFORM, null);
    }
    CloseAction silence = conversation.closeAction(end.actionId());
    if (silence != null) {
      return silent(at, silence);
    }
    ActorType by = end.by() == null ? ActorType.PLATFORM : end.by();
    return switch (by) {
      case SYSTEM ->
          unassigned
              ? unassigned(at)
              : new CloseCause(at, SERVICE, Actor.SYSTEM, "the conversation was closed", true);
      case CUSTOMER ->
          new CloseCause(
              at,
              "customer",
              Actor.customer(end.actorId()),
              "the customer ended the conversation",
              true);
      case AGENT ->
          new CloseCause(
              at, "agent", Actor.agent(end.actorId()), "an agent ended the conversation", true);
      case AI_AGENT ->
          new CloseCause(
              at, "ai-agent", Actor.AI_AGENT, "the AI agent ended the conversation", true);
      case PLATFORM, RULE, TIMER, ROUTING, UNKNOWN ->
          new CloseCause(
              at, "platform", Actor.PLATFORM, "the platform ended the conversation", true);
    };
  }

  /** Somebody did not answer in time. */
  public static CloseCause silent(Instant at, CloseAction silence) {
    return new CloseCause(
        at,
        silence.kind(),
        Actor.timer(silence.kind()),
        "closed: " + silence.silence(),
        silence.billable());
  }

  /** Nobody was there. */
  public static CloseCause unassigned(Instant at) {
    return new CloseCause(at, UNASSIGNED, Actor.ROUTING, "closed: nobody was there", true);
  }

  /** Brings a ticket to its end. What closed it decides whether it is billed. */
  public void on(TicketDraft draft, Lifecycle now) {
    draft.enter(Lifecycle.onEnd(now, at, by));
    draft.billable = billable;
  }
}
