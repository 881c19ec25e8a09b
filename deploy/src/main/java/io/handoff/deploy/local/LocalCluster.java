package io.handoff.deploy.local;

import io.handoff.deploy.local.process.LocalException;
import io.handoff.deploy.local.process.PortTakenException;
import io.handoff.deploy.local.process.ProcessGroup;
import io.handoff.deploy.local.process.ServerProcess;
import io.handoff.deploy.local.server.HandoffHome;
import io.handoff.deploy.local.server.LocalBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
   * Starts them together and waits until each answers. Each must know the ports of all controllers:
   * where another program takes one of the chosen ports first, all start again on other ports.
   *
   * @param directory holds a folder for each
   * @param size how many; odd, so that there is a majority
   * @throws LocalException if one does not become ready within a minute
   */
  public static LocalCluster start(
      HandoffHome home, ProcessGroup group, Path directory, int size, LocalBroker.Options options)
      throws InterruptedException {
    Uuid cluster = Uuid.randomUuid();
    for (int tries = 1; ; tries++) {
      List<LocalBroker> brokers = new ArrayList<>();
      try {
        List<Integer> controllers = Stream.generate(group::freePort).limit(size).toList();
        for (int node = 1; node <= size; node++) {
          brokers.add(
              LocalBroker.launch(
                  home,
                  group,
                  directory.resolve("broker-" + node),
                  options
                      .withPorts(group.freePort(), controllers.get(node - 1))
                      .withSeat(new LocalBroker.Seat(node, cluster, controllers))));
        }
        ParallelTasks.run(size, brokers.stream().map(LocalCluster::ready).toList());
        return new LocalCluster(brokers);
      } catch (PortTakenException taken) {
        brokers.forEach(LocalBroker::kill);
        if (tries == ServerProcess.TRIES) {
          throw taken;
        }
        group.countStartAgain();
      }
    }
  }

  private static Callable<LocalBroker> ready(LocalBroker broker) {
    return () -> {
      broker.awaitReadyOnce();
      return broker;
    };
  }

  /** All of them, for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return brokers.stream().map(LocalBroker::bootstrapServers).collect(Collectors.joining(","));
  }
}
