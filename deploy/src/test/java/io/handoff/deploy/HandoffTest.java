package io.handoff.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

class HandoffTest {

  private static final int TERMINAL = 80;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void shouldExplainExitCodesInTheHelp() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("Exit codes:", "2   the command line", "local");
  }

  @Test
  void shouldHelpTheSameWhenOnlyWhatIsNeededIsMade() {
    assertThat(Handoff.commandLine("--help").getUsageMessage(Ansi.OFF))
        .isEqualTo(Handoff.commandLine().getUsageMessage(Ansi.OFF));
    Handoff.commandLine()
        .getSubcommands()
        .forEach(
            (name, whole) ->
                assertThat(
                        Handoff.commandLine("--verbose", name, "--help").getSubcommands().get(name))
                    .as(name)
                    .extracting(command -> command.getUsageMessage(Ansi.OFF))
                    .isEqualTo(whole.getUsageMessage(Ansi.OFF)));
    CommandLine settings = Handoff.commandLine().getSubcommands().get("settings");
    settings
        .getSubcommands()
        .forEach(
            (name, whole) ->
                assertThat(
                        Handoff.commandLine("settings", name)
                            .getSubcommands()
                            .get("settings")
                            .getSubcommands()
                            .get(name))
                    .as(name)
                    .extracting(command -> command.getUsageMessage(Ansi.OFF))
                    .isEqualTo(whole.getUsageMessage(Ansi.OFF)));
  }

  @Test
  void shouldSayWhatIsWrongAndWhereHelpIsInTwoLines() {
    assertThat(run("settings", "show", "acme", "--registry", "http://127.0.0.1:1")).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(2)
        .satisfiesExactly(
            what -> assertThat(what).contains("Say --bootstrap-servers"),
            help -> assertThat(help).isEqualTo("Help: handoff settings show --help"));
  }

  @Test
  void shouldListTheCommandsWhereNoneIsNamed() {
    assertThat(run("settings")).isEqualTo(2);
    assertThat(err.toString()).contains("apply", "rollback");
  }

  @Test
  void shouldSayWithinSecondsThatThereIsNoBroker() {
    long begun = System.nanoTime();
    assertThat(
            run(
                "report",
                "summary",
                "--account",
                "acme",
                "--from",
                "2026-01-01",
                "--to",
                "2026-01-02",
                "--registry",
                "http://127.0.0.1:1",
                "--bootstrap-servers",
                "127.0.0.1:1",
                "--timeout",
                "1"))
        .isEqualTo(4);
    assertThat(err.toString()).contains("the broker does not answer: 127.0.0.1:1");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
  }

  @Test
  void shouldMakeNoOtherCommandThanTheOneThatIsCalled() {
    assertThat(Handoff.commandLine("settings", "apply").getSubcommands())
        .containsOnlyKeys("settings");
    assertThat(Handoff.commandLine("--version").getSubcommands()).isEmpty();
  }

  @Test
  void shouldKnowAllCommandsWhereAnyMayBeMeant() {
    int all = Handoff.commandLine().getSubcommands().size();
    assertThat(Handoff.commandLine("nonsense").getSubcommands()).hasSize(all);
    assertThat(Handoff.commandLine("completion").getSubcommands()).hasSize(all);
    assertThat(Handoff.commandLine("--verbose").getSubcommands()).hasSize(all);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void shouldHelpOnATerminalOfEightyColumns(CommandSpec command) {
    assertThat(command.commandLine().getUsageMessage(Ansi.OFF).lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(TERMINAL));
    UsageMessageSpec help = command.usageMessage();
    assertThat(help.footer())
        .as("examples stand as they are written")
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(TERMINAL));
    List<String> description = List.of(help.description());
    for (int i = 0; i < description.size(); i++) {
      if (!isParagraph(description, i)) {
        assertThat(description.get(i))
            .as("no line of a text that is broken by hand is broken again")
            .hasSizeLessThanOrEqualTo(TERMINAL);
      }
    }
  }

  /** It may be as long as it likes: the help breaks it where the terminal ends. */
  private static boolean isParagraph(List<String> text, int line) {
    return !text.get(line).startsWith(" ")
        && (line == 0 || text.get(line - 1).isEmpty())
        && (line == text.size() - 1 || text.get(line + 1).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void shouldSayWhatEachCommandOptionAndExitCodeMeans(CommandSpec command) {
    UsageMessageSpec help = command.usageMessage();
    assertThat(help.description()).isNotEmpty();
    assertThat(help.description()[0])
        .as("what lists of commands show of it is a sentence")
        .matches("[A-Z].*\\.");
    assertThat(help.exitCodeListHeading()).contains("Exit codes:");
    assertThat(help.exitCodeList()).containsKeys("0", "1", "2");
    assertThat(command.args())
        .allSatisfy(
            arg -> {
              assertThat(String.join("", arg.description())).as("%s", arg).isNotBlank();
              if (arg.arity().max() > 0) {
                assertThat(arg.paramLabel()).as("%s", arg).matches("[^a-z]+");
              }
            });
  }

  /** All of them, down to the last sub-command, those that no list shows included. */
  static Stream<Named<CommandSpec>> commands() {
    return withAllBelow(Handoff.commandLine())
        .map(CommandLine::getCommandSpec)
        .map(command -> Named.of(command.qualifiedName(), command));
  }

  private static Stream<CommandLine> withAllBelow(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().distinct().flatMap(HandoffTest::withAllBelow));
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
    assertThat(run("chaos", "starts", "--count", "0")).isEqualTo(Handoff.USAGE);
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
    CommandLine commandLine = Handoff.commandLine(arguments);
    return commandLine
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
