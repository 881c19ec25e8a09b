package io.handoff.deploy.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/**
 * Brokers that make one cluster, each controller and broker, on free ports of loopback. Topics have
 * one replica unless they ask for more.
 *
 * @param brokers in the order of their node ids, from 1
 */
public record LocalCluster(List<LocalBroker> brokers) {

  public LocalCluster {
    brokers = List.copyOf(brokers);
  }

  /**
   * Starts them together and waits until each answers.
   *
   * @param directory holds a folder for each
   * @param size how many; odd, so that there is a majority
   * @throws LocalException if one does not become ready within a minute
   */
  public static LocalCluster start(
      HandoffHome home, ProcessGroup group, Path directory, int size, LocalBroker.Options options)
      throws InterruptedException {
    List<Integer> controllers = new ArrayList<>();
    while (controllers.size() < size) {
      int port = Ports.free();
      if (!controllers.contains(port)) {
        controllers.add(port);
      }
    }
    Uuid cluster = Uuid.randomUuid();
    List<LocalBroker> brokers = new ArrayList<>();
    for (int node = 1; node <= size; node++) {
      brokers.add(
          LocalBroker.launch(
              home,
              group,
              directory.resolve("broker-" + node),
              options
                  .withPorts(0, controllers.get(node - 1))
                  .withSeat(new LocalBroker.Seat(node, cluster, controllers))));
    }
    for (LocalBroker broker : brokers) {
      broker.awaitReady();
    }
    return new LocalCluster(brokers);
  }

  /** All of them, for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return brokers.stream().map(LocalBroker::bootstrapServers).collect(Collectors.joining(","));
  }
}
