package io.handoff.deploy.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run started, as written to a file, so that another command can show and stop it. A process
 * id alone proves nothing, for ids are used again: an entry counts as alive only while a process of
 * that id started at the recorded time and, where the system lets one look, carries the run's mark.
 *
 * @param runId the mark: random, unique to the run
 * @param processes infrastructure first
 */
public record RunState(String runId, List<Entry> processes) {

  /** The environment variable that marks a run's processes. */
  static final String MARK = "HANDOFF_RUN";

  private static final int LOOKS = 100;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * A process.
   *
   * @param startedAt as the system counts it
   * @param address where it listens; empty if nowhere
   */
  public record Entry(
      String name, Layer layer, long pid, Instant startedAt, String address, String log) {

    static Entry of(ChildProcess child) {
      ProcessSpec spec = child.spec();
      return new Entry(
          spec.name(),
          spec.layer(),
          child.pid(),
          child.startedAt(),
          spec.address(),
          spec.log().toString());
    }

    /** Whether it answers now as one that can be used; waits two seconds at most. */
    public boolean isReady() {
      try {
        return check().isReady();
      } catch (Exception notReady) {
        return false;
      }
    }

    private ReadinessCheck check() {
      if (layer == Layer.SERVICE) {
        return ReadinessCheck.httpOk(address + "/actuator/health/readiness");
      }
      return address.startsWith("http")
          ? ReadinessCheck.httpOk(address + "/subjects")
          : ReadinessCheck.accepts(Integer.parseInt(address.substring(address.indexOf(':') + 1)));
    }
  }

  public RunState {
    processes = List.copyOf(processes);
  }

  /**
   * Reads a state file.
   *
   * @return empty if there is none
   * @throws LocalException if it cannot be read
   */
  public static Optional<RunState> load(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), RunState.class));
    } catch (JacksonException e) {
      throw new LocalException(
          "The state file " + file + " cannot be read; stop its processes by hand and delete it.",
          e);
    }
  }

  void save(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, JSON.writeValueAsString(this));
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new LocalException("The state file " + file + " cannot be written.", e);
    }
  }

  /** Deletes the file; nothing where there is none. */
  public static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new LocalException("The state file " + file + " cannot be deleted.", e);
    }
  }

  /** The process of an entry if it is still the one that was started. */
  public Optional<ProcessHandle> find(Entry entry) {
    return ProcessHandle.of(entry.pid())
        .filter(ProcessHandle::isAlive)
        .filter(handle -> startedThen(handle, entry))
        .filter(this::carriesMark);
  }

  /** Whether any of the processes is alive. */
  public boolean isAlive() {
    return processes.stream().anyMatch(entry -> find(entry).isPresent());
  }

  /**
   * Stops what is alive, later layers first, by SIGTERM and after the grace by force.
   *
   * @param grace for each layer
   * @return the number of processes that were alive
   */
  public int stop(Duration grace) throws InterruptedException {
    int stopped = 0;
    for (Layer layer : List.of(Layer.values()).reversed()) {
      List<ProcessHandle> handles =
          processes.stream()
              .filter(entry -> entry.layer() == layer)
              .flatMap(entry -> find(entry).stream())
              .toList();
      handles.forEach(ProcessHandle::destroy);
      long deadline = System.nanoTime() + grace.toNanos();
      for (ProcessHandle handle : handles) {
        awaitEnd(handle, deadline);
        stopped++;
      }
    }
    return stopped;
  }

  private static void awaitEnd(ProcessHandle handle, long deadline) throws InterruptedException {
    while (handle.isAlive()) {
      if (System.nanoTime() - deadline > 0) {
        handle.destroyForcibly();
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static boolean startedThen(ProcessHandle handle, Entry entry) {
    return handle
        .info()
        .startInstant()
        .map(at -> Duration.between(at, entry.startedAt()).abs().compareTo(CLOCK_TOLERANCE) <= 0)
        .orElse(false);
  }

  private boolean carriesMark(ProcessHandle handle) {
    Path environment = Path.of("/proc", Long.toString(handle.pid()), "environ");
    try {
      if (!Files.exists(environment)) {
        return true;
      }
      byte[] read = Files.readAllBytes(environment);
      // A process that has just been started shows nothing for a moment.
      for (int i = 0; read.length == 0 && handle.isAlive() && i < LOOKS; i++) {
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        read = Files.readAllBytes(environment);
      }
      return new String(read, StandardCharsets.ISO_8859_1).contains(MARK + "=" + runId);
    } catch (IOException notOurs) {
      return false;
    }
  }
}
