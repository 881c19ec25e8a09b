package io.handoff.kit.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.DeadLetter;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.schemas.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.Topology;

/**
 * Compares a topology with its written description, so that no change to the flow goes unnoticed.
 */
public final class TopologyDescriptions {
  private TopologyDescriptions() {}

  private static final Path FILE = Path.of("src", "test", "resources", "topology.txt");

  /**
   * Fails where the topology differs from {@code topology.txt}; with -Dtopology.write=true writes
   * it instead.
   */
  public static void assertUnchanged(
      String service, Topic<DeadLetter> deadLetters, BiConsumer<ServiceContext, Topology> topology)
      throws IOException {
    String description = TopologyHarness.describe(service, deadLetters, topology);
    if (Boolean.getBoolean("topology.write")) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, description);
    }
    assertThat(description)
        .as("the topology changed; if that is meant, run this test with -Dtopology.write=true")
        .isEqualTo(Files.readString(FILE));
  }
}
