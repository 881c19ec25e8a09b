package io.handoff.deploy.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.settings.ParsedSettings;
import io.handoff.settings.SettingsParser;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Strictness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The samples are examples to users: not even a warning but that ratings of late agents count. */
class SamplesTest {

  @ParameterizedTest
  @ValueSource(strings = {"settings/acme.yaml", "settings/replay.yaml", "clients/shop.yaml"})
  void shouldBeWithoutProblems(String name) throws IOException {
    Path file = Path.of("samples", name);
    ParsedSettings parsed =
        new SettingsParser().parse(name, Files.readString(file), Strictness.STRICT);
    assertThat(parsed.problems())
        .filteredOn(problem -> problem.code() != ProblemCode.RATING_WHEN_LATE)
        .filteredOn(problem -> problem.code() != ProblemCode.CLOSES_UNANSWERED)
        .isEmpty();
    assertThat(parsed.settings()).isPresent();
  }
}
