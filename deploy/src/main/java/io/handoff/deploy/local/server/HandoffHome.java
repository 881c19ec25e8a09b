package io.handoff.deploy.local.server;

import io.handoff.deploy.local.process.EnvironmentMissingException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The project's folder on this machine, and where in it the build puts what is run.
 *
 * @param root the repository's root, absolute
 */
public record HandoffHome(Path root) {

  /** The system property that names the root; the launcher sets it. */
  public static final String PROPERTY = "handoff.home";

  private static final String VERSION = "0.1.0";

  public HandoffHome {
    root = root.toAbsolutePath().normalize();
  }

  /**
   * The root from {@value #PROPERTY}, or else the nearest folder at or above the working directory
   * that holds {@code deploy/handoff}.
   *
   * @throws EnvironmentMissingException if there is none
   */
  public static HandoffHome locate() {
    String named = System.getProperty(PROPERTY);
    if (named != null && !named.isBlank()) {
      return new HandoffHome(Path.of(named));
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("deploy/handoff"))) {
        return new HandoffHome(at);
      }
    }
    throw new EnvironmentMissingException(
        "The project's folder was not found: start deploy/handoff, or set -D" + PROPERTY + "=DIR.");
  }

  /** What this module's build and its runs write; {@code mvnw clean} empties it. */
  public Path target() {
    return root.resolve("deploy/target");
  }

  /** The folder of a named run: data, logs and state file of its processes. */
  public Path run(String name) {
    return target().resolve("run").resolve(name);
  }

  /** A service's jar as the build leaves it; it need not exist. */
  public Path serviceJar(String module) {
    return root.resolve(module).resolve("target").resolve(module + "-" + VERSION + "-exec.jar");
  }

  /**
   * The folder of the broker's jars.
   *
   * @throws EnvironmentMissingException if they have not been put there yet
   */
  public Path brokerLibraries() {
    return built(root.resolve("deploy/runtime/target/kafka/libs"), "The broker's jars");
  }

  /** The broker's logging configuration. */
  public Path brokerLogging() {
    return root.resolve("deploy/runtime/config/broker-log4j2.properties");
  }

  /**
   * The unpacked schema registry.
   *
   * @throws EnvironmentMissingException if it has not been unpacked yet
   */
  public Path registryDistribution() {
    Path directory = root.resolve("deploy/runtime/target/registry");
    built(directory.resolve("quarkus-run.jar"), "The schema registry's files");
    return directory;
  }

  /**
   * The Java launcher that children run on: the one this process runs on.
   *
   * @throws EnvironmentMissingException if this is not Java 25, which the services are compiled for
   */
  public Path java() {
    if (Runtime.version().feature() != 25) {
      throw new EnvironmentMissingException(
          "Java 25 is needed and this is Java " + Runtime.version() + ": start deploy/handoff.");
    }
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private static Path built(Path path, String what) {
    if (!Files.exists(path)) {
      throw new EnvironmentMissingException(
          what + " are not in place (" + path + "): run ./mvnw -Dquick package first.");
    }
    return path;
  }
}
