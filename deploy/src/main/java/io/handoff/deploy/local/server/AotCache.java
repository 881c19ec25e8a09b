package io.handoff.deploy.local.server;

import io.handoff.deploy.local.process.Layer;
import io.handoff.deploy.local.process.LocalException;
import io.handoff.deploy.local.process.ProcessGroup;
import io.handoff.deploy.local.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java ahead-of-time cache (JEP 483, 514, 515): classes loaded, linked and profiled by an earlier
 * run. It is made in two steps, so that no hidden process is at work: a run records ({@link
 * AotMode#RECORD}), then {@link #assemble} makes the cache of the recording. The recording is
 * written when the recorded process ends by SIGTERM; SIGKILL leaves none.
 *
 * <p>A cache fits exactly one JVM build and one set of jars. Both are written beside it; where they
 * have changed since, the cache counts as absent. The JVM checks as well, and starts without the
 * cache if it does not fit.
 */
public final class AotCache {

  private static final List<String> QUIET =
      List.of("-Xlog:aot=error,aot+codecache+stubs=error,aot+codecache+init=error");

  private final Path directory;
  private final Path cache;
  private final Path recording;
  private final Path key;
  private final String currentKey;

  /**
   * @param home its {@code deploy/target/aot} holds the files
   * @param name unique to the program
   * @param jars the fingerprint of the program's jars
   */
  AotCache(HandoffHome home, String name, String jars) {
    this.directory = home.target().resolve("aot");
    this.cache = directory.resolve(name + ".aot");
    this.recording = directory.resolve(name + ".aotconf");
    this.key = directory.resolve(name + ".key");
    this.currentKey = System.getProperty("java.vm.version") + " " + home.java() + " " + jars;
  }

  /** Whether there is a cache that fits this JVM and these jars. */
  public boolean isCurrent() {
    try {
      return Files.exists(cache) && Files.exists(key) && Files.readString(key).equals(currentKey);
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** The JVM options for a start in that mode. */
  List<String> options(AotMode mode) {
    return switch (mode) {
      case OFF -> List.of();
      case USE -> useOptions();
      case RECORD -> isCurrent() ? useOptions() : recordOptions();
    };
  }

  private List<String> useOptions() {
    if (!isCurrent()) {
      return List.of();
    }
    List<String> options = new ArrayList<>(QUIET);
    options.add("-XX:AOTCache=" + cache);
    return options;
  }

  private List<String> recordOptions() {
    try {
      Files.createDirectories(directory);
      Files.deleteIfExists(recording);
      Files.deleteIfExists(key);
    } catch (IOException e) {
      throw new LocalException("The folder " + directory + " cannot be written.", e);
    }
    return List.of("-Xlog:aot=off", "-XX:AOTMode=record", "-XX:AOTConfiguration=" + recording);
  }

  /**
   * Makes the cache of a recording; takes several seconds of processor time and about 400 MB.
   *
   * @param command the recorded program's command with the options of {@link #options} left out:
   *     the launcher, then JVM options and main class or jar, which is not run
   * @return whether there was a recording and a cache was made of it
   */
  boolean assemble(ProcessGroup group, String name, List<String> command)
      throws InterruptedException {
    if (!Files.exists(recording)) {
      return false;
    }
    List<String> assembly = new ArrayList<>(command);
    assembly.addAll(1, List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + recording));
    boolean made =
        runsWell(group, name, assembly)
            && Files.exists(cache)
            && runsWell(group, name, opening(command));
    try {
      Files.deleteIfExists(recording);
      if (made) {
        Files.writeString(key, currentKey);
      }
      return made;
    } catch (IOException e) {
      throw new LocalException("The folder " + directory + " cannot be written.", e);
    }
  }

  /**
   * The command that only opens the cache. One that was made without an error can still crash the
   * JVM (seen once, at every start with it).
   */
  private static List<String> opening(List<String> command) {
    List<String> opening = new ArrayList<>(command);
    int jar = opening.indexOf("-jar");
    if (jar < 0) {
      opening.removeLast(); // the main class
    } else {
      opening.set(jar, "-cp");
    }
    opening.add("-version");
    return opening;
  }

  private boolean runsWell(ProcessGroup group, String name, List<String> command)
      throws InterruptedException {
    List<String> run = new ArrayList<>(command);
    run.addAll(1, List.of("-Xlog:aot=error", "-XX:AOTCache=" + cache));
    return group.start(ProcessSpec.of(name + "-aot", Layer.SERVICE, run, directory)).awaitExit()
        == 0;
  }
}
