package io.handoff.deploy.local.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One instance of a service.
 *
 * @param module the service's module, and the name of its jar
 * @param instanceId names the instance, its folder and its log; the same id after a restart means
 *     the same instance to the broker
 * @param port for its HTTP endpoints; 0 for a free one
 * @param heapMegabytes {@code -Xmx}
 * @param jvmOptions additions to the JVM's options
 * @param environment additions to what every service is given
 * @param readyTimeout how long it may take to become ready
 */
public record ServiceSpec(
    String module,
    String instanceId,
    int port,
    int heapMegabytes,
    List<String> jvmOptions,
    Map<String, String> environment,
    Duration readyTimeout) {

  private static final int HEAP_MEGABYTES = 160;
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(120);

  public ServiceSpec {
    jvmOptions = List.copyOf(jvmOptions);
    environment = Map.copyOf(environment);
  }

  /** The first instance of a service, named like its module, on a free port, 160 MB of heap. */
  public static ServiceSpec of(String module) {
    return new ServiceSpec(module, module, 0, HEAP_MEGABYTES, List.of(), Map.of(), READY_TIMEOUT);
  }

  public ServiceSpec withInstanceId(String id) {
    return new ServiceSpec(module, id, port, heapMegabytes, jvmOptions, environment, readyTimeout);
  }

  public ServiceSpec withPort(int number) {
    return new ServiceSpec(
        module, instanceId, number, heapMegabytes, jvmOptions, environment, readyTimeout);
  }

  public ServiceSpec withHeapMegabytes(int megabytes) {
    return new ServiceSpec(
        module, instanceId, port, megabytes, jvmOptions, environment, readyTimeout);
  }

  public ServiceSpec withJvmOptions(List<String> additions) {
    return new ServiceSpec(
        module, instanceId, port, heapMegabytes, additions, environment, readyTimeout);
  }

  public ServiceSpec withEnvironment(Map<String, String> additions) {
    return new ServiceSpec(
        module, instanceId, port, heapMegabytes, jvmOptions, additions, readyTimeout);
  }

  public ServiceSpec withReadyTimeout(Duration timeout) {
    return new ServiceSpec(
        module, instanceId, port, heapMegabytes, jvmOptions, environment, timeout);
  }
}
