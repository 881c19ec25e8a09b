package io.handoff.trigger.decision;

import io.handoff.settings.model.ChannelConfig;
import java.util.Optional;

/** One reason for which a person can be needed. Looks, and changes nothing. */
public interface TriggerPolicy {

  /**
   * Looks at an event.
   *
   * @param before the conversation before the event
   * @param event the event
   * @param channel what holds on the channel
   */
  Optional<FoundTrigger> look(
      ConversationState before, ConversationInput.Event event, ChannelConfig channel);
}
