package io.handoff.settings.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A channel with everything that holds on it.
 *
 * @param channelId id as the platform names it
 * @param type kind of channel
 * @param onSince when it was turned on; null: it is off. Only what customers sent from then on is
 *     considered
 * @param aiAgent whether an AI agent answers first on this channel
 * @param language BCP 47 tag used where the customer has none
 * @param triggers what calls for a person
 * @param handoff what happens then
 * @param messages what customers are told
 * @param autoClose when silence ends a conversation
 */
public record ChannelConfig(
    String channelId,
    ChannelType type,
    @Nullable Instant onSince,
    boolean aiAgent,
    String language,
    TriggerConfig triggers,
    HandoffConfig handoff,
    MessagesConfig messages,
    AutoCloseConfig autoClose) {

  /** Kinds of channels. */
  public enum ChannelType {
    WEB_CHAT,
    SMS,
    EMAIL,
    FORM,
    MESSENGER;

    /** Whether messages may repeat earlier ones and end with a signature. */
    public boolean quotes() {
      return this == EMAIL || this == FORM;
    }
  }

  /**
   * What calls for a person.
   *
   * @param aiAgentCouldNotAnswer the AI agent says that it could not answer
   * @param personRequested the customer asks for a person, in words or by a button
   * @param aiAgentPaused the customer writes while the AI agent is paused
   * @param noAiAgent the customer writes on a channel without an AI agent
   * @param custom words and phrases of the account, in the order of the file
   */
  public record TriggerConfig(
      boolean aiAgentCouldNotAnswer,
      boolean personRequested,
      boolean aiAgentPaused,
      boolean noAiAgent,
      List<CustomTrigger> custom) {
    public TriggerConfig {
      custom = List.copyOf(custom);
    }
  }

  /**
   * A word or phrase that calls for a person.
   *
   * @param id unique within the account
   * @param phrase as the account wrote it
   * @param language BCP 47 primary tag
   */
  public record CustomTrigger(String id, String phrase, String language) {}

  /** Whether the channel was on at a moment. */
  public boolean isOnAt(Instant moment) {
    return onSince != null && !moment.isBefore(onSince);
  }
}
