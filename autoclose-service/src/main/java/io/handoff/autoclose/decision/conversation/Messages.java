package io.handoff.autoclose.decision.conversation;

import io.handoff.autoclose.decision.event.Event;
import io.handoff.autoclose.decision.event.Event.Author;
import io.handoff.autoclose.decision.event.EventMetadata;
import io.handoff.autoclose.decision.time.Origin;
import io.handoff.autoclose.decision.time.Party;
import io.handoff.autoclose.decision.time.Times;
import io.handoff.kit.conversation.SeenMessages;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was said, folded. Only conversation.events change it, in their order.
 *
 * @param open false before the first event and after a close
 * @param lastSequence of the last message of anybody; 0: none. Goes on rising when a conversation
 *     begins anew
 * @param last the last message of the customer or an agent; null: none since the conversation began
 * @param agentWroteAt when an agent last wrote since the AI agent was last in charge; null: not
 *     since
 * @param resumedAt when the AI agent was last put in charge again; null: never
 * @param closedAt when the conversation was last closed; null: never
 * @param refused the platform's last refusal to close since the last counting message; null: none
 */
public record Messages(
    boolean open,
    long lastSequence,
    @Nullable Counted last,
    @Nullable Instant agentWroteAt,
    @Nullable Instant resumedAt,
    @Nullable Instant closedAt,
    @Nullable Refusal refused) {

  /** Nothing was said. */
  public static final Messages NONE = new Messages(false, 0, null, null, null, null, null);

  /** A message that counts as somebody's turn. */
  public record Counted(Party author, long sequence, Instant at, Origin origin) {}

  /**
   * A refusal to close.
   *
   * @param at when; the silence is counted from here
   * @param platformSequence the last message that the platform has; as long as it has not been
   *     read, nothing is due
   */
  public record Refusal(Instant at, long platformSequence, Origin origin) {}

  /** Whether the platform has told of a message that has not been read yet. */
  boolean behindPlatform() {
    return refused != null && refused.platformSequence() > lastSequence;
  }

  /** After the start of a conversation. */
  public Messages opened() {
    return new Messages(true, lastSequence, last, agentWroteAt, resumedAt, closedAt, refused);
  }

  /** After a message; one that others have overtaken leaves those last that come behind it. */
  public Messages posted(Event.Posted message) {
    EventMetadata metadata = message.about();
    Instant at = metadata.occurredAt();
    long highest = Math.max(lastSequence, message.sequence());
    boolean byAgent = message.author() == Author.AGENT;
    if (!byAgent && message.author() != Author.CUSTOMER) {
      return new Messages(true, highest, last, agentWroteAt, resumedAt, closedAt, refused);
    }
    Party author = byAgent ? Party.AGENT : Party.CUSTOMER;
    Counted counted = new Counted(author, message.sequence(), at, metadata.origin());
    return new Messages(
        true,
        highest,
        isOvertaken(counted) ? last : counted,
        byAgent ? Times.later(agentWroteAt, at) : agentWroteAt,
        resumedAt,
        closedAt,
        refused != null && refused.platformSequence() > highest ? refused : null);
  }

  private boolean isOvertaken(Counted message) {
    return last != null
        && !SeenMessages.isBehind(message.at(), message.sequence(), last.at(), last.sequence());
  }

  /** After a message that leaves a closed conversation closed. */
  public Messages passed(long sequence) {
    return new Messages(
        open, Math.max(lastSequence, sequence), last, agentWroteAt, resumedAt, closedAt, refused);
  }

  /** After the AI agent was put in charge again. */
  public Messages resumed(Instant at) {
    return new Messages(
        true, lastSequence, last, null, Times.later(resumedAt, at), closedAt, refused);
  }

  /** After the platform refused to close. */
  public Messages refused(Event.CloseRefused refusal) {
    EventMetadata metadata = refusal.about();
    return new Messages(
        true,
        lastSequence,
        last,
        agentWroteAt,
        resumedAt,
        closedAt,
        new Refusal(metadata.occurredAt(), refusal.lastSequence(), metadata.origin()));
  }

  /** After a close. */
  public Messages closed(Instant at) {
    return new Messages(
        false, lastSequence, null, null, resumedAt, Times.later(closedAt, at), null);
  }
}
