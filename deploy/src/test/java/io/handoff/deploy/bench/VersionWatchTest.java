package io.handoff.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionWatchTest {

  @Test
  void shouldFindTheNumberOfAnotherVersionInAnySectionOfADecision() {
    assertThat(VersionWatch.saysAnother(12, "v12: Desk v12 is here")).isFalse();
    assertThat(VersionWatch.saysAnother(12, "v12: Desk v11 is here")).isTrue();
    assertThat(VersionWatch.saysAnother(2, "returns-v12")).isTrue();
    assertThat(VersionWatch.saysAnother(2, "agent0 has room, conv2 has not")).isFalse();
  }
}
