package io.handoff.autoclose.topology;

import io.handoff.autoclose.decision.conversation.Conversation;
import io.handoff.kit.test.StateFormat;
import org.junit.jupiter.api.Test;

/**
 * The store of promises holds settings as documents, whose format is kept in service-kit, and that
 * of timers is kept there, too.
 */
class StateFormatTest {

  private final StateFormat conversations =
      StateFormat.of(AutocloseTopology.CONVERSATIONS, Conversation.class);

  @Test
  void shouldLoseNothingThatAnEarlierVersionWrote() {
    conversations.losesNothing();
  }

  @Test
  void shouldHaveAnExampleOfEverythingThatItWrites() {
    conversations.hasAnExampleOfEverything();
  }
}
