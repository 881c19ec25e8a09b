package io.handoff.deploy.local.server;

import io.handoff.deploy.local.process.ChildProcess;
import io.handoff.deploy.local.process.Layer;
import io.handoff.deploy.local.process.LocalException;
import io.handoff.deploy.local.process.ProcessGroup;
import io.handoff.deploy.local.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.Uuid;

/**
 * Formats a broker's data folder. Kafka's own tool does it once for each version of the broker's
 * jars, which takes two seconds; what it writes (two small files) is kept and given to later
 * folders with ids of their own.
 */
final class BrokerFormat {

  private static final String IDENTITY = "meta.properties";
  private static final String FEATURES = "bootstrap.checkpoint";

  private final ProcessGroup group;
  private final Path directory;
  private final Path template;
  private final LocalBroker.Seat seat;

  BrokerFormat(HandoffHome home, ProcessGroup group, Path directory, LocalBroker.Seat seat) {
    this.seat = seat;
    this.group = group;
    this.directory = directory;
    this.template =
        home.target()
            .resolve("broker-format")
            .resolve(Fingerprints.ofJars(home.brokerLibraries()) + "." + FEATURES);
  }

  static Path data(Path directory) {
    return directory.resolve("data");
  }

  /**
   * Does nothing where the folder is formatted already.
   *
   * @param tool the command that runs Kafka's storage tool, without arguments
   */
  void formatIfNew(List<String> tool) throws InterruptedException {
    Path data = data(directory);
    if (Files.exists(data.resolve(IDENTITY))) {
      return;
    }
    try {
      if (Files.exists(template)) {
        Files.createDirectories(data);
        Files.copy(template, data.resolve(FEATURES));
        Files.write(
            data.resolve(IDENTITY),
            List.of(
                "version=1",
                "node.id=" + seat.node(),
                "cluster.id=" + clusterId(),
                "directory.id=" + Uuid.randomUuid()));
      } else {
        formatWith(tool);
        Files.createDirectories(template.getParent());
        Files.copy(data.resolve(FEATURES), template);
      }
    } catch (IOException e) {
      throw new LocalException("The broker's folder " + data + " cannot be formatted.", e);
    }
  }

  private Uuid clusterId() {
    Uuid given = seat.cluster();
    return given == null ? Uuid.randomUuid() : given;
  }

  private void formatWith(List<String> tool) throws InterruptedException {
    List<String> command = new ArrayList<>(tool);
    command.addAll(
        List.of(
            "format",
            "--ignore-formatted",
            "-t",
            clusterId().toString(),
            "-c",
            directory.resolve("server.properties").toString()));
    ChildProcess format =
        group.start(ProcessSpec.of("broker-format", Layer.INFRASTRUCTURE, command, directory));
    if (format.awaitExit() != 0) {
      throw format.failed();
    }
  }
}
