package io.handoff.settings.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {

  @ParameterizedTest
  @CsvSource({
    "'Hi {customer}, {agent} comes.', 'Hi {agent}, $1\\ comes.'",
    "{team}, ''",
    "{customer}{customer}, {agent}{agent}",
    "plain, plain"
  })
  void shouldFillInOnePass(String text, String expected) {
    assertThat(Placeholders.fill(text, Map.of("customer", "{agent}", "agent", "$1\\")))
        .isEqualTo(expected);
  }
}
