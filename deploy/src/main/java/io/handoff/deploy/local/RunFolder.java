package io.handoff.deploy.local;

import io.handoff.deploy.local.process.LocalException;
import io.handoff.deploy.local.process.RunState;
import io.handoff.deploy.local.server.Folders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What can be done with the folder of a run that this JVM did not start. */
public final class RunFolder {

  private RunFolder() {}

  /**
   * Stops the processes that a state file names, as far as they are alive and still the same, and
   * deletes the file.
   *
   * @param grace for each layer
   * @return the number of processes that were alive
   * @throws LocalException if the file cannot be read or deleted
   */
  public static int stop(Path stateFile, Duration grace) throws InterruptedException {
    Optional<RunState> state = RunState.load(stateFile);
    if (state.isEmpty()) {
      return 0;
    }
    int stopped = state.get().stop(grace);
    RunState.delete(stateFile);
    return stopped;
  }

  /**
   * Deletes the folder with data, state and logs.
   *
   * @throws LocalException if its processes are alive
   */
  public static void clear(Path folder) {
    if (RunState.load(StackPlan.stateFile(folder)).map(RunState::isAlive).orElse(false)) {
      throw new LocalException("The run in " + folder + " is alive: stop it first (local down).");
    }
    Folders.delete(folder);
  }
}
