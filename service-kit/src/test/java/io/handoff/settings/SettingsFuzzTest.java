package io.handoff.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.settings.authoring.Problem;
import io.handoff.settings.authoring.Strictness;
import io.handoff.settings.model.AccountConfig;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** A reader of settings never throws, and never has settings and errors at once. */
class SettingsFuzzTest {

  private static final String VALID = TestFiles.read("/settings/complete.yaml");

  private record Mutation(double at, int delete, String insert) {
    String apply(String text) {
      int from = (int) (at * text.length());
      int to = Math.min(text.length(), from + delete);
      return text.substring(0, from) + insert + text.substring(to);
    }
  }

  @Property(tries = 1_000)
  void shouldAnswerToAnyMutationOfAFile(@ForAll("mutations") List<Mutation> mutations) {
    check(mutate(VALID, mutations));
  }

  @Property(tries = 300)
  void shouldAnswerToAnyMutationOfADocument(@ForAll("mutations") List<Mutation> mutations) {
    AccountConfig config =
        new SettingsParser().parse("f", VALID, Strictness.STRICT).settings().orElseThrow();
    check(mutate(SettingsDocument.write(config), mutations));
  }

  @Property(tries = 300)
  void shouldAnswerToAnyText(@ForAll String text) {
    check(text);
  }

  private static String mutate(String text, List<Mutation> mutations) {
    String mutated = text;
    for (Mutation mutation : mutations) {
      mutated = mutation.apply(mutated);
    }
    return mutated;
  }

  private static void check(String text) {
    for (Strictness strictness : Strictness.values()) {
      ParsedSettings parsed = new SettingsParser().parse("f", text, strictness);
      assertThat(parsed.settings().isEmpty()).isEqualTo(!parsed.errors().isEmpty());
      long lines = text.codePoints().filter(c -> c == '\n' || c == '\r').count() + 1;
      for (Problem problem : parsed.problems()) {
        assertThat((long) problem.line()).isBetween(1L, lines);
        assertThat(problem.column()).isPositive();
      }
      if (parsed.config() != null) {
        String document = SettingsDocument.write(parsed.config());
        assertThat(SettingsDocument.read(document)).isEqualTo(parsed.config());
      }
    }
  }

  @Provide
  Arbitrary<List<Mutation>> mutations() {
    Arbitrary<String> insert =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just("")),
            Tuple.of(
                4,
                Arbitraries.of(
                    "\n", " ", "  ", ":", ": ", "- ", "{", "}", "[", "]", "\"", "'", "#", "&a ",
                    "*a", "!x ", "|", ">", "%", "@", "\t", "---\n", "\r", ",", "? ", "null", "off",
                    "true", "0", "-1", "{agent}", "\\u0000", "\uFEFF", "\u2028", "😀", "\uD800")),
            Tuple.of(2, Arbitraries.of(VALID.split("\n")).map(line -> line + "\n")),
            Tuple.of(1, Arbitraries.strings().ofMaxLength(4)));
    return Combinators.combine(
            Arbitraries.doubles().between(0, 1), Arbitraries.integers().between(0, 40), insert)
        .as(Mutation::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }
}
