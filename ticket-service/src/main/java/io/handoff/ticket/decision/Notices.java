package io.handoff.ticket.decision;

import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/** What agents and teams are told. Nobody is told of what he did himself. */
final class Notices {
  private Notices() {}

  /** How much of a note stands in a notification, in characters. */
  private static final int EXCERPT = 300;

  /** An agent got a conversation, or an offer of one, that he did not have before. */
  static void placed(Turn turn, @Nullable TrackedHandoff before, TrackedHandoff now, Actor actor) {
    String agentId = now.agentId();
    boolean same =
        before != null
            && before.handoff().handoffId().equals(now.handoff().handoffId())
            && before.state() == now.state()
            && agentId != null
            && agentId.equals(before.agentId());
    if (agentId == null || same || agentId.equals(own(actor))) {
      return;
    }
    boolean offer = now.state() == HandoffState.OFFERED;
    Ticket ticket = turn.ticketOf(now.handoff());
    String text = now.handoff().lastMessage();
    tell(
        turn,
        offer ? NoticeKind.OFFERED : NoticeKind.ASSIGNED,
        false,
        agentId,
        ticket,
        (offer ? "Conversation %s is offered to you" : "Conversation %s is yours")
            .formatted(turn.origin().conversationId()),
        text == null ? "" : cut(text));
  }

  /** Agents were named in a note. */
  static void mentioned(Turn turn, Ticket ticket, Actor author, Command.AddNote note) {
    String by = author.id() == null ? author.word() : author.id();
    for (String agentId : new LinkedHashSet<>(note.mentions())) {
      if (!agentId.equals(own(author))) {
        tell(
            turn,
            NoticeKind.MENTIONED,
            false,
            agentId,
            ticket,
            by + " mentioned you in conversation " + ticket.conversationId(),
            cut(note.text()));
      }
    }
  }

  /** Whoever has the ticket is told; the team as well where it concerns them or nobody has it. */
  static void concerned(Turn turn, Ticket ticket, NoticeKind kind, boolean team, String title) {
    String assigneeId = ticket.assigneeId();
    if (assigneeId != null) {
      tell(turn, kind, false, assigneeId, ticket, title, "");
    }
    if (team || assigneeId == null) {
      String teamId = ticket.teamId();
      tell(turn, kind, true, teamId == null ? "" : teamId, ticket, title, "");
    }
  }

  private static void tell(
      Turn turn,
      NoticeKind kind,
      boolean toTeam,
      String recipient,
      @Nullable Ticket ticket,
      String title,
      String body) {
    turn.add(
        new Effect.Notified(
            turn.origin().derive("notification", kind.word() + "/" + toTeam + "/" + recipient),
            kind,
            toTeam,
            recipient,
            ticket == null ? null : ticket.ticketId(),
            title,
            body));
  }

  private static @Nullable String own(Actor actor) {
    return actor.type() == ActorType.AGENT ? actor.id() : null;
  }

  private static String cut(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= EXCERPT ? text : text.substring(0, text.offsetByCodePoints(0, EXCERPT)) + "…";
  }
}
