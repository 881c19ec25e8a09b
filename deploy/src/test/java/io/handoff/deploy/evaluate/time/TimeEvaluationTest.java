package io.handoff.deploy.evaluate.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handoff.deploy.evaluate.EvaluateCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeEvaluationTest {

  private static final Path SAMPLES =
      Path.of(System.getProperty("handoff.home", ".."), "deploy", "samples", "time");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("cases.json"), text);
  }

  @Test
  void shouldAgreeWithEveryCaseThatShips() throws IOException {
    TimeReport report = TimeEvaluation.run(SAMPLES);
    assertThat(report.differed()).as(report.table()).isZero();
    assertThat(report.notRun()).as(report.table()).isZero();
    assertThat(report.run()).isGreaterThanOrEqualTo(150);
  }

  @Test
  void shouldShowBothValuesWhereAnAnswerDiffers() throws IOException {
    Path cases =
        file(
            """
            [{"id":"x","kind":"isOpen","zone":"UTC","weeklyHours":{},"at":"2026-01-01T00:00:00Z",
              "expectedOpen":true,"whatever":1},
             {"id":"y","kind":"resolveLocal","zone":"Europe/Warsaw","date":"2026-03-29",
              "time":"02:30","expectedAt":"2026-03-29T00:30:00Z","optional":true}]
            """);
    TimeReport report = TimeEvaluation.run(cases);
    assertThat(report.differed()).isEqualTo(1);
    assertThat(report.table())
        .contains("differs x: expectedOpen expected true, was false")
        .contains("expected 2026-03-29T00:30:00Z, was 2026-03-29T01:30:00Z")
        .contains("optional: 1 run, 1 differed");
    assertThat(run(cases)).isEqualTo(1);
  }

  @Test
  void shouldNameWhatItDoesNotKnow() throws IOException {
    Path cases =
        file(
            """
            [{"id":"a","kind":"moonPhase"},
             {"id":"b","kind":"isOpen","zone":"Mars/Base","at":"2026-01-01T00:00:00Z",
              "expectedOpen":true},
             {"id":"c","calendar":{"zone":"UTC","weeklyHours":{}},"policy":{},
              "timeline":[{"at":"2026-01-01T00:00:00Z","event":"ticketCreated"}],
              "expected":[{"metric":"happiness","dueAt":null},{"metric":"resolution","dueAt":null}]}]
            """);
    TimeReport report = TimeEvaluation.run(cases);
    assertThat(report.run()).isEqualTo(1);
    assertThat(report.notRun()).isEqualTo(3);
    assertThat(report.table())
        .contains("not run a: unknown kind moonPhase")
        .contains("not run b: no zone: Mars/Base")
        .contains("not run c: unknown metric happiness");
    assertThat(report.json()).contains("\"notRun\":3");
    assertThat(run(cases)).isZero();
  }

  @Test
  void shouldRefuseWhatIsNoArrayOfCases() throws IOException {
    assertThatThrownBy(() -> TimeEvaluation.run(file("{}"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> TimeEvaluation.run(file("[,"))).isInstanceOf(IOException.class);
    assertThat(run(folder.resolve("nowhere.json"))).isEqualTo(2);
  }

  private static int run(Path data) {
    var command = EvaluateCommand.commandLine();
    command.setOut(new PrintWriter(new StringWriter()));
    command.setErr(new PrintWriter(new StringWriter()));
    return command.execute("time", "--data", data.toString());
  }
}
