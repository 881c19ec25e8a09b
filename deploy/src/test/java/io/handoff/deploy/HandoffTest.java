package io.handoff.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

class HandoffTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void shouldExplainExitCodesInTheHelp() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("Exit codes:", "2   the command line", "local");
  }

  @Test
  void shouldFitTheHelpOfATestHandoffIntoATerminalAsItIsWritten() {
    UsageMessageSpec help =
        Handoff.commandLine()
            .parseArgs("test-handoff", "--help")
            .subcommand()
            .commandSpec()
            .usageMessage();
    assertThat(help.description()).allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
    assertThat(help.footer()).allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
  }

  @Test
  void shouldExitWithTwoWhenTheCommandLineIsWrong() {
    assertThat(run()).isEqualTo(Handoff.USAGE);
    assertThat(run("nonsense")).isEqualTo(Handoff.USAGE);
    assertThat(run("local")).isEqualTo(Handoff.USAGE);
    assertThat(run("local", "up", "--services", "nobody")).isEqualTo(Handoff.USAGE);
    assertThat(err.toString()).contains("There is no service nobody");
    assertThat(run("bench")).isEqualTo(Handoff.USAGE);
    assertThat(run("bench", "timers", "--timers", "0")).isEqualTo(Handoff.USAGE);
    assertThat(run("chaos", "time", "--case", "earthquake")).isEqualTo(Handoff.USAGE);
    assertThat(err.toString()).contains("The cases are kills, backlog-none, ");
  }

  @Test
  void shouldExitWithOneAndSaySoWhenNothingRuns() {
    assertThat(run("local", "status", "--run-dir", folder.toString())).isEqualTo(Handoff.FAILED);
    assertThat(out.toString()).contains("Nothing is running.");
  }

  @Test
  void shouldStopNothingWhenNothingRuns() {
    assertThat(run("local", "down", "--run-dir", folder.toString())).isZero();
    assertThat(out.toString()).contains("Nothing was running.");
  }

  @Test
  void shouldExitWithThreeAndOneSentenceWhenNothingIsBuilt() {
    String before = System.setProperty("handoff.home", folder.toString());
    try {
      assertThat(run("local", "up", "--free-ports")).isEqualTo(Handoff.ENVIRONMENT);
    } finally {
      System.setProperty("handoff.home", String.valueOf(before));
    }
    assertThat(err.toString()).startsWith("handoff: ").contains("./mvnw").hasLineCount(1);
  }

  private int run(String... arguments) {
    CommandLine commandLine = Handoff.commandLine();
    return commandLine
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
