package io.handoff.trigger.decision;

import io.handoff.settings.model.ChannelConfig.ChannelType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about an input.
 *
 * @param state the conversation from now on; null: as it was
 * @param verdict what was decided
 */
public record TriggerDecision(@Nullable ConversationState state, Verdict verdict) {

  /** What was decided. */
  public sealed interface Verdict {

    /** A short stable word to count it under. */
    String outcome();
  }

  /**
   * A person is needed: a handoff opens.
   *
   * @param handoffId derived from the call's event
   * @param call why, and on which event: mostly the one decided about, an earlier one where a
   *     hand-back left it unanswered
   * @param requestedAt when it counts as asked for: when the event happened, but after the last
   *     hand-back
   * @param context the conversation with the event in it
   * @param language customer's, else channel's, else account's
   * @param channelType kind of the channel that it came by
   */
  public record HandoffOpened(
      String handoffId,
      ConversationState.Call call,
      Instant requestedAt,
      ConversationState context,
      String language,
      ChannelType channelType)
      implements Verdict {

    /** Why. */
    public FoundTrigger trigger() {
      return call.trigger();
    }

    @Override
    public String outcome() {
      return "handoff";
    }
  }

  /** A person is needed, but a handoff is open already: recorded, not repeated. */
  public record TriggerSuppressed(String openHandoffId, FoundTrigger trigger) implements Verdict {
    @Override
    public String outcome() {
      return "suppressed";
    }
  }

  /**
   * The input was wrong, and nothing was decided; published for the platform to see.
   *
   * @param code stable
   * @param message in words
   */
  public record Refused(String code, String message) implements Verdict {
    @Override
    public String outcome() {
      return code;
    }
  }

  /**
   * Nothing to do.
   *
   * @param outcome why not, in a short stable word
   */
  public record NoAction(String outcome) implements Verdict {}
}
