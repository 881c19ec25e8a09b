package io.handoff.deploy.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a process is started.
 *
 * @param name what people call it; unique among the live processes of a group
 * @param layer decides the order of stopping
 * @param command program and arguments
 * @param environment added to this process's own environment
 * @param workingDirectory made if it does not exist
 * @param log receives standard output and standard error, appended
 * @param address where it listens, for people; empty if nowhere
 * @param ports on which it listens when it is ready
 */
public record ProcessSpec(
    String name,
    Layer layer,
    List<String> command,
    Map<String, String> environment,
    Path workingDirectory,
    Path log,
    String address,
    List<Port> ports) {

  public ProcessSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    ports = List.copyOf(ports);
  }

  /** A process without additions to its environment, logging into its working directory. */
  public static ProcessSpec of(
      String name, Layer layer, List<String> command, Path workingDirectory) {
    return new ProcessSpec(
        name,
        layer,
        command,
        Map.of(),
        workingDirectory,
        workingDirectory.resolve(name + ".log"),
        "",
        List.of());
  }

  public ProcessSpec withEnvironment(Map<String, String> additions) {
    return new ProcessSpec(name, layer, command, additions, workingDirectory, log, address, ports);
  }

  public ProcessSpec withAddress(String where) {
    return new ProcessSpec(name, layer, command, environment, workingDirectory, log, where, ports);
  }

  ProcessSpec withPorts(List<Port> listening) {
    return new ProcessSpec(
        name, layer, command, environment, workingDirectory, log, address, listening);
  }
}
