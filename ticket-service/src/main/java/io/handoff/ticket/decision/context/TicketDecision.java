package io.handoff.ticket.decision.context;

import io.handoff.ticket.decision.conversation.CommandLog;
import io.handoff.ticket.decision.conversation.Conversation;
import io.handoff.ticket.decision.effect.Effect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of an input.
 *
 * @param outcome what to count it under: a short stable word
 * @param conversation the conversation from now on; null: still nothing is kept of it
 * @param commands its commands from now on
 * @param effects what follows, in order
 */
public record TicketDecision(
    String outcome,
    @Nullable Conversation conversation,
    CommandLog commands,
    List<Effect> effects) {

  public TicketDecision {
    effects = List.copyOf(effects);
  }
}
