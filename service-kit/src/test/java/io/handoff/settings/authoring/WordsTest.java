package io.handoff.settings.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({"kitten, sitting, 3", "abcd, acbd, 1", "a, a, 0", "'', abc, 3"})
  void shouldCountEdits(String a, String b, int distance) {
    assertThat(Words.distance(a, b)).isEqualTo(distance);
  }

  @Test
  void shouldSuggestTheNearestAndOnlyIfItIsNear() {
    List<String> fields = List.of("agentSilentFor", "customerSilentFor", "rating");
    assertThat(Words.didYouMean("agent_silent_for", fields))
        .isEqualTo("did you mean 'agentSilentFor'?");
    assertThat(Words.didYouMean("ratign", fields)).isEqualTo("did you mean 'rating'?");
    assertThat(Words.didYouMean("colour", fields)).isNull();
    assertThat(Words.didYouMeanOneOf("colour", fields))
        .isEqualTo("one of: agentSilentFor, customerSilentFor, rating");
  }

  @Test
  void shouldSuggestTheOnlyOneThatBeginsWithWhatWasWritten() {
    List<String> actions = List.of("set-priority", "set-status", "snooze");
    assertThat(Words.didYouMean("set-prio", actions)).isEqualTo("did you mean 'set-priority'?");
    assertThat(Words.didYouMean("set-", actions)).isNull();
  }
}
