package io.handoff.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SettingsBenchCommandTest {

  private final StringWriter out = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new SettingsBenchCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(new StringWriter(), true))
        .execute(arguments);
  }

  @Test
  void shouldCheckAFileWithoutProblemsOfAsManyLinesAsAsked() {
    assertThat(run("--rules", "10", "--agents", "10", "--triggers", "10", "--runs", "1", "--json"))
        .isZero();
    assertThat(out.toString()).contains("\"lines\":", "\"firstMs\":", "\"medianMs\":");
    assertThat(LargeSettings.of(500, 300, 200).lines()).hasSizeGreaterThan(5_000);
  }

  @Test
  void shouldRefuseWhatSettingsCannotHold() {
    assertThat(run("--rules", "1001")).isEqualTo(2);
  }
}
