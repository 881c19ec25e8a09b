package io.handoff.deploy.local.server;

import io.handoff.deploy.local.process.ChildProcess;
import io.handoff.deploy.local.process.Layer;
import io.handoff.deploy.local.process.LocalException;
import io.handoff.deploy.local.process.Port;
import io.handoff.deploy.local.process.PortTakenException;
import io.handoff.deploy.local.process.ProcessGroup;
import io.handoff.deploy.local.process.ProcessSpec;
import io.handoff.deploy.local.process.ReadinessCheck;
import io.handoff.deploy.local.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * An Apache Kafka broker in KRaft mode, a node that is controller and broker, on loopback; alone or
 * one of a {@code LocalCluster}. Its data lies in its folder and survives a stop, SIGKILL included;
 * the address stays the same over {@link #restart()}.
 *
 * <p>Topics are not created automatically. Records are kept whatever their time stamps say, unless
 * a topic has its own {@code retention.ms}: replayed conversations are years old.
 */
public final class LocalBroker implements AutoCloseable {

  private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration CLOSE_GRACE = Duration.ofSeconds(15);
  private static final String NAME = "broker";

  /**
   * What can be chosen.
   *
   * @param port for clients; 0 for a free one
   * @param controllerPort for the controller; 0 for a free one
   * @param properties additions to the broker's properties; they win over the defaults
   * @param heapMegabytes {@code -Xmx}
   * @param aot see {@link AotMode}
   * @param seat its place in a cluster
   */
  public record Options(
      int port,
      int controllerPort,
      Map<String, String> properties,
      int heapMegabytes,
      AotMode aot,
      Seat seat) {

    public Options {
      properties = Map.copyOf(properties);
    }

    /** Free ports, no additions, 256 MB of heap, with the ahead-of-time cache if there is one. */
    public static Options defaults() {
      return new Options(0, 0, Map.of(), 256, AotMode.USE, Seat.ALONE);
    }

    public Options withPorts(int port, int controllerPort) {
      return new Options(port, controllerPort, properties, heapMegabytes, aot, seat);
    }

    public Options withProperties(Map<String, String> additions) {
      return new Options(port, controllerPort, additions, heapMegabytes, aot, seat);
    }

    public Options withAot(AotMode mode) {
      return new Options(port, controllerPort, properties, heapMegabytes, mode, seat);
    }

    public Options withSeat(Seat place) {
      return new Options(port, controllerPort, properties, heapMegabytes, aot, place);
    }
  }

  /**
   * A place in a cluster.
   *
   * @param node number of the node, from 1
   * @param cluster id of the cluster; null: a new one
   * @param controllerPorts ports of all nodes' controllers, in the order of the nodes; empty: it is
   *     alone
   */
  public record Seat(int node, @Nullable Uuid cluster, List<Integer> controllerPorts) {
    static final Seat ALONE = new Seat(1, null, List.of());

    public Seat {
      controllerPorts = List.copyOf(controllerPorts);
    }

    String voters(int ownPort) {
      List<Integer> ports = controllerPorts.isEmpty() ? List.of(ownPort) : controllerPorts;
      List<String> voters = new ArrayList<>();
      for (int i = 0; i < ports.size(); i++) {
        voters.add((i + 1) + "@127.0.0.1:" + ports.get(i));
      }
      return String.join(",", voters);
    }
  }

  private final HandoffHome home;
  private final ProcessGroup group;
  private final Path directory;
  private final Options options;
  private final ServerProcess server;

  private LocalBroker(HandoffHome home, ProcessGroup group, Path directory, Options options)
      throws InterruptedException {
    this.home = home;
    this.group = group;
    this.directory = directory.toAbsolutePath();
    this.options = options;
    this.server =
        new ServerProcess(
            group,
            NAME,
            List.of(
                new Port("clients", options.port()),
                new Port("controller", options.controllerPort())),
            new Kafka());
  }

  /**
   * Starts a broker and waits until it answers.
   *
   * @param directory its folder: properties, data, log; data found there are used
   * @throws LocalException if a port that was asked for is taken, or if it does not become ready
   *     within a minute
   */
  public static LocalBroker start(
      HandoffHome home, ProcessGroup group, Path directory, Options options)
      throws InterruptedException {
    LocalBroker broker = launch(home, group, directory, options);
    broker.server.awaitReady();
    return broker;
  }

  /** Starts it without waiting. */
  public static LocalBroker launch(
      HandoffHome home, ProcessGroup group, Path directory, Options options)
      throws InterruptedException {
    return new LocalBroker(home, group, directory, options);
  }

  /** Host and port for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return address(server.port(0));
  }

  private static String address(int port) {
    return "127.0.0.1:" + port;
  }

  /** The current process; another one after {@link #restart()}. */
  public ChildProcess process() {
    return server.process();
  }

  /** Stops it gently; force after the grace. */
  public void stop(Duration grace) {
    process().stop(grace);
  }

  /** SIGKILL. */
  public void kill() {
    process().kill();
  }

  /** Starts it again with the same ports and data and waits until it answers; stops it before. */
  public void restart() throws InterruptedException {
    server.restart(CLOSE_GRACE);
  }

  /** Stops it with a grace of 15 seconds. */
  @Override
  public void close() {
    stop(CLOSE_GRACE);
  }

  /** The cache that brokers start from. */
  public static AotCache cache(HandoffHome home) {
    return new AotCache(home, NAME, Fingerprints.ofJars(home.brokerLibraries()));
  }

  /** Makes the ahead-of-time cache of a recording, if there is one. */
  public boolean assembleCache(ProcessGroup assemblers) throws InterruptedException {
    return cache(home).assemble(assemblers, NAME, command("kafka.Kafka"));
  }

  private List<String> command(String mainClass) {
    List<String> command = new ArrayList<>();
    command.add(home.java().toString());
    command.addAll(JvmOptions.small(options.heapMegabytes()));
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Dlog4j2.configurationFile=" + home.brokerLogging());
    command.add("-cp");
    command.add(home.brokerLibraries() + "/*");
    command.add(mainClass);
    return command;
  }

  /**
   * Waits until it answers, and does not start it again.
   *
   * @throws PortTakenException if another program took one of its ports first
   */
  public void awaitReadyOnce() throws InterruptedException {
    server.awaitReadyOnce();
  }

  private Path propertiesFile() {
    return directory.resolve("server.properties");
  }

  private void writeProperties(int port, int controllerPort) {
    Map<String, String> properties = new TreeMap<>(defaults(port, controllerPort));
    properties.putAll(options.properties());
    List<String> lines =
        properties.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\"))
            .toList();
    try {
      Files.createDirectories(directory);
      Files.write(propertiesFile(), lines);
    } catch (IOException e) {
      throw new LocalException("The folder " + directory + " cannot be written.", e);
    }
  }

  private Map<String, String> defaults(int port, int controllerPort) {
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", Integer.toString(options.seat().node())),
        Map.entry("controller.quorum.voters", options.seat().voters(controllerPort)),
        Map.entry("controller.listener.names", "CONTROLLER"),
        Map.entry(
            "listeners",
            "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
        Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
        Map.entry("log.dirs", BrokerFormat.data(directory).toString()),
        Map.entry("auto.create.topics.enable", "false"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "8"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "8"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        Map.entry("log.retention.ms", "-1"),
        Map.entry("log.cleaner.dedupe.buffer.size", "8388608"),
        Map.entry("num.io.threads", "4"),
        Map.entry("num.network.threads", "2"));
  }

  private final class Kafka implements ServerProcess.Program {

    @Override
    public ProcessSpec on(List<Port> ports) throws InterruptedException {
      int port = ports.get(0).number();
      writeProperties(port, ports.get(1).number());
      new BrokerFormat(home, group, directory, options.seat())
          .formatIfNew(command("kafka.tools.StorageTool"));
      List<String> command = command("kafka.Kafka");
      command.addAll(1, cache(home).options(options.aot()));
      command.add(propertiesFile().toString());
      return ProcessSpec.of(NAME, Layer.INFRASTRUCTURE, command, directory)
          .withAddress(address(port));
    }

    @Override
    public void awaitReady(ChildProcess process) throws InterruptedException {
      Map<String, Object> settings =
          Map.of(
              AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, process.spec().address(),
              AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 20,
              AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 100,
              AdminClientConfig.RETRY_BACKOFF_MS_CONFIG, 20,
              AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000,
              AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 3_000);
      try (Admin admin = Admin.create(settings)) {
        process.awaitReady(
            () ->
                ReadinessCheck.accepts(process.spec().ports().getFirst().number()).isReady()
                    && !admin.describeCluster().nodes().get(3, TimeUnit.SECONDS).isEmpty(),
            READY_TIMEOUT);
      }
    }
  }
}
