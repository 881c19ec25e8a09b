package io.handoff.trigger.topology;

import io.handoff.kit.test.StateFormat;
import io.handoff.trigger.decision.ConversationState;
import org.junit.jupiter.api.Test;

class StateFormatTest {

  private final StateFormat conversations =
      StateFormat.of(TriggerTopology.CONVERSATIONS, ConversationState.class);

  @Test
  void shouldLoseNothingThatAnEarlierVersionWrote() {
    conversations.losesNothing();
  }

  @Test
  void shouldHaveAnExampleOfEverythingThatItWrites() {
    conversations.hasAnExampleOfEverything();
  }
}
