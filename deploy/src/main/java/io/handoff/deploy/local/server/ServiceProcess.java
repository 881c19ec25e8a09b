package io.handoff.deploy.local.server;

import io.handoff.deploy.local.process.ChildProcess;
import io.handoff.deploy.local.process.EnvironmentMissingException;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An instance of a service. It is told its port, its addresses, its state folder and its name
 * through the environment ({@code SERVER_ADDRESS}, {@code SERVER_PORT}, {@code
 * KAFKA_BOOTSTRAP_SERVERS}, {@code SCHEMA_REGISTRY_URL}, {@code HANDOFF_STATE_DIR}, {@code
 * HANDOFF_INSTANCE_ID}), and is ready when its readiness endpoint answers 200. After {@link
 * #kill()} or {@link #stop} it can be started again with the same identity, port and state folder.
 */
public final class ServiceProcess implements AutoCloseable {

  private static final Duration CLOSE_GRACE = Duration.ofSeconds(15);

  private final HandoffHome home;
  private final Path directory;
  private final ServiceSpec spec;
  private final Endpoints endpoints;
  private final AotMode aot;
  private final ServiceJar jar;
  private final Path prepared;
  private final ServerProcess server;

  private ServiceProcess(
      HandoffHome home,
      ProcessGroup group,
      Path directory,
      ServiceSpec spec,
      Endpoints endpoints,
      AotMode aot)
      throws InterruptedException {
    this.home = home;
    this.directory = directory.toAbsolutePath();
    this.spec = spec;
    this.endpoints = endpoints;
    this.aot = aot;
    this.jar = new ServiceJar(home, spec.module());
    this.prepared = jar.prepare(group);
    this.server =
        new ServerProcess(
            group, spec.instanceId(), List.of(Port.only(spec.port())), new SpringBoot());
  }

  /**
   * Starts an instance without waiting for it; {@link #awaitReady()} does. Its address is certain
   * only then: where it may have any port and another program takes the first, it gets another.
   *
   * @param directory its folder: state and log; state found there is used
   * @throws EnvironmentMissingException if the service is not built
   * @throws LocalException if a port that was asked for is taken, or if it cannot be started
   */
  public static ServiceProcess launch(
      HandoffHome home,
      ProcessGroup group,
      Path directory,
      ServiceSpec spec,
      Endpoints endpoints,
      AotMode aot)
      throws InterruptedException {
    return new ServiceProcess(home, group, directory, spec, endpoints, aot);
  }

  /**
   * Waits until it is ready.
   *
   * @throws LocalException if it dies first, or is not ready within the time that its {@link
   *     ServiceSpec} allows
   */
  public void awaitReady() throws InterruptedException {
    server.awaitReady();
  }

  public ServiceSpec spec() {
    return spec;
  }

  /** Its HTTP endpoints, without a slash at the end. */
  public String baseUrl() {
    return url(server.port(0));
  }

  private static String url(int port) {
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

  /** Starts it again with the same identity and waits until it is ready; stops it before. */
  public void restart() throws InterruptedException {
    server.restart(CLOSE_GRACE);
  }

  /** Stops it with a grace of 15 seconds. */
  @Override
  public void close() {
    stop(CLOSE_GRACE);
  }

  /** Makes the ahead-of-time cache of a recording, if there is one. */
  public boolean assembleCache(ProcessGroup assemblers) throws InterruptedException {
    return jar.cache().assemble(assemblers, spec.module(), command());
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(home.java().toString());
    command.addAll(JvmOptions.small(spec.heapMegabytes()));
    command.addAll(spec.jvmOptions());
    command.add("-jar");
    command.add(prepared.toString());
    return command;
  }

  private Map<String, String> environment(int port) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SERVER_ADDRESS", "127.0.0.1");
    environment.put("SERVER_PORT", Integer.toString(port));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", endpoints.bootstrapServers());
    environment.put("SCHEMA_REGISTRY_URL", endpoints.schemaRegistryUrl());
    environment.put("HANDOFF_STATE_DIR", directory.resolve("state").toString());
    environment.put("HANDOFF_INSTANCE_ID", spec.instanceId());
    // glibc keeps a heap per thread and core otherwise; RocksDB allocates from many threads.
    environment.put("MALLOC_ARENA_MAX", "2");
    environment.putAll(spec.environment());
    return environment;
  }

  private final class SpringBoot implements ServerProcess.Program {

    @Override
    public ProcessSpec on(List<Port> ports) {
      int port = ports.getFirst().number();
      List<String> command = command();
      command.addAll(1, jar.cache().options(aot));
      return ProcessSpec.of(spec.instanceId(), Layer.SERVICE, command, directory)
          .withEnvironment(environment(port))
          .withAddress(url(port));
    }

    @Override
    public void awaitReady(ChildProcess process) throws InterruptedException {
      process.awaitReady(
          ReadinessCheck.httpOk(process.spec().address() + "/actuator/health/readiness"),
          spec.readyTimeout());
    }
  }
}
