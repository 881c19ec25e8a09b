package io.handoff.deploy.local;

import io.handoff.deploy.local.process.ChildProcess;
import io.handoff.deploy.local.process.LocalException;
import io.handoff.deploy.local.process.Ports;
import io.handoff.deploy.local.process.ProcessGroup;
import io.handoff.deploy.local.process.ResourceUse;
import io.handoff.deploy.local.process.RunState;
import io.handoff.deploy.local.process.StackReport;
import io.handoff.deploy.local.server.AotMode;
import io.handoff.deploy.local.server.Endpoints;
import io.handoff.deploy.local.server.HandoffHome;
import io.handoff.deploy.local.server.LocalBroker;
import io.handoff.deploy.local.server.LocalRegistry;
import io.handoff.deploy.local.server.ServiceJar;
import io.handoff.deploy.local.server.ServiceProcess;
import io.handoff.deploy.local.server.ServiceSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Broker, registry and services, running. The broker and the registry start together, the services'
 * jars are unpacked meanwhile; then comes the {@link Preparation}; then all services start
 * together. If anything fails, what was started is stopped before the failure is thrown.
 *
 * <p>Ends with {@link #close()}, with the JVM, or not at all after {@link #keep()}.
 */
public final class LocalStack implements AutoCloseable {

  private final ProcessGroup group;
  private final LocalBroker broker;
  private final LocalRegistry registry;
  private final List<ServiceProcess> services;
  private final Timeline timeline;
  private final Duration untilReady;

  private LocalStack(
      ProcessGroup group,
      LocalBroker broker,
      LocalRegistry registry,
      List<ServiceProcess> services,
      Timeline timeline) {
    this.group = group;
    this.broker = broker;
    this.registry = registry;
    this.services = services;
    this.timeline = timeline;
    this.untilReady = timeline.elapsed();
  }

  /**
   * Starts everything and waits until all of it is ready.
   *
   * @param progress told about each step that is done, from several threads, one at a time
   * @throws LocalException if the folder's run is still alive, or if anything does not start; the
   *     preparation's own exceptions as they are if unchecked, else as the cause
   */
  public static LocalStack start(
      HandoffHome home, StackPlan plan, Preparation preparation, Consumer<String> progress)
      throws InterruptedException {
    return start(home, plan, preparation, progress, Ports::free);
  }

  static LocalStack start(
      HandoffHome home,
      StackPlan plan,
      Preparation preparation,
      Consumer<String> progress,
      IntSupplier freePorts)
      throws InterruptedException {
    if (RunState.load(plan.stateFile()).map(RunState::isAlive).orElse(false)) {
      throw new LocalException(
          "A run in " + plan.runDirectory() + " is alive already: stop it first (local down).");
    }
    ProcessGroup group = new ProcessGroup(plan.stateFile(), freePorts);
    try {
      return new Starter(home, plan, group, new Timeline(progress)).start(preparation);
    } catch (Throwable e) {
      if (group.isClosed()) {
        throw new LocalException("Broken off; everything that was started has been stopped.", e);
      }
      group.close();
      throw e;
    }
  }

  public LocalBroker broker() {
    return broker;
  }

  public LocalRegistry registry() {
    return registry;
  }

  /** In the order of the plan. */
  public List<ServiceProcess> services() {
    return services;
  }

  /**
   * An instance by its id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public ServiceProcess service(String instanceId) {
    return services.stream()
        .filter(service -> service.spec().instanceId().equals(instanceId))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no instance " + instanceId));
  }

  public Endpoints endpoints() {
    return new Endpoints(broker.bootstrapServers(), registry.ccompatUrl());
  }

  /** The times of the start, and what the processes use now. */
  public StackReport report() {
    List<StackReport.Usage> usage = new ArrayList<>();
    for (ChildProcess child : group.processes()) {
      child.usage().ifPresent(usage::add);
    }
    ResourceUse.of(ProcessHandle.current(), "handoff (this command)").ifPresent(usage::add);
    return new StackReport(timeline.steps(), usage, untilReady);
  }

  /** How often processes were started again because another program took their ports first. */
  public int startsAgain() {
    return group.startsAgain();
  }

  /** From now on everything outlives this JVM; {@link #close()} does nothing. */
  public void keep() {
    group.keep();
  }

  /** Stops everything, services first. */
  @Override
  public void close() {
    group.close();
  }

  private record Starter(HandoffHome home, StackPlan plan, ProcessGroup group, Timeline timeline) {

    LocalStack start(Preparation preparation) throws InterruptedException {
      List<Callable<Object>> first = new ArrayList<>();
      first.add(() -> timeline.measure("broker", this::startBroker));
      first.add(() -> timeline.measure("registry", this::startRegistry));
      if (!plan.services().isEmpty()) {
        first.add(() -> timeline.measure("unpack services", this::unpackServices));
      }
      List<Object> started = ParallelTasks.run(first.size(), first);
      LocalBroker broker = (LocalBroker) started.get(0);
      LocalRegistry registry = (LocalRegistry) started.get(1);
      Endpoints endpoints = new Endpoints(broker.bootstrapServers(), registry.ccompatUrl());
      prepare(preparation, endpoints);
      List<Callable<ServiceProcess>> rest = new ArrayList<>();
      List<String> recorded = new ArrayList<>();
      for (ServiceSpec spec : plan.services()) {
        AotMode mode = recorded.contains(spec.module()) ? AotMode.USE : plan.aot();
        recorded.add(spec.module());
        rest.add(
            () -> timeline.measure(spec.instanceId(), () -> startService(spec, endpoints, mode)));
      }
      List<ServiceProcess> services = ParallelTasks.run(rest.size(), rest);
      return new LocalStack(group, broker, registry, services, timeline);
    }

    private void prepare(Preparation preparation, Endpoints endpoints) throws InterruptedException {
      try {
        timeline.measure(
            "topics and schemas",
            () -> {
              preparation.prepare(endpoints);
              return endpoints;
            });
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        throw ParallelTasks.failure(e);
      }
    }

    private LocalBroker startBroker() throws InterruptedException {
      return LocalBroker.start(home, group, plan.runDirectory().resolve("broker"), plan.broker());
    }

    private LocalRegistry startRegistry() throws InterruptedException {
      return LocalRegistry.start(
          home, group, plan.runDirectory().resolve("registry"), plan.registry());
    }

    private Integer unpackServices() throws InterruptedException {
      List<String> modules = plan.services().stream().map(ServiceSpec::module).distinct().toList();
      for (String module : modules) {
        new ServiceJar(home, module).prepare(group);
      }
      return modules.size();
    }

    private ServiceProcess startService(ServiceSpec spec, Endpoints endpoints, AotMode mode)
        throws InterruptedException {
      ServiceProcess service =
          ServiceProcess.launch(
              home, group, plan.runDirectory().resolve(spec.instanceId()), spec, endpoints, mode);
      service.awaitReady();
      return service;
    }
  }
}
