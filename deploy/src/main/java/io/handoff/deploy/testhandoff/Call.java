package io.handoff.deploy.testhandoff;

import io.handoff.settings.model.ChannelConfig;
import io.handoff.settings.model.ChannelConfig.TriggerConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the test customer calls for a person.
 *
 * @param by what happens behind, or before, the customer's message
 * @param text what the customer writes
 */
record Call(By by, String text) {

  private static final String TEXT = "This is a test of the handoff. Nobody needs to answer.";

  /** What happens. */
  enum By {
    BUTTON("the customer presses the button for a person"),
    COULD_NOT_ANSWER("the AI agent says that it could not answer"),
    PAUSED("the customer writes while the AI agent is paused"),
    WORDS("the customer's words");

    private final String words;

    By(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * A call that a channel's triggers answer; empty: none of them is on.
   *
   * @param text what the customer is to write, which then has to be enough; null: anything
   */
  static Optional<Call> on(ChannelConfig channel, @Nullable String text) {
    TriggerConfig triggers = channel.triggers();
    if (text != null) {
      return Optional.of(new Call(By.WORDS, text));
    }
    if (!channel.aiAgent() && triggers.noAiAgent()) {
      return Optional.of(new Call(By.WORDS, TEXT));
    }
    if (triggers.personRequested()) {
      return Optional.of(new Call(By.BUTTON, TEXT));
    }
    if (triggers.aiAgentCouldNotAnswer()) {
      return Optional.of(new Call(By.COULD_NOT_ANSWER, TEXT));
    }
    return triggers.aiAgentPaused() ? Optional.of(new Call(By.PAUSED, TEXT)) : Optional.empty();
  }
}
