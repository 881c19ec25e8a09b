package io.handoff.deploy.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that a {@link ProcessGroup} started. Its output goes to its log file only. It runs in a
 * session of its own where the system offers {@code setsid}, so that Ctrl-C at the terminal reaches
 * it through its group, in order, and not at the same moment as all others.
 *
 * <p>Safe for use by several threads.
 */
public final class ChildProcess implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration CLOSE_GRACE = Duration.ofSeconds(10);

  private final ProcessSpec spec;
  private final ProcessLog log;
  private final Process process;
  private final Instant startedAt;
  private final long startedNanos;
  private volatile @Nullable Duration readyAfter;

  private ChildProcess(ProcessSpec spec, ProcessLog log, Process process, long startedNanos) {
    this.spec = spec;
    this.log = log;
    this.process = process;
    this.startedNanos = startedNanos;
    this.startedAt = process.info().startInstant().orElseGet(Instant::now);
  }

  static ChildProcess start(ProcessSpec spec, String runId) {
    List<String> command = new ArrayList<>(Sessions.PREFIX);
    command.addAll(spec.command());
    try {
      Files.createDirectories(spec.workingDirectory());
      Path logDirectory = spec.log().getParent();
      if (logDirectory != null) {
        Files.createDirectories(logDirectory);
      }
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(spec.workingDirectory().toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Sessions.NOTHING.toFile()))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
      builder.environment().putAll(spec.environment());
      builder.environment().put(RunState.MARK, runId);
      ProcessLog log = ProcessLog.after(spec.log());
      long now = System.nanoTime();
      return new ChildProcess(spec, log, builder.start(), now);
    } catch (IOException e) {
      throw new LocalException(spec.name() + " could not be started: " + e.getMessage() + ".", e);
    }
  }

  public ProcessSpec spec() {
    return spec;
  }

  public String name() {
    return spec.name();
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Empty as long as it runs. */
  public OptionalInt exitCode() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /** As the system counts it, where it does. */
  public Instant startedAt() {
    return startedAt;
  }

  /** From the start to the first successful readiness check; empty before. */
  public Optional<Duration> readyAfter() {
    return Optional.ofNullable(readyAfter);
  }

  /** Memory in RAM and processor time; empty if it is gone or the system does not say. */
  public Optional<StackReport.Usage> usage() {
    return ResourceUse.of(process.toHandle(), name());
  }

  /**
   * Waits until the check succeeds and it listens on its ports, asking about twenty times a second.
   * An answer that another program gives on one of its ports does not count, where the system tells
   * who listens.
   *
   * @throws PortTakenException if it does not become ready because another program has one of its
   *     ports
   * @throws LocalException as soon as the process dies, or when the timeout has passed; the cause
   *     holds the last lines of the log. The process is not stopped.
   */
  public void awaitReady(ReadinessCheck check, Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    Exception last = null;
    while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
      try {
        if (check.isReady() && ListeningSockets.cover(pid(), spec.ports())) {
          readyAfter = Duration.ofNanos(System.nanoTime() - startedNanos);
          return;
        }
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        last = e;
      }
      if (System.nanoTime() - deadline > 0) {
        throw StartFailure.late(spec, log, pid(), timeout, last);
      }
    }
    throw failed();
  }

  /** Why it ended, in one line with its log; the cause holds the last lines of the log. */
  public LocalException failed() {
    return StartFailure.died(spec, log, process.exitValue());
  }

  /** Waits for the end as long as it takes and returns the exit code. */
  public int awaitExit() throws InterruptedException {
    return process.waitFor();
  }

  /** Asks it to end (SIGTERM) and returns at once. */
  public void requestStop() {
    process.destroy();
  }

  /**
   * Asks it to end (SIGTERM), waits for the grace period, then ends it by force. Returns when it is
   * gone; an interrupt shortens the grace to nothing and is kept.
   *
   * @return whether force was not needed
   */
  public boolean stop(Duration grace) {
    process.destroy();
    boolean byItself = awaitEnd(grace);
    if (!byItself) {
      kill();
    }
    return byItself;
  }

  /** SIGKILL: no shutdown hook runs, nothing is flushed. Returns when it is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd(CLOSE_GRACE);
  }

  /**
   * SIGSTOP: it stands still, connections stay open, nothing is lost. Until {@link #resume()}.
   *
   * @throws LocalException if the system does not do it
   */
  public void pause() throws InterruptedException {
    signal("-STOP");
  }

  /** SIGCONT: it goes on after {@link #pause()}. */
  public void resume() throws InterruptedException {
    signal("-CONT");
  }

  private void signal(String signal) throws InterruptedException {
    try {
      if (new ProcessBuilder("kill", signal, Long.toString(pid())).start().waitFor() != 0) {
        throw new LocalException(this + " could not be sent " + signal + ".");
      }
    } catch (IOException e) {
      throw new LocalException(this + " could not be sent " + signal + ".", e);
    }
  }

  /** Stops it with a grace of ten seconds. */
  @Override
  public void close() {
    stop(CLOSE_GRACE);
  }

  boolean awaitEnd(Duration limit) {
    boolean interrupted = Thread.interrupted();
    try {
      return process.waitFor(interrupted ? 0 : limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The end of what it wrote into its log, at most so many lines. */
  public List<String> lastLogLines(int count) {
    return log.last(count);
  }

  @Override
  public String toString() {
    return name() + " (pid " + pid() + (isAlive() ? ")" : ", ended)");
  }

  /** What differs from system to system when a process is detached from the terminal. */
  private static final class Sessions {
    static final Path NOTHING = Path.of("/dev/null");
    static final List<String> PREFIX = find("setsid");

    private static List<String> find(String program) {
      for (String directory : List.of("/usr/bin", "/bin")) {
        Path candidate = Path.of(directory, program);
        if (Files.isExecutable(candidate)) {
          return List.of(candidate.toString());
        }
      }
      return List.of();
    }
  }
}
