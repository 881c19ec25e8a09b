package io.handoff.deploy.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.settings.ParsedSettings;
import io.handoff.settings.SettingsParser;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Strictness;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class TemplatesCommandTest {

  private static final Path TEMPLATES = Path.of("templates");

  private static final String SETTINGS =
      """
      # Acme's settings
      account: acme
      agents: [{ id: x }]
      teams: [{ id: x, members: [x] }]
      # What we do by ourselves
      rules:
        # Ours
        - id: mine
          on: handoff
          rules: [{ id: r, then: [{ action: set-priority, to: low }] }]

      # Where customers write
      channels: [{ id: web, type: web-chat }]
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  static List<Template> templates() throws IOException {
    return Template.in(TEMPLATES);
  }

  private String run(int exitCode, String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine command = TemplatesCommand.commandLine(TEMPLATES);
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    assertThat(command.execute(arguments)).as(out.toString()).isEqualTo(exitCode);
    return out.toString();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("acme.yaml"), text);
  }

  private static ParsedSettings parse(String text) {
    return new SettingsParser().parse("acme.yaml", text, Strictness.STRICT);
  }

  @Test
  void shouldRefuseATemplateThatAnIncludedFileHasAlready() throws IOException {
    Path rules = Files.writeString(folder.resolve("rules.yaml"), "account: acme\n");
    Path first = file("account: acme\ninclude: [rules.yaml]\n");
    run(0, "use", "vip-first", rules.toString());
    assertThat(run(2, "use", "vip-first", first.toString())).contains("'vip-first' already");
    assertThat(run(0, "use", "reassign-on-handoff", first.toString())).contains("in acme.yaml");
  }

  @Test
  void shouldShipAtLeastEight() throws IOException {
    assertThat(templates()).hasSizeGreaterThanOrEqualTo(8);
    assertThat(run(0, "list")).contains("reassign-on-handoff", "Reassign tickets on handoff");
    assertThat(run(0, "show", "vip-first")).startsWith("# Valued customers first");
    assertThat(run(2, "show", "vip")).contains("There is no template 'vip'");
  }

  @ParameterizedTest
  @MethodSource("templates")
  void shouldPutATemplateIntoAFileAndRefuseItUntilItIsFilledIn(Template template)
      throws IOException {
    Path file = file(SETTINGS);
    String told = run(0, "use", template.name(), file.toString());
    String after = Files.readString(file);
    SETTINGS.lines().forEach(line -> assertThat(after).contains(line));
    assertThat(after).contains("  # " + template.title());
    assertThat(after.indexOf(template.title())).isLessThan(after.indexOf("# Where customers"));
    assertThat(parse(after).errors())
        .isNotEmpty()
        .allMatch(problem -> problem.code() == ProblemCode.NOT_FILLED_IN);
    assertThat(told).contains("is not filled in");
    String filled = after.replaceAll("\"<<fill in: mailbox[^>]*>>\"", "a@b.org");
    ParsedSettings parsed = parse(filled.replaceAll("<<fill in:[^>]*>>", "x"));
    assertThat(parsed.errors()).isEmpty();
    assertThat(parsed.settings().orElseThrow().rules()).hasSize(2);
    assertThat(run(2, "use", template.name(), file.toString())).contains("already");
  }

  @Test
  void shouldBeginRulesWhereThereAreNone() throws IOException {
    Path file = file("account: acme\nagents: [{ id: x }]\n");
    run(0, "use", "vip-first", file.toString());
    assertThat(Files.readString(file)).contains("rules:\n  # Valued customers first\n");
  }

  @Test
  void shouldRefuseRulesInOneLine() throws IOException {
    Path file = file("account: acme\nrules: []\n");
    assertThat(run(2, "use", "vip-first", file.toString()))
        .contains("written in one line (line 2)");
    assertThat(Files.readString(file)).isEqualTo("account: acme\nrules: []\n");
  }

  @Test
  void shouldOnlyPrintWhereAsked() throws IOException {
    Path file = file(SETTINGS);
    assertThat(run(0, "use", "vip-first", file.toString(), "--print")).contains("id: vip-first");
    assertThat(Files.readString(file)).isEqualTo(SETTINGS);
  }
}
