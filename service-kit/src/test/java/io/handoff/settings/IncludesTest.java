package io.handoff.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.settings.authoring.Includes;
import io.handoff.settings.authoring.Problem;
import io.handoff.settings.authoring.SettingsLimits;
import io.handoff.settings.authoring.SettingsText;
import io.handoff.settings.authoring.Strictness;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.ChannelConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings in several files. */
class IncludesTest {

  private static final String COMPLETE = TestFiles.read("/settings/complete.yaml");

  private static SettingsText main(String text) {
    return new SettingsText("acme.yaml", text);
  }

  private static SettingsText file(String name, String text) {
    return new SettingsText(name, text);
  }

  private static ParsedSettings parse(SettingsText... files) {
    return new SettingsParser().parse(List.of(files), Strictness.STRICT);
  }

  private static List<String> errors(SettingsText... files) {
    return parse(files).errors().stream().map(Problem::toString).toList();
  }

  @Property(tries = 200)
  void shouldBeWhatOneFileWouldBe(@ForAll long seed) {
    Random random = new Random(seed);
    int files = 1 + random.nextInt(4);
    List<StringBuilder> texts = new ArrayList<>();
    for (int i = 0; i <= files; i++) {
      texts.add(new StringBuilder());
    }
    for (String section : COMPLETE.split("(?m)^(?=[a-zA-Z])")) {
      boolean first = section.startsWith("account:") || section.startsWith("#");
      texts.get(first ? 0 : random.nextInt(files + 1)).append(section);
    }
    List<SettingsText> parts = new ArrayList<>();
    StringBuilder include = new StringBuilder();
    for (int i = 1; i <= files; i++) {
      if (texts.get(i).toString().matches("(?ms).*^[a-zA-Z].*")) {
        include.append("  - part").append(i).append(".yaml\n");
        parts.add(file("part" + i + ".yaml", texts.get(i).toString()));
      }
    }
    parts.addFirst(main("include:\n" + include + texts.getFirst()));
    ParsedSettings whole = parse(main(COMPLETE));
    ParsedSettings parted = new SettingsParser().parse(parts, Strictness.STRICT);
    assertThat(parted.config()).isNotNull().isEqualTo(whole.config());
    assertThat(parted.problems())
        .extracting(Problem::message)
        .containsExactlyInAnyOrderElementsOf(
            whole.problems().stream().map(Problem::message).toList());
  }

  @Test
  void shouldJoinListsInTheOrderOfTheFilesAndGroupsFieldByField() {
    AccountConfig account =
        parse(
                main(
                    """
                    account: acme
                    include: [triggers.yaml, teams/berlin.yaml]
                    agents: [{ id: anna }]
                    triggers: { custom: [refund] }
                    autoClose: { agentSilentFor: 20m }
                    """),
                file(
                    "triggers.yaml",
                    """
                    account: acme
                    triggers: { custom: [cancel, fraud] }
                    agents: [{ id: ben }]
                    autoClose: { customerSilentFor: 30m }
                    """),
                file(
                    "teams/berlin.yaml",
                    """
                    agents: [{ id: carla }]
                    teams: [{ id: berlin, members: [carla, anna] }]
                    channels: [{ id: web, type: web-chat, handoff: { target: { team: berlin } } }]
                    """))
            .settings()
            .orElseThrow();
    assertThat(account.agents().keySet()).containsExactlyInAnyOrder("anna", "ben", "carla");
    ChannelConfig web = account.channel("web").orElseThrow();
    assertThat(web.triggers().custom())
        .extracting(trigger -> trigger.phrase())
        .containsExactly("refund", "cancel", "fraud");
    assertThat(web.autoClose().agentSilentFor()).hasMinutes(20);
    assertThat(web.autoClose().customerSilentFor()).hasMinutes(30);
  }

