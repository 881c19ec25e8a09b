package io.handoff.autoclose.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.kit.test.TopologyHarness;
import io.handoff.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * No change to the flow goes unnoticed. Run with {@code -Dtopology.write=true} to take a wanted one
 * over.
 */
class AutocloseTopologyDescriptionTest {

  private static final Path CHECKED_IN = Path.of("src/test/resources/topology.txt");

  @Test
  void shouldLookAsDescribed() throws IOException {
    String described =
        TopologyHarness.describe(
            "autoclose-service", Topics.AUTOCLOSE_DEAD_LETTERS, AutocloseTopology::build);
    if (Boolean.getBoolean("topology.write")) {
      Files.createDirectories(CHECKED_IN.getParent());
      Files.writeString(CHECKED_IN, described);
    }
    assertThat(described).isEqualTo(Files.readString(CHECKED_IN));
  }
}
