package io.handoff.deploy.local.server;

import io.handoff.deploy.local.process.ChildProcess;
import io.handoff.deploy.local.process.EnvironmentMissingException;
import io.handoff.deploy.local.process.Layer;
import io.handoff.deploy.local.process.LocalException;
import io.handoff.deploy.local.process.ProcessGroup;
import io.handoff.deploy.local.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * A service's jar in the form in which it starts fastest: a Spring Boot jar with its libraries
 * inside is unpacked to {@code deploy/target/apps/<module>}, once for each content of the jar. Any
 * other jar is run as it is.
 */
public final class ServiceJar {

  private static final String FINGERPRINT = ".fingerprint";

  private final HandoffHome home;
  private final String module;
  private final Path jar;

  /**
   * @throws EnvironmentMissingException if the module has not been built
   */
  public ServiceJar(HandoffHome home, String module) {
    this.home = home;
    this.module = module;
    this.jar = home.serviceJar(module);
    if (!Files.isRegularFile(jar)) {
      throw new EnvironmentMissingException(
          module + " is not built (" + jar + "): run ./mvnw -Dquick package first.");
    }
  }

  /** The jar to run; unpacks it first if that has not been done for this content. */
  public Path prepare(ProcessGroup group) throws InterruptedException {
    if (!isBootJar()) {
      return jar;
    }
    if (!isPrepared()) {
      try {
        unpack(group);
        Files.writeString(directory().resolve(FINGERPRINT), Fingerprints.ofContent(jar));
      } catch (IOException e) {
        throw new LocalException(jar + " could not be unpacked to " + directory() + ".", e);
      }
    }
    return directory().resolve(jar.getFileName());
  }

  /** Whether {@link #prepare} has nothing to do. */
  public boolean isPrepared() {
    Path marker = directory().resolve(FINGERPRINT);
    try {
      return !isBootJar()
          || (Files.exists(marker) && Files.readString(marker).equals(Fingerprints.ofContent(jar)));
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** The cache of its ahead-of-time compilation; valid after {@link #prepare}. */
  public AotCache cache() {
    return new AotCache(
        home, module, isBootJar() ? Fingerprints.ofJars(directory()) : Fingerprints.ofContent(jar));
  }

  private void unpack(ProcessGroup group) throws IOException, InterruptedException {
    Path apps = home.target().resolve("apps");
    Path fresh = apps.resolve(module + ".new");
    Folders.delete(fresh);
    ChildProcess tool =
        group.start(
            ProcessSpec.of(
                module + "-unpack",
                Layer.SERVICE,
                List.of(
                    home.java().toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Djarmode=tools",
                    "-jar",
                    jar.toString(),
                    "extract",
                    "--destination",
                    fresh.toString()),
                apps));
    if (tool.awaitExit() != 0) {
      throw tool.failed();
    }
    Folders.delete(directory());
    Files.move(fresh, directory());
  }

  private Path directory() {
    return home.target().resolve("apps").resolve(module);
  }

  private boolean isBootJar() {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.getEntry("BOOT-INF/classes/") != null || zip.getEntry("BOOT-INF/lib/") != null;
    } catch (IOException e) {
      throw new LocalException("The jar " + jar + " cannot be read.", e);
    }
  }
}
