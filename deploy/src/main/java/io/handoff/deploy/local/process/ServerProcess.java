package io.handoff.deploy.local.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A child process that listens on ports of loopback. Free ports are chosen immediately before the
 * process is started. Until it listens, another program may take one: then it is started again, on
 * other free ports, {@value #TRIES} times in all. Ports that were asked for by number stay, and so
 * do all ports once the process was ready: it is started again on the same ones as soon as the
 * other program lets go, for which it waits ten seconds.
 */
public final class ServerProcess {

  /** How often a process is started at most until its ports are free. */
  public static final int TRIES = 6;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What is run. */
  public interface Program {

    /** How it is started on these ports, which are in the order in which they were wanted. */
    ProcessSpec on(List<Port> ports) throws InterruptedException;

    /** Waits until the process is ready, by {@link ChildProcess#awaitReady}. */
    void awaitReady(ChildProcess process) throws InterruptedException;
  }

  private final ProcessGroup group;
  private final String name;
  private final Program program;
  private final Duration patience;
  private volatile List<Port> wanted;
  private volatile List<Port> ports = List.of();
  private volatile ChildProcess process;

  /**
   * Starts the process without waiting for it.
   *
   * @param wanted number 0: a free port
   * @throws PortTakenException if a port that is wanted by number is taken
   */
  public ServerProcess(ProcessGroup group, String name, List<Port> wanted, Program program)
      throws InterruptedException {
    this(group, name, wanted, program, PATIENCE);
  }

  /**
   * @param patience how long to wait for a port that must be the same when it is started again
   */
  public ServerProcess(
      ProcessGroup group, String name, List<Port> wanted, Program program, Duration patience)
      throws InterruptedException {
    this.group = group;
    this.name = name;
    this.wanted = List.copyOf(wanted);
    this.program = program;
    this.patience = patience;
    this.process = launch(Duration.ZERO);
  }

  /** The process as it runs now; another one after a restart. */
  public ChildProcess process() {
    return process;
  }

  /** The number of the port at this place; may be another one until the process is ready. */
  public int port(int place) {
    return ports.get(place).number();
  }

  /**
   * Waits until it is ready; starts it again where another program was faster.
   *
   * @throws LocalException if it does not become ready
   */
  public void awaitReady() throws InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        awaitReadyOnce();
        return;
      } catch (PortTakenException taken) {
        process.kill();
        if (tries == TRIES) {
          throw taken;
        }
        group.countStartAgain();
        process = launch(patience);
      }
    }
  }

  /**
   * Waits until it is ready, and starts nothing again.
   *
   * @throws PortTakenException if another program was faster
   */
  public void awaitReadyOnce() throws InterruptedException {
    program.awaitReady(process);
    wanted = ports;
  }

  /** Stops it and starts it again on the same ports, then waits until it is ready. */
  public void restart(Duration grace) throws InterruptedException {
    process.stop(grace);
    process = launch(patience);
    awaitReady();
  }

  private ChildProcess launch(Duration limit) throws InterruptedException {
    for (Port port : wanted) {
      if (port.isChosen()) {
        awaitFree(port, limit);
      }
    }
    ports =
        wanted.stream()
            .map(port -> port.isChosen() ? port : port.withNumber(group.freePort()))
            .toList();
    return group.start(program.on(ports).withPorts(ports));
  }

  private void awaitFree(Port port, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!Ports.isFree(port.number())) {
      if (System.nanoTime() - deadline >= 0) {
        throw StartFailure.beforeStart(name, port);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
