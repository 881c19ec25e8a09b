package io.handoff.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.language.person.PersonRequestDetector;
import io.handoff.language.trigger.TriggerMatcher;
import io.handoff.language.trigger.TriggerTerm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sentences beside the data files, each language on its own. */
class ExamplesTest {
  private final PersonRequestDetector detector = PersonRequestDetector.create();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "en", "ko", "pl", "de", "es", "fr", "pt", "it", "nl", "ru", "uk", "cs", "tr", "ja", "zh"
      })
  void shouldTellRequestsFromOtherTextWhenExamplesOfALanguageAreRead(String language)
      throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String> lines = lines("person/examples/" + language + ".txt");
    for (String line : lines) {
      boolean expected = line.startsWith("+");
      if (detector.detect(line.substring(2)).isPresent() != expected) {
        wrong.add(line);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(lines).anyMatch(l -> l.startsWith("+")).anyMatch(l -> l.startsWith("-"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "en", "ko", "pl", "de", "es", "fr", "pt", "it", "nl", "ru", "uk", "cs", "tr", "ja", "zh"
      })
  void shouldMatchFormsAndNothingElseWhenTriggersOfALanguageAreRead(String language)
      throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String line : lines("triggers/" + language + ".txt")) {
      String[] sides = line.split("\\s*\\|\\s*", 2);
      TriggerMatcher matcher =
          TriggerMatcher.compile(List.of(new TriggerTerm("t", sides[0], language)));
      boolean expected = sides[1].startsWith("+");
      if (matcher.first(sides[1].substring(2)).isPresent() != expected) {
        wrong.add(line);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<String> lines(String resource) throws IOException {
    try (InputStream in = ExamplesTest.class.getResourceAsStream(resource)) {
      assertThat(in).as(resource).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(l -> !l.isBlank())
          .toList();
    }
  }
}
