package io.handoff.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.settings.authoring.SettingsLimits;
import io.handoff.settings.authoring.Strictness;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Text that is no settings file at all has a defined answer too, with its place. */
class UnreadableTextTest {

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("", "1:1 empty"),
        Arguments.of("   \n\n", "1:1 empty"),
        Arguments.of("# only a comment\n", "1:1 empty"),
        Arguments.of("---\n...\n", "1:1 empty"),
        Arguments.of("null", "1:1 empty"),
        Arguments.of("hello", "1:1 wrong-type"),
        Arguments.of("- account: a", "1:1 wrong-type"),
        Arguments.of("account: a\n\tname: b", "2:1 syntax"),
        Arguments.of("account: a\nname: b: c", "2:8 syntax"),
        Arguments.of("account: a\nname: \"b", "2:9 syntax"),
        Arguments.of("account: a\nagents: [", "2:10 syntax"),
        Arguments.of("account: a\nagents: ]", "2:9 syntax"),
        Arguments.of("account: a\n  name: b", "2:7 syntax"),
        Arguments.of("account: a\nname: @b", "2:7 syntax"),
        Arguments.of("%YAML 9\n---\naccount: a", "1:8 syntax"),
        Arguments.of("account: a\nname: b\u0007", "2:8 encoding"),
        Arguments.of("account: a\r\nname: \uD800", "2:7 encoding"),
        Arguments.of("account: a\n---\naccount: b", "2:1 several-documents"),
        Arguments.of("account: a\naccount: b", "2:1 duplicate-field"),
        Arguments.of("account: a\n? [x]\n: y", "2:3 field-name"),
        Arguments.of("account: a\n~: y", "2:1 field-name"),
        Arguments.of("account: a\n: y", "2:1 syntax"),
        Arguments.of("account: &a a\nname: *a", "2:7 alias"),
        Arguments.of("account: a\nname: *b", "2:7 alias"),
        Arguments.of("account: a\nagents: &a [*a]", "2:13 alias"),
        Arguments.of("account: a\nname: !b c", "2:7 tag"),
        Arguments.of("account: a\nagents: !!java.net.URL [x]", "2:9 tag"),
        Arguments.of("account: a\n<<: b", "2:1 unknown-field"),
        Arguments.of("account: a\nname: " + "[".repeat(50) + "]".repeat(50), "2:26 too-deep"),
        Arguments.of("account: a\nname: " + "x".repeat(101), "2:7 too-long"),
        Arguments.of("account: a\nname: \"\\u0007\"", "2:7 bad-text"),
        Arguments.of("account: a\nname: \"\\ud800\"", "2:7 bad-text"),
        Arguments.of("account: a\nname: \"a\\nb\"", "2:7 bad-text"),
        Arguments.of(" ".repeat(SettingsLimits.FILE + 1), "1:1 too-long"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void shouldNameTheProblemAndItsPlace(String text, String expected) {
    assertThat(new SettingsParser().parse("f", text, Strictness.STRICT).errors())
        .extracting(p -> p.line() + ":" + p.column() + " " + p.code().text())
        .contains(expected);
  }

  @Property(tries = 100)
  void shouldReadACharacterOutsideTheBasicPlaneWhereverItStands(
      @ForAll @IntRange(min = 980, max = 1_030) int before) {
    String text = "account: a\n#" + "x".repeat(before) + "\nname: 😀\ncolour: 😀";
    assertThat(new SettingsParser().parse("f", text, Strictness.STRICT).errors())
        .extracting(p -> p.line() + ":" + p.column() + " " + p.code().text())
        .containsExactly("4:1 unknown-field");
  }

  static Stream<String> bombs() {
    StringBuilder aliases = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 40; i++) {
      aliases.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(9)));
    }
    return Stream.of(
        aliases.toString(),
        "[".repeat(500_000),
        "{a: ".repeat(200_000),
        "- ".repeat(100_000) + "x",
        "? ".repeat(50_000),
        "\"".repeat(99_999),
        "a: " + "&x ".repeat(10_000),
        "%".repeat(100_000));
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void shouldAnswerToTextThatIsMadeToBreakParsers(String text) {
    assertThat(new SettingsParser().parse("f", text, Strictness.LENIENT).errors()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("endings")
  void shouldCountLinesAsEditorsDo(String ending) {
    String text = String.join(ending, "account: a", "name: \"x\u2028y\"", "", "colour: red", "");
    assertThat(new SettingsParser().parse("f", text, Strictness.STRICT).errors())
        .singleElement()
        .satisfies(problem -> assertThat(problem.line()).isEqualTo(4));
  }

  static Stream<String> endings() {
    return Stream.of("\n", "\r\n", "\r");
  }
}
