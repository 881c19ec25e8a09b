package io.handoff.ticket.decision;

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
record CloseCause(Instant at, String by, Actor actor, String why, boolean billable) {

  /** Closed by one of the services; which and why was not read yet. */
  static final String SERVICE = "service";

  /** A newer handoff showed that this one was over, before its end was read. */
  static final String SUPERSEDED = "superseded";

  static final String HANDED_BACK = "handed-back";
  static final String UNASSIGNED = "unassigned";

  static CloseCause handedBack(Instant at, Actor actor, @Nullable String note) {
    return new CloseCause(
        at,
        HANDED_BACK,
        actor,
        "handed back to the AI agent" + (note == null || note.isBlank() ? "" : ": " + note),
        true);
  }

  static CloseCause merged(Instant at, Actor actor, String intoTicketId, boolean billable) {
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

  static CloseCause superseded(Instant at) {
    return new CloseCause(
        at, SUPERSEDED, Actor.ROUTING, "a newer handoff of the conversation is open", true);
  }

  /**
   * What ended a handoff.
   *
   * @param end a close, or the AI agent's return
   * @param unassigned routing had asked for a close because nobody was there
   */
  static CloseCause of(Conversation conversation, LoggedEvent end, boolean unassigned) {
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

  static CloseCause silent(Instant at, CloseAction silence) {
    return new CloseCause(
        at,
        silence.kind(),
        Actor.timer(silence.kind()),
        "closed: " + TimePolicy.silence(silence.kind()),
        silence.billable());
  }

  static CloseCause unassigned(Instant at) {
    return new CloseCause(at, UNASSIGNED, Actor.ROUTING, "closed: nobody was there", true);
  }

  /** Brings a ticket to its end. What closed it decides whether it is billed. */
  void on(TicketDraft draft, Lifecycle now) {
    draft.enter(Lifecycle.onEnd(now, at, by));
    draft.billable = billable;
  }
}
