package io.handoff.deploy.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsPageTest {

  @TempDir static Path folder;

  @Test
  void shouldFindWhatIsMissingOnEitherSide() throws Exception {
    Path file = folder.resolve("metrics.md");
    Files.writeString(
        file,
        """
        | metric | labels | service | appears | what it tells |
        |---|---|---|---|---|
        | `handoff_a_seconds` | | routing | start | a histogram |
        | `handoff_b_total` | code | all | at first | a counter |
        | `handoff_c_total` | | routing, ticket | with rules | another |
        | `jvm_x`, `jvm_y` | all | two |
        """);
    MetricsPage page = MetricsPage.read(file);
    String scrape =
        """
        # TYPE handoff_a_seconds histogram
        handoff_a_seconds_bucket{le="1.0"} 0
        handoff_a_seconds_count 0
        handoff_a_seconds_max 0.0
        handoff_d_total 3
        jvm_x{area="heap"} 1
        """;
    assertThat(page.differences("routing-service", scrape))
        .containsExactly(
            "routing-service does not show handoff_b_total",
            "routing-service does not show jvm_y",
            "routing-service shows handoff_d_total, which the page does not have");
    assertThat(page.differences("trigger-service", scrape))
        .contains("trigger-service shows handoff_a_seconds_bucket, which the page does not have");
  }
}
