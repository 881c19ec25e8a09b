package io.handoff.ticket.decision;

import java.time.Duration;

/** What tickets learn from deadlines. */
final class TimePolicy {
  private TimePolicy() {}

  /** The kind under which deadlines are remembered. */
  private static final String DEADLINE = "deadline";

  /** The kinds of silence, as they stand in {@code closedBy}. */
  static final String CUSTOMER_SILENT = "customer-silent";

  static final String AGENT_SILENT = "agent-silent";

  static String decide(Turn turn, String channelId, TimeFact fact) {
    return switch (fact) {
      case TimeFact.NotYet _ -> "not-yet";
      case TimeFact.CloseDue due -> closeDue(turn, channelId, due);
    };
  }

  private static String closeDue(Turn turn, String channelId, TimeFact.CloseDue due) {
    TicketDecider.beginIfNew(turn, channelId);
    Conversation conversation = turn.conversation();
    Origin origin = turn.origin();
    if (conversation.remembers(DEADLINE, origin.id())) {
      return "duplicate";
    }
    conversation = conversation.remember(DEADLINE, origin.id()).with(due.action());
    turn.conversation(conversation);
    for (Occurrence end : conversation.occurrences()) {
      if (due.action().actionId().equals(end.actionId())) {
        TicketRef ended = conversation.ticketAt(end.at());
        ClosePolicy.explain(
            turn,
            ended == null ? null : ended.ticketId(),
            Closing.SERVICE,
            Closing.silent(end.at(), due.action()));
        return "explained";
      }
    }
    Ticket ticket = turn.openTicket();
    if (ticket == null || ticket.handoff().requestedAt().isAfter(origin.at())) {
      return "no-ticket";
    }
    turn.note(
        ticket,
        Actor.timer(due.action().kind()),
        "closing: "
            + silence(due.action().kind())
            + " for "
            + words(Duration.between(due.silentSince(), origin.at())),
        draft -> draft.billable &= due.action().billable());
    return "close-due";
  }

  static String silence(String kind) {
    return kind.equals(CUSTOMER_SILENT) ? "no answer from the customer" : "no answer from an agent";
  }

  /** A duration in words: "2 d 3 h", "10 min", "45 s". */
  static String words(Duration duration) {
    if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
      return Math.max(0, duration.toSeconds()) + " s";
    }
    StringBuilder words = new StringBuilder();
    part(words, duration.toDays(), "d");
    part(words, duration.toHoursPart(), "h");
    part(words, duration.toMinutesPart(), "min");
    return words.toString();
  }

  private static void part(StringBuilder words, long figure, String unit) {
    if (figure > 0) {
      words.append(words.isEmpty() ? "" : " ").append(figure).append(' ').append(unit);
    }
  }
}
