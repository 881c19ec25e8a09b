package io.handoff.deploy.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts processes and owns them. When the group is closed, or when this JVM ends in any other way
 * than by SIGKILL, all of them are stopped, services before infrastructure; unless {@link #keep()}
 * was called. Processes that others started are never touched.
 *
 * <p>Safe for use by several threads.
 */
public final class ProcessGroup implements AutoCloseable {

  private static final Duration CLOSE_GRACE = Duration.ofSeconds(15);

  private final String runId = UUID.randomUUID().toString();
  private final @Nullable Path stateFile;
  private final IntSupplier freePorts;
  private final Thread hook;
  private final List<ChildProcess> children = new ArrayList<>();
  private boolean closed;
  private int startsAgain;

  /** A group that leaves no state file. */
  public ProcessGroup() {
    this(null);
  }

  /**
   * @param stateFile where {@link RunState} is kept while there are processes; null for nowhere
   */
  public ProcessGroup(@Nullable Path stateFile) {
    this(stateFile, Ports::free);
  }

  /**
   * @param freePorts chooses the ports of processes that may have any
   */
  public ProcessGroup(@Nullable Path stateFile, IntSupplier freePorts) {
    this.stateFile = stateFile;
    this.freePorts = freePorts;
    this.hook = new Thread(() -> stopAll(CLOSE_GRACE), "stop-child-processes");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts a process. It is not ready yet when this returns.
   *
   * @throws LocalException if it cannot be started, or if the group is closed
   */
  public synchronized ChildProcess start(ProcessSpec spec) {
    if (closed) {
      throw new LocalException(spec.name() + " is not started: everything is being stopped.");
    }
    ChildProcess child = ChildProcess.start(spec, runId);
    children.removeIf(other -> !other.isAlive());
    children.add(child);
    saveState();
    return child;
  }

  /** A port that nobody listened on a moment ago. */
  public int freePort() {
    return freePorts.getAsInt();
  }

  /** Notes that a process was started again because another program took its ports first. */
  public synchronized void countStartAgain() {
    startsAgain++;
  }

  /** How often processes were started again because another program took their ports first. */
  public synchronized int startsAgain() {
    return startsAgain;
  }

  /** Whether everything is being stopped, or has been; nothing can be started any more. */
  public synchronized boolean isClosed() {
    return closed;
  }

  /** The live processes, in the order of their start. */
  public synchronized List<ChildProcess> processes() {
    return children.stream().filter(ChildProcess::isAlive).toList();
  }

  /**
   * Stops everything, layer by layer, the processes of a layer at the same time, and closes the
   * group: nothing can be started any more.
   *
   * @param grace for each layer
   */
  public void stopAll(Duration grace) {
    List<ChildProcess> toStop;
    synchronized (this) {
      closed = true;
      toStop = processes();
    }
    for (Layer layer : List.of(Layer.values()).reversed()) {
      List<ChildProcess> ofLayer =
          toStop.stream().filter(child -> child.spec().layer() == layer).toList();
      ofLayer.forEach(ChildProcess::requestStop);
      long deadline = System.nanoTime() + grace.toNanos();
      ofLayer.forEach(child -> child.stop(Duration.ofNanos(deadline - System.nanoTime())));
    }
    if (stateFile != null && !toStop.isEmpty()) {
      RunState.delete(stateFile);
    }
  }

  /** From now on the processes outlive this JVM; the state file says how to find them. */
  public synchronized void keep() {
    closed = true;
    children.clear();
    removeHook();
  }

  /** Stops everything with a grace of 15 seconds a layer; does nothing after {@link #keep()}. */
  @Override
  public void close() {
    stopAll(CLOSE_GRACE);
    removeHook();
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException endingAlready) {
      // The hook is running or about to: it finds nothing left to stop.
    }
  }

  private void saveState() {
    if (stateFile != null) {
      new RunState(
              runId,
              processes().stream()
                  .sorted(Comparator.comparing(child -> child.spec().layer()))
                  .map(RunState.Entry::of)
                  .toList())
          .save(stateFile);
    }
  }
}
