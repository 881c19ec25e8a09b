package io.handoff.deploy.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartsCommandTest {

  @Test
  void shouldTellEachStartInALine() {
    assertThat(new StartsCommand.Start(7, 6.25, 2, null).line())
        .isEqualTo("  7  ready after  6.3 s, started again: 2");
    assertThat(new StartsCommand.Start(12, 31.0, 0, "broker did not start: it is ill.").line())
        .isEqualTo(" 12  failed after 31.0 s: broker did not start: it is ill.");
  }
}
