package io.handoff.deploy;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTest {

  @ParameterizedTest
  @ValueSource(strings = {"plain", "broker", "preview"})
  void shouldRunWithoutBrokerToItsEnd(String kind) {
    assertThatCode(() -> Training.main(new String[] {kind})).doesNotThrowAnyException();
  }
}
