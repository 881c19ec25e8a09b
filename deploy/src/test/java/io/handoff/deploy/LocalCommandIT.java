package io.handoff.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.deploy.local.StackPlan;
import io.handoff.deploy.local.process.RunState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code local up}, {@code status} and {@code down} with broker and registry alone. */
class LocalCommandIT {

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();

  @AfterEach
  void down() {
    run("down");
  }

  @Test
  void shouldStartEverythingAgainWhenAPartHasEnded() {
    assertThat(run("up", "--free-ports", "--services", "none")).isZero();
    assertThat(run("status")).isZero();
    kill("registry");

    assertThat(run("status")).isEqualTo(Handoff.FAILED);
    assertThat(out.toString()).containsPattern("broker +ready").containsPattern("registry +not ru");
    assertThat(run("up", "--free-ports", "--services", "none")).isZero();

    assertThat(out.toString()).contains("Not running: registry. All are started again.");
    assertThat(run("status")).isZero();
    assertThat(run("up", "--free-ports", "--services", "none")).isEqualTo(Handoff.FAILED);
    kill("broker");
    assertThat(run("up", "--fresh", "--free-ports", "--services", "none")).isZero();
  }

  private void kill(String name) {
    RunState state = RunState.load(StackPlan.stateFile(folder)).orElseThrow();
    state.processes().stream()
        .filter(entry -> entry.name().equals(name))
        .flatMap(entry -> state.find(entry).stream())
        .forEach(
            process -> {
              process.destroyForcibly();
              process.onExit().join();
            });
  }

  private int run(String what, String... options) {
    String[] arguments = new String[options.length + 4];
    arguments[0] = "local";
    arguments[1] = what;
    System.arraycopy(options, 0, arguments, 2, options.length);
    arguments[options.length + 2] = "--run-dir";
    arguments[options.length + 3] = folder.toString();
    return Handoff.commandLine(arguments)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(out, true))
        .execute(arguments);
  }
}
