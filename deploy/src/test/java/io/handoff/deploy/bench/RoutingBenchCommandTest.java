package io.handoff.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RoutingBenchCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new RoutingBenchCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void shouldAssignTheOldestAndSayHowLongDecisionsTook() {
    assertThat(run("--agents", "20", "--waiting", "0,50", "--samples", "100")).isZero();
    assertThat(out.toString())
        .contains("20 agents; reading every agent's load takes")
        .contains("All agents come while 180 wait: 60 assigned in")
        .contains("the oldest and no others");
  }

  @Test
  void shouldPrintJson() {
    assertThat(run("--agents", "3", "--waiting", "7", "--samples", "100", "--json")).isZero();
    assertThat(out.toString())
        .contains("\"agents\":3", "\"waiting\":7", "\"assigned\":9", "\"inOrder\":true");
  }

  @Test
  void shouldRefuseWhatCannotBeMeasured() {
    assertThat(run("--agents", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--agents must be 1 to 5,000");
    assertThat(run("--waiting", "2000000")).isEqualTo(2);
    assertThat(err.toString()).contains("--waiting must be 0 to 1,000,000");
  }
}
