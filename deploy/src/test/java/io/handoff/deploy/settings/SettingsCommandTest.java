package io.handoff.deploy.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SettingsCommandTest {

  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final String FILE =
      """
      # Acme's settings
      account: acme
      agents: [{ id: anna }]
      channels:
        - { id: web, type: web-chat, on: true, messages: { teamAvailable: Hi } }
      """;

  @TempDir private Path folder;
  private final MemoryTopics topics = new MemoryTopics();
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();
  private Path file = Path.of("acme.yaml");

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("acme.yaml");
    Files.writeString(file, FILE);
  }

  private int run(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    CommandLine command = SettingsCommand.commandLine(connection -> topics, () -> NOW);
    return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
  }

  private int online(String... arguments) {
    List<String> all = new java.util.ArrayList<>(List.of(arguments));
    all.addAll(List.of("--bootstrap-servers", "b:1", "--registry", "http://r:1"));
    return run(all.toArray(String[]::new));
  }

  private List<JsonNode> json() {
    return out.toString().lines().map(line -> JsonMapper.shared().readTree(line)).toList();
  }

  @Test
  void shouldTellMistakesLikeACompiler() throws IOException {
    Files.writeString(
        file,
        FILE
            + "messages: { closing: { ko: \"안녕히 가세요 {고객}\" } }\n"
            + "autoClose: { agentSilentFor: 15m }\n");
    assertThat(run("validate", file.toString())).isEqualTo(1);
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            """
            acme.yaml:5:5 warning channel web: closing has no text in the channel's language (en)
                5 |   - { id: web, type: web-chat, on: true, messages: { teamAvailable: Hi } }
                  |     ^ add a text for 'en' or 'other'
            acme.yaml:6:28 error closing.ko has a brace that belongs to no placeholder: {고객}
                6 | messages: { closing: { ko: "안녕히 가세요 {고객}" } }
                  |                            ^ placeholders are written like this: {customer}
            acme.yaml:7:30 error agentSilentFor must be 10m to 6d 23h 50m in steps of 10m (was 15m)
                7 | autoClose: { agentSilentFor: 15m }
                  |                              ^ did you mean 10m or 20m?
            2 errors, 1 warning
            """);
  }

  @Test
  void shouldPutTheCaretUnderTheMistakeWhenWideCharactersComeBefore() throws IOException {
    Files.writeString(file, FILE + "triggers: { custom: [환불, 취소, \"!\"] }\n");
    assertThat(run("validate", file.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("acme.yaml:6:30 error", "\n      | " + " ".repeat(33) + "^");
  }

  @Test
  void shouldValidateWithoutABroker() {
    assertThat(run("validate", file.toString())).isZero();
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            "0 errors, 0 warnings\nacme.yaml is valid for account acme\n");
  }

  @Test
  void shouldTellMistakesToPrograms() throws IOException {
    Files.writeString(file, FILE + "colour: red\n");
    assertThat(run("validate", "--json", file.toString())).isEqualTo(1);
    assertThat(json())
        .extracting(line -> line.path("code").asString("") + line.path("valid").asString(""))
        .containsExactly("unknown-field", "false");
    assertThat(json().getFirst().get("line").asInt()).isEqualTo(6);
  }

  @Test
  void shouldSayWhereAFileIsNotUtf8() throws IOException {
    byte[] bytes = "account: a\nname: é".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(file, bytes);
    assertThat(run("validate", file.toString())).isEqualTo(1);
    assertThat(out.toString()).startsWith("acme.yaml:2:7 error the byte 0xE9 is no UTF-8");
    assertThat(online("apply", file.toString())).isEqualTo(1);
  }

  @Test
  void shouldApplyShowAndListVersions() throws IOException {
    assertThat(online("apply", file.toString(), "--as", "maria", "--note", "start")).isZero();
    assertThat(out.toString()).isEqualToNormalizingNewlines("account acme: applied version 1\n");
    assertThat(online("apply", file.toString())).isZero();
    assertThat(out.toString()).contains("nothing changed, already version 1");

    String second = FILE + "name: Acme\n";
    Files.writeString(file, second);
    assertThat(online("apply", "--json", file.toString())).isZero();
    assertThat(json().getFirst().get("kind").asString()).isEqualTo("applied");
    assertThat(json().getFirst().get("version").asInt()).isEqualTo(2);

    assertThat(online("show", "acme")).isZero();
    assertThat(out.toString()).startsWith("# account acme, version 2").endsWith(second);
    assertThat(online("show", "acme", "--version", "1")).isZero();
    assertThat(out.toString())
        .contains("# applied 2026-05-01T12:00:00Z by maria: start")
        .endsWith(FILE);
    assertThat(online("show", "acme", "--json")).isZero();
    assertThat(json().getFirst().get("document").get("name").asString()).isEqualTo("Acme");

    assertThat(online("history", "acme")).isZero();
    assertThat(out.toString().lines()).hasSize(3);
    assertThat(online("history", "acme", "--json")).isZero();
    assertThat(json()).extracting(line -> line.get("version").asInt()).containsExactly(1, 2);
  }

  @Test
  void shouldApplyNothingWhenThereAreErrors() throws IOException {
    Files.writeString(file, FILE + "colour: red\n");
    assertThat(online("apply", file.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("1 error, 0 warnings", "nothing was applied");
    assertThat(topics.committed()).isEmpty();
  }

  @Test
  void shouldSayWhenThereIsNothingToShow() {
    assertThat(online("show", "nobody")).isEqualTo(1);
    assertThat(err.toString()).contains("account nobody has no settings");
    assertThat(online("history", "nobody")).isEqualTo(1);
    online("apply", file.toString());
    assertThat(online("show", "acme", "--version", "7")).isEqualTo(1);
    assertThat(err.toString()).contains("account acme has no version 7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "validate",
        "validate no-such-file.yaml",
        "apply no-such-file.yaml",
        "show",
        "show acme --bootstrap-servers= --registry=",
        "history acme --timeout 0 --bootstrap-servers=b --registry=r",
        "nonsense",
        ""
      })
  void shouldExplainItselfWhenTheCommandLineIsWrong(String arguments) {
    assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString()).isNotBlank();
  }

  @Test
  void shouldSaySoWhenTheBrokerIsNotReachable() {
    StringWriter told = new StringWriter();
    int exit =
        SettingsCommand.commandLine(List.of())
            .setErr(new PrintWriter(told))
            .execute(
                "apply",
                file.toString(),
                "--bootstrap-servers=127.0.0.1:1",
                "--registry=http://127.0.0.1:1",
                "--timeout=1");
    assertThat(exit).isEqualTo(4);
    assertThat(told.toString()).startsWith("handoff: the broker does not answer");
  }

  @Test
  void shouldShowWhatAFileWouldChange() throws IOException {
    assertThat(online("apply", file.toString())).isZero();
    Files.writeString(file, FILE + "autoClose: { customerSilentFor: 24h }\n");
    assertThat(online("diff", file.toString())).isZero();
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            """
            --- version 1
            +++ acme.yaml
            ~ channels[web].autoClose.customerSilentFor: null → "PT24H"
            1 values differ
            """);
    assertThat(online("apply", file.toString())).isZero();
    assertThat(online("diff", "acme", "--json")).isZero();
    assertThat(json())
        .extracting(line -> line.path("path").asString(""))
        .containsExactly("channels[web].autoClose.customerSilentFor");
  }

  @Test
  void shouldGoBackToAnEarlierVersionAsTheNext() throws IOException {
    online("apply", file.toString());
    Files.writeString(file, FILE + "name: Acme\n");
    online("apply", file.toString());
    assertThat(online("rollback", "acme", "--to", "1", "--note", "too soon", "--as", "kim"))
        .isZero();
    assertThat(out.toString()).contains("applied version 3");
    assertThat(online("diff", "acme", "--from", "1")).isZero();
    assertThat(out.toString()).contains("0 values differ");
    online("history", "acme");
    assertThat(out.toString()).contains("kim").contains("back to version 1: too soon");
  }

  @Test
  void shouldExportTheFileAsItWasWritten() throws IOException {
    online("apply", file.toString());
    assertThat(online("export", "acme")).isZero();
    assertThat(out.toString()).isEqualTo(FILE);
    Path target = folder.resolve("exported.yaml");
    assertThat(online("export", "acme", "--out", target.toString())).isZero();
    assertThat(target).hasContent(FILE);
    assertThat(online("export", "acme", "--out", target.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("not overwritten");
  }

  @Test
  void shouldRefuseATimeThatIsPastOrNone() {
    assertThat(online("apply", file.toString(), "--effective-at", "tomorrow")).isEqualTo(2);
    assertThat(online("apply", file.toString(), "--effective-at", "2001-01-01T00:00:00Z"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("past");
  }

  /** The file in three: what stays, people, and the channels in a folder of their own. */
  private void writeInThree() throws IOException {
    Files.writeString(
        file, "# Acme's settings\naccount: acme\ninclude: [people.yaml, channels/shop.yaml]\n");
    Files.writeString(folder.resolve("people.yaml"), "agents: [{ id: anna }]\n");
    Files.createDirectories(folder.resolve("channels"));
    Files.writeString(
        folder.resolve("channels/shop.yaml"),
        "channels:\n  - { id: web, type: web-chat, on: true, messages: { teamAvailable: Hi } }\n");
  }

  @Test
  void shouldTellMistakesInTheFileThatTheyAreIn() throws IOException {
    writeInThree();
    Files.writeString(folder.resolve("people.yaml"), "agents:\n  - { id: anna, capacty: 2 }\n");
    assertThat(run("validate", file.toString())).isEqualTo(1);
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            """
            people.yaml:2:17 error unknown field 'capacty' in an agent
                2 |   - { id: anna, capacty: 2 }
                  |                 ^ did you mean 'capacity'?
            1 error, 0 warnings
            """);
    Files.delete(folder.resolve("people.yaml"));
    assertThat(run("validate", file.toString())).isEqualTo(1);
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            """
            acme.yaml:3:11 error there is no file 'people.yaml'
                3 | include: [people.yaml, channels/shop.yaml]
                  |           ^ paths are from the folder of acme.yaml
            1 error, 0 warnings
            """);
    Files.write(folder.resolve("people.yaml"), new byte[] {'#', (byte) 0xE9});
    assertThat(run("validate", file.toString())).isEqualTo(1);
    assertThat(out.toString()).startsWith("people.yaml:1:2 error the byte 0xE9 is no UTF-8");
  }

  @Test
  void shouldKeepEveryFileOfAVersion() throws IOException {
    assertThat(online("apply", file.toString())).isZero();
    writeInThree();
    assertThat(online("diff", file.toString())).isZero();
    assertThat(out.toString()).endsWith("0 values differ\n");
    Files.writeString(folder.resolve("people.yaml"), "agents: [{ id: anna, capacity: 4 }]\n");
    assertThat(online("apply", file.toString())).isZero();
    assertThat(out.toString()).contains("applied version 2");
    assertThat(online("show", "acme")).isZero();
    assertThat(out.toString())
        .contains(
            "# acme.yaml\n# Acme's settings\n", "# people.yaml\nagents", "# channels/shop.yaml");

    assertThat(online("export", "acme")).isEqualTo(2);
    assertThat(err.toString()).contains("Version 2 has 3 files: say with --out where");
    Path copy = folder.resolve("copy/anna.yaml");
    assertThat(online("export", "acme", "--out", copy.toString())).isZero();
    assertThat(copy).hasSameTextualContentAs(file);
    assertThat(copy.resolveSibling("people.yaml"))
        .hasSameTextualContentAs(folder.resolve("people.yaml"));
    assertThat(copy.resolveSibling("channels/shop.yaml"))
        .hasSameTextualContentAs(folder.resolve("channels/shop.yaml"));
    assertThat(online("apply", copy.toString())).isZero();
    assertThat(out.toString()).contains("nothing changed, already version 2");
    Files.delete(copy);
    assertThat(online("export", "acme", "--out", copy.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("people.yaml is there already and was not overwritten");
    assertThat(copy).doesNotExist();

    assertThat(online("rollback", "acme", "--to", "1")).isZero();
    assertThat(online("rollback", "acme", "--to", "2")).isZero();
    assertThat(online("diff", "acme", "--from", "2")).isZero();
    assertThat(out.toString()).endsWith("0 values differ\n");
  }
}