  @Test
  void shouldTellEachProblemAtItsPlaceInTheOrderOfTheFiles() {
    assertThat(
            errors(
                main("account: acme\ninclude: [b.yaml, a.yaml]\nautoClose: { ratings: true }\n"),
                file("b.yaml", "# notes\nagents:\n  - { id: anna, capacity: -1 }\n"),
                file("a.yaml", "teams:\n  - { id: x, members: [nobody] }\n")))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("acme.yaml:3:14 error unknown field 'ratings'"),
            second -> assertThat(second).startsWith("b.yaml:3:27 error capacity must be"),
            third -> assertThat(third).startsWith("a.yaml:2:24 error").contains("nobody"));
  }

  @Test
  void shouldRefuseWhatStandsInTwoFiles() {
    assertThat(
            errors(
                main("account: acme\ninclude: [a.yaml]\nlanguage: en\nautoClose: { rating: true }"),
                file("a.yaml", "account: other\nautoClose:\n  rating: false\nlanguage: pl\n")))
        .containsExactly(
            "a.yaml:1:1 error 'account' stands in two files; first in acme.yaml, line 1; keep one"
                + " of the two",
            "a.yaml:3:3 error 'autoClose.rating' stands in two files; first in acme.yaml, line 4;"
                + " keep one of the two",
            "a.yaml:4:1 error 'language' stands in two files; first in acme.yaml, line 3; keep one"
                + " of the two");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[../secret.yaml]   | '../secret.yaml' is not a file in or below the folder of this one",
        "[/etc/passwd]      | '/etc/passwd' is not a file in or below the folder of this one",
        "['C:\\x.yaml']     | 'C:\\x.yaml' is not a file in or below the folder of this one",
        "[./a.yaml]         | './a.yaml' is not a file in or below the folder of this one",
        "[acme.yaml]        | the file includes itself",
        "[a.yaml, a.yaml]   | 'a.yaml' is included twice",
        "[gone.yaml]        | there is no file 'gone.yaml'",
        "a.yaml             | include must be a list",
        "[{ a: b }]         | include[0] must be a text",
      })
  void shouldSayWhatCannotBeIncluded(String include, String message) {
    List<String> errors =
        errors(
            main("account: acme\nchannels: []\ninclude: " + include + "\n"),
            file("a.yaml", "teams: []\n"));
    assertThat(errors).hasSize(1).first().asString().startsWith("acme.yaml:3:").contains(message);
  }

  @Test
  void shouldNotFollowIncludedFilesFurther() {
    assertThat(
            errors(
                main("account: acme\ninclude: [a.yaml]\n"), file("a.yaml", "include: [b.yaml]\n")))
        .containsExactly(
            "a.yaml:1:1 error an included file cannot include others; include them in acme.yaml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"teams: [", "# nothing\n", "- anna\n", "\u0000"})
  void shouldNotBlameTheOthersForAFileThatCannotBeRead(String broken) {
    assertThat(
            parse(
                    main(
                        """
                        account: acme
                        include: [a.yaml]
                        channels: [{ id: web, type: web-chat, handoff: { target: { team: x } } }]
                        """),
                    file("a.yaml", broken))
                .problems())
        .hasSize(1)
        .first()
        .extracting(Problem::file)
        .isEqualTo("a.yaml");
  }

  @Test
  void shouldBoundAllFilesTogether() {
    String half = "# " + "x".repeat(SettingsLimits.FILE / 2) + "\nteams: []\n";
    assertThat(
            errors(
                main("account: acme\ninclude:\n  - a.yaml\n  - b.yaml\n"),
                file("a.yaml", half),
                file("b.yaml", half)))
        .containsExactly(
            "acme.yaml:4:5 error with this file they are longer than 1,000,000 bytes together");
  }

  @Test
  void shouldNameWhatAFileIncludes() {
    assertThat(Includes.of(main("include: [a.yaml, ../b.yaml, teams/c.yaml, a.yaml]\nx: [")))
        .isEmpty();
    assertThat(Includes.of(main("include: [a.yaml, ../b.yaml, teams/c.yaml, a.yaml]\n")))
        .containsExactly("a.yaml", "teams/c.yaml");
    assertThat(Includes.of(main("account: acme\n"))).isEmpty();
  }
}
