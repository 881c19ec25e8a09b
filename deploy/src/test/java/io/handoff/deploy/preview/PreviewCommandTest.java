package io.handoff.deploy.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PreviewCommandTest {

  private static final String SETTINGS = "samples/settings/acme.yaml";
  private static final String CONVERSATION = "samples/conversations/08-agent-silent.yaml";

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = PreviewCommand.create();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  private String changed(String from, String to) throws IOException {
    String text = Files.readString(Path.of(SETTINGS));
    assertThat(text).contains(from);
    return Files.writeString(folder.resolve("new.yaml"), text.replace(from, to)).toString();
  }

  private String expected() throws IOException {
    assertThat(run("--settings", SETTINGS, "--conversation", CONVERSATION)).isZero();
    return Files.writeString(folder.resolve("expected.txt"), out.toString()).toString();
  }

  @Test
  void shouldPassWhenStoryIsAsExpected() throws IOException {
    String file = expected();
    assertThat(run("--settings", SETTINGS, "--conversation", CONVERSATION, "--expect", file))
        .isZero();
    assertThat(out.toString()).contains("No difference from " + file);
  }

  @Test
  void shouldFailAndShowTheLinesWhenStoryDiffersFromExpected() throws IOException {
    String file = expected();
    String settings = changed("agentSilentFor: 2h", "agentSilentFor: 3h");
    assertThat(run("--settings", settings, "--conversation", CONVERSATION, "--expect", file))
        .isEqualTo(1);
    assertThat(out.toString())
        .contains("- " + "  02-04 05:00:10  ⏲ auto-close     agent silent for 2h")
        .contains("+ " + "  02-04 06:00:10  ⏲ auto-close     agent silent for 3h");
  }

  @Test
  void shouldShowWhatChangesBetweenTwoFiles() throws IOException {
    String settings = changed("agentSilentFor: 2h", "agentSilentFor: 3h");
    assertThat(run("--settings", settings, "--conversation", CONVERSATION, "--against", SETTINGS))
        .isZero();
    assertThat(out.toString()).contains("agent silent for 2h").contains("agent silent for 3h");
  }

  @Test
  void shouldNameEveryErrorWhenSettingsAreWrong() throws IOException {
    String settings = changed("agentSilentFor: 2h", "agentSilentFor: 15m");
    assertThat(run("--settings", settings, "--conversation", CONVERSATION)).isEqualTo(1);
    assertThat(out.toString()).contains("agentSilentFor must be 10m to 6d 23h 50m");
  }

  @Test
  void shouldSayWhyNothingHappensOnAChannelThatIsOff() throws IOException {
    String settings = changed("    onSince: 2026-01-01T00:00:00Z\n", "");
    assertThat(run("--settings", settings, "--conversation", CONVERSATION)).isEqualTo(1);
    assertThat(err.toString())
        .contains("channel line is off in new.yaml", "write 'on: true' under the channel");
  }

  @Test
  void shouldPrintLinesOfJson() {
    assertThat(run("--settings", SETTINGS, "--conversation", CONVERSATION, "--json")).isZero();
    assertThat(out.toString().lines())
        .allMatch(line -> line.startsWith("{\"account\":\"acme\""))
        .anyMatch(line -> line.contains("\"kind\":\"time\""));
  }

  @Test
  void shouldNameFileLineAndHintOfWhatCannotBePlayed() throws IOException {
    assertMistake("line\n", "email\n", "says.yaml:3 error the settings have no channel 'email'");
    assertMistake("presence: jiwoo", "presence: jiwo", "no agent 'jiwo'; did you mean 'jiwoo'?");
    assertMistake("account: acme", "account: acne", "error the conversation is of account 'acne'");
    assertMistake("steps:", "stepps:", "unknown field 'stepps' in the file; did you mean 'steps'?");
    assertMistake("steps:", "steps: {", "error not YAML: ");
  }

  private void assertMistake(String from, String to, String complaint) throws IOException {
    String text = Files.readString(Path.of(CONVERSATION));
    assertThat(text).contains(from);
    Path file = Files.writeString(folder.resolve("says.yaml"), text.replace(from, to));
    err.getBuffer().setLength(0);
    assertThat(run("--settings", SETTINGS, "--conversation", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("handoff: says.yaml:", complaint).doesNotContain("Usage");
  }

  @Test
  void shouldCallADurationThatIsNoneAMistake() {
    assertThat(run("--settings", SETTINGS, "--conversation", CONVERSATION, "--run-on", "for ever"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--run-on needs a duration such as 5s, 10m or 1d 2h");
  }

  @Test
  void shouldCallMissingFileAMistake() {
    assertThat(run("--settings", SETTINGS, "--conversation", "nowhere.yaml")).isEqualTo(2);
    assertThat(err.toString()).contains("There is no nowhere.yaml.");
  }
}
