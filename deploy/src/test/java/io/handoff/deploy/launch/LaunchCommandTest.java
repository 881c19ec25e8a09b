package io.handoff.deploy.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.handoff.avro.SettingsSource;
import io.handoff.deploy.settings.MemoryTopics;
import io.handoff.deploy.settings.SettingsArchive;
import io.handoff.deploy.settings.SettingsFiles;
import io.handoff.deploy.settings.SettingsPublisher;
import io.handoff.deploy.settings.SettingsPublisher.Outcome;
import io.handoff.settings.SettingsDocument;
import io.handoff.settings.authoring.Problem;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.model.AccountConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LaunchCommandTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final String FILE =
      """
      # Acme
      account: acme
      agents: [{ id: anna, capacity: 2 }]
      teams: [{ id: web, members: [anna] }, { id: night, members: [] }]
      channels:
        - { id: web, type: web-chat } # the shop
        - id: sms
          type: sms
          aiAgent: false
          handoff: { process: none }
      """;

  private final MemoryTopics topics = new MemoryTopics();
  private Instant now = Instant.parse("2026-05-01T12:00:00Z");
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  private Outcome apply(String text) {
    return new SettingsPublisher(topics, TIMEOUT, () -> now).apply("acme.yaml", text, "maria", "");
  }

  private AccountConfig inForce() {
    return SettingsDocument.read(
        new SettingsArchive(topics, TIMEOUT).inForce("acme", now).getDocument());
  }

  private int run(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of("--account", "acme", "--bootstrap-servers", "b:1", "--registry", "http://r:1"));
    CommandLine command = LaunchCommand.create(connection -> topics, () -> now);
    return command
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }

  @Test
  void shouldTurnOnFromNowAndOffAgain() {
    assertThat(apply(FILE)).isInstanceOf(Outcome.Applied.class);
    now = now.plusSeconds(60);
    assertThat(run("on", "web", "--note", "go")).isZero();
    assertThat(inForce().channels().get("web").onSince()).isEqualTo(now);
    Instant turnedOn = now;
    now = now.plusSeconds(60);
    assertThat(run("on", "web")).isZero();
    assertThat(inForce().channels().get("web").onSince()).isEqualTo(turnedOn);
    assertThat(run("off", "web")).isZero();
    assertThat(inForce().channels().get("web").onSince()).isNull();
    assertThat(new SettingsArchive(topics, TIMEOUT).history("acme"))
        .extracting(version -> version.getNote())
        .containsExactly("", "channel web on: go", "channel web off");
    assertThat(
            new SettingsArchive(topics, TIMEOUT)
                .version("acme", 3)
                .getSources()
                .getFirst()
                .getText())
        .isEqualTo(
            FILE.replace("{ id: web, type: web-chat }", "{ id: web, on: false, type: web-chat }"));
  }

  @Test
  void shouldRefuseToTurnOnWhatNobodyAnswers() {
    apply(FILE);
    assertThat(run("on", "sms")).isEqualTo(1);
    assertThat(out.toString())
        .contains("missing  who answers", "set handoff.process to live or asynchronous")
        .contains("missing  messages");
    assertThat(err.toString()).contains("cannot be turned on yet");
    assertThat(inForce().channels().get("sms").onSince()).isNull();
  }

  @Test
  void shouldRefuseTheFileThatSaysSoAsWell() {
    assertThat(apply(FILE.replace("type: sms", "type: sms\n    on: true")))
        .isInstanceOfSatisfying(
            Outcome.Faulty.class,
            faulty ->
                assertThat(faulty.problems())
                    .filteredOn(problem -> problem.severity() == Problem.Severity.ERROR)
                    .extracting(Problem::code)
                    .containsExactlyInAnyOrder(
                        ProblemCode.NOBODY_ANSWERS, ProblemCode.MESSAGE_MISSING));
  }

  @Test
  void shouldListEveryItemWithItsState() {
    apply(FILE);
    assertThat(run("check", "web")).isZero();
    assertThat(out.toString())
        .contains("ready    handoff target", "ready    skills", "Channel web can be turned on.")
        .contains("look     introduction", "add messages.teamAvailable", "ready    integration")
        .contains("who answers: the AI agent answers first", "handoff target: live, help desk, ")
        .contains("business hours: always open", "auto-close: ");
    assertThat(run("check", "sms", "--json")).isEqualTo(1);
    assertThat(out.toString().lines()).hasSize(Checklist.Item.values().length);
    apply(FILE + "messages: { teamAvailable: { other: One moment } }\n");
    assertThat(run("check", "web")).isZero();
    assertThat(out.toString()).contains("ready    introduction");
    assertThat(run("check", "fax")).isEqualTo(1);
    assertThat(err.toString()).contains("has no channel fax");
  }

  @Test
  void shouldChangeTheFileThatHasTheChannelAndKeepTheOthers(@TempDir Path folder)
      throws IOException {
    String first = "account: acme\ninclude: [people.yaml, channels/shop.yaml]\n";
    String people = "# who answers\nagents: [{ id: anna, capacity: 2 }]\n";
    String shop = "channels:\n  - { id: web, type: web-chat } # the shop\n";
    Files.writeString(folder.resolve("acme.yaml"), first);
    Files.writeString(folder.resolve("people.yaml"), people);
    Files.createDirectory(folder.resolve("channels"));
    Files.writeString(folder.resolve("channels/shop.yaml"), shop);
    SettingsFiles files = SettingsFiles.read(folder.resolve("acme.yaml"));
    assertThat(
            new SettingsPublisher(topics, TIMEOUT, () -> now)
                .apply(new SettingsPublisher.Request(files, "maria", "")))
        .isInstanceOf(Outcome.Applied.class);
    assertThat(run("on", "web")).isZero();
    assertThat(inForce().channels().get("web").onSince()).isEqualTo(now);
    assertThat(new SettingsArchive(topics, TIMEOUT).version("acme", 2).getSources())
        .extracting(SettingsSource::getName, SettingsSource::getText)
        .containsExactly(
            tuple("acme.yaml", first),
            tuple("people.yaml", people),
            tuple("channels/shop.yaml", shop.replace("id: web,", "id: web, on: true,")));
  }
}
