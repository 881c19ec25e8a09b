package io.handoff.ticket.decision.handoff;

import io.handoff.ticket.decision.context.DecisionContext;
import io.handoff.ticket.decision.conversation.HandoffState;
import io.handoff.ticket.decision.conversation.TrackedHandoff;
import io.handoff.ticket.decision.effect.Effect;
import io.handoff.ticket.decision.effect.NoticeKind;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.ActorType;
import io.handoff.ticket.decision.ticket.Ticket;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What agents and teams are told. Agents are not notified of their own actions. */
public final class NotificationPolicy {
  private NotificationPolicy() {}

  /** How much of a note stands in a notification, in characters. */
  private static final int EXCERPT = 300;

  /** An agent got a conversation, or an offer of one, that he did not have before. */
  public static void placed(
      DecisionContext context, @Nullable TrackedHandoff before, TrackedHandoff now, Actor actor) {
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
    Ticket ticket = context.ticketOf(now.handoff());
    String text = now.handoff().lastMessage();
    tell(
        context,
        offer ? NoticeKind.OFFERED : NoticeKind.ASSIGNED,
        false,
        agentId,
        ticket,
        (offer ? "Conversation %s is offered to you" : "Conversation %s is yours")
            .formatted(context.origin().conversationId()),
        text == null ? "" : cut(text));
  }

  /** Agents were named in a note. */
  public static void mentioned(
      DecisionContext context, Ticket ticket, Actor author, List<String> mentions, String note) {
    String by = author.id() == null ? author.word() : author.id();
    for (String agentId : new LinkedHashSet<>(mentions)) {
      if (!agentId.equals(own(author))) {
        tell(
            context,
            NoticeKind.MENTIONED,
            false,
            agentId,
            ticket,
            by + " mentioned you in conversation " + ticket.conversationId(),
            cut(note));
      }
    }
  }

  /** Whoever has the ticket is told; the team as well where it concerns them or nobody has it. */
  public static void concerned(
      DecisionContext context, Ticket ticket, NoticeKind kind, boolean team, String title) {
    String assigneeId = ticket.assigneeId();
    if (assigneeId != null) {
      tell(context, kind, false, assigneeId, ticket, title, "");
    }
    if (team || assigneeId == null) {
      String teamId = ticket.teamId();
      tell(context, kind, true, teamId == null ? "" : teamId, ticket, title, "");
    }
  }

  private static void tell(
      DecisionContext context,
      NoticeKind kind,
      boolean toTeam,
      String recipient,
      @Nullable Ticket ticket,
      String title,
      String body) {
    context.add(
        new Effect.Notified(
            context.origin().derive("notification", kind.word() + "/" + toTeam + "/" + recipient),
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
