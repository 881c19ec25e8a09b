package io.handoff.deploy.local.server;

import io.handoff.deploy.local.process.ChildProcess;
import io.handoff.deploy.local.process.Layer;
import io.handoff.deploy.local.process.LocalException;
import io.handoff.deploy.local.process.Port;
import io.handoff.deploy.local.process.ProcessGroup;
import io.handoff.deploy.local.process.ProcessSpec;
import io.handoff.deploy.local.process.ReadinessCheck;
import io.handoff.deploy.local.process.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Apicurio Registry on loopback, speaking the Confluent registry's REST interface. What is
 * registered lies in its folder and survives a stop; the address stays the same over {@link
 * #restart()}. A schema that is not backward compatible is refused, unless a subject says
 * otherwise.
 */
public final class LocalRegistry implements AutoCloseable {

  private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration CLOSE_GRACE = Duration.ofSeconds(10);
  private static final String NAME = "registry";

  /**
   * What can be chosen.
   *
   * @param port for clients; 0 for a free one
   * @param managementPort for health and metrics; 0 for a free one
   * @param heapMegabytes {@code -Xmx}
   * @param aot see {@link AotMode}
   */
  public record Options(int port, int managementPort, int heapMegabytes, AotMode aot) {

    /** Free ports, 160 MB of heap, with the ahead-of-time cache if there is one. */
    public static Options defaults() {
      return new Options(0, 0, 160, AotMode.USE);
    }

    public Options withPorts(int port, int managementPort) {
      return new Options(port, managementPort, heapMegabytes, aot);
    }

    public Options withAot(AotMode mode) {
      return new Options(port, managementPort, heapMegabytes, mode);
    }
  }

  private final HandoffHome home;
  private final Path directory;
  private final Options options;
  private final ServerProcess server;

  private LocalRegistry(HandoffHome home, ProcessGroup group, Path directory, Options options)
      throws InterruptedException {
    this.home = home;
    this.directory = directory.toAbsolutePath();
    this.options = options;
    this.server =
        new ServerProcess(
            group,
            NAME,
            List.of(
                new Port("schemas", options.port()),
                new Port("health and metrics", options.managementPort())),
            new Quarkus());
  }

  /**
   * Starts a registry and waits until it says that it is ready.
   *
   * @param directory its folder: data and log; data found there are used
   * @throws LocalException if a port that was asked for is taken, or if it does not become ready
   *     within a minute
   */
  public static LocalRegistry start(
      HandoffHome home, ProcessGroup group, Path directory, Options options)
      throws InterruptedException {
    LocalRegistry registry = new LocalRegistry(home, group, directory, options);
    registry.server.awaitReady();
    return registry;
  }

  /** The value for {@code schema.registry.url}: Confluent's interface, version 7. */
  public String ccompatUrl() {
    return ccompatUrl(server.port(0));
  }

  /** Health under {@code /health}, metrics under {@code /metrics}. */
  public String managementUrl() {
    return managementUrl(server.port(1));
  }

  private static String ccompatUrl(int port) {
    return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
  }

  private static String managementUrl(int port) {
    return "http://127.0.0.1:" + port;
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

  /** Starts it again with the same ports and data and waits until it is ready; stops it before. */
  public void restart() throws InterruptedException {
    server.restart(CLOSE_GRACE);
  }

  /** Stops it with a grace of ten seconds. */
  @Override
  public void close() {
    stop(CLOSE_GRACE);
  }

  /** The cache that registries start from. */
  public static AotCache cache(HandoffHome home) {
    return new AotCache(home, NAME, Fingerprints.ofJars(home.registryDistribution()));
  }

  /** Makes the ahead-of-time cache of a recording, if there is one. */
  public boolean assembleCache(ProcessGroup assemblers) throws InterruptedException {
    return cache(home).assemble(assemblers, NAME, command(server.port(0), server.port(1)));
  }

  private List<String> command(int port, int managementPort) {
    Path distribution = home.registryDistribution();
    List<String> command = new ArrayList<>();
    command.add(home.java().toString());
    command.addAll(JvmOptions.small(options.heapMegabytes()));
    command.addAll(
        List.of(
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + port,
            "-Dquarkus.management.host=127.0.0.1",
            "-Dquarkus.management.port=" + managementPort,
            "-Dquarkus.http.access-log.enabled=false",
            "-Dapicurio.datasource.url=jdbc:h2:file:" + directory.resolve("data/registry"),
            "-Dapicurio.datasource.jdbc.initial-size=1",
            "-Dapicurio.datasource.jdbc.min-size=1",
            "-Dapicurio.rules.global.compatibility=BACKWARD",
            "-jar",
            distribution.resolve("quarkus-run.jar").toString()));
    return command;
  }

  private final class Quarkus implements ServerProcess.Program {

    @Override
    public ProcessSpec on(List<Port> ports) {
      int port = ports.get(0).number();
      List<String> command = command(port, ports.get(1).number());
      command.addAll(1, cache(home).options(options.aot()));
      return ProcessSpec.of(NAME, Layer.INFRASTRUCTURE, command, directory)
          .withAddress(ccompatUrl(port));
    }

    @Override
    public void awaitReady(ChildProcess process) throws InterruptedException {
      String management = managementUrl(process.spec().ports().get(1).number());
      process.awaitReady(ReadinessCheck.httpOk(management + "/health/ready"), READY_TIMEOUT);
    }
  }
}
