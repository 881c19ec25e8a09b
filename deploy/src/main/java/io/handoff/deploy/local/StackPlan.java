package io.handoff.deploy.local;

import io.handoff.deploy.local.server.AotMode;
import io.handoff.deploy.local.server.LocalBroker;
import io.handoff.deploy.local.server.LocalRegistry;
import io.handoff.deploy.local.server.ServiceSpec;
import java.nio.file.Path;
import java.util.List;

/**
 * What a stack is made of.
 *
 * @param runDirectory each process has its folder in it: data, state and logs; what is found there
 *     is used
 * @param broker see {@link LocalBroker.Options}
 * @param registry see {@link LocalRegistry.Options}
 * @param services the instances, none or many, of distinct instance ids
 * @param aot for the services
 */
public record StackPlan(
    Path runDirectory,
    LocalBroker.Options broker,
    LocalRegistry.Options registry,
    List<ServiceSpec> services,
    AotMode aot) {

  /** The services of this project, on the ports that their configurations name. */
  public static final List<ServiceSpec> SERVICES =
      List.of(
          ServiceSpec.of("trigger-service").withPort(8081),
          ServiceSpec.of("routing-service").withPort(8082),
          ServiceSpec.of("ticket-service").withPort(8083),
          ServiceSpec.of("autoclose-service").withPort(8084));

  public StackPlan {
    services = List.copyOf(services);
  }

  /** All services on free ports, with ahead-of-time caches where there are any. */
  public static StackPlan onFreePorts(Path runDirectory) {
    return new StackPlan(
        runDirectory,
        LocalBroker.Options.defaults(),
        LocalRegistry.Options.defaults(),
        SERVICES.stream().map(service -> service.withPort(0)).toList(),
        AotMode.USE);
  }

  /** All services on 8081 to 8084, the registry on 8085 and 8086, the broker on 9092 and 9093. */
  public static StackPlan onFixedPorts(Path runDirectory) {
    return new StackPlan(
        runDirectory,
        LocalBroker.Options.defaults().withPorts(9092, 9093),
        LocalRegistry.Options.defaults().withPorts(8085, 8086),
        SERVICES,
        AotMode.USE);
  }

  public StackPlan withServices(List<ServiceSpec> instances) {
    return new StackPlan(runDirectory, broker, registry, instances, aot);
  }

  public StackPlan withRunDirectory(Path directory) {
    return new StackPlan(directory, broker, registry, services, aot);
  }

  public StackPlan withBroker(LocalBroker.Options options) {
    return new StackPlan(runDirectory, options, registry, services, aot);
  }

  /** The mode for broker, registry and services. */
  public StackPlan withAot(AotMode mode) {
    return new StackPlan(
        runDirectory, broker.withAot(mode), registry.withAot(mode), services, mode);
  }

  /** The file that names the processes of the run. */
  public Path stateFile() {
    return stateFile(runDirectory);
  }

  /** The file that names the processes of the run in that folder. */
  public static Path stateFile(Path runDirectory) {
    return runDirectory.resolve("processes.json");
  }
}
