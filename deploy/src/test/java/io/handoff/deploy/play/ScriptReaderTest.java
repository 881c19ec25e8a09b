package io.handoff.deploy.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScriptReaderTest {

  private static final String HEAD =
      """
      title: t
      account: a
      channel: c
      conversation: k
      customer: { id: x }
      start: 2026-02-03T09:00:00Z
      steps:
      """;

  @Test
  void shouldReadEverySampleConversation() {
    assertThat(ScriptReader.read(Path.of("samples", "conversations"))).hasSizeGreaterThan(9);
  }

  @Test
  void shouldReadDurationsAndDefaults() {
    Script script =
        ScriptReader.parse(
            "f.yaml", HEAD + "  - { after: 1d 2h, customer: hi }\n  - { await: ticket-closed }\n");
    assertThat(script.name()).isEqualTo("f");
    assertThat(script.steps().getFirst().after()).isEqualTo(Duration.ofHours(26));
    assertThat(script.steps().getLast().what())
        .isEqualTo(new Script.Await(Script.Milestone.TICKET_CLOSED));
  }

  @Test
  void shouldTakeAnEmojiAnywhere() {
    // The parser's own window ends after 1,024 characters.
    for (int length = 850; length < 1_030; length++) {
      String text = "x".repeat(length) + "😀";
      Script script = ScriptReader.parse("f.yaml", HEAD + "  - { customer: " + text + " }\n");
      assertThat(script.steps().getFirst().toString()).contains(text);
    }
  }

  @Test
  void shouldNameFileAndStepWhenSomethingIsWrong() {
    assertThatThrownBy(() -> ScriptReader.parse("f.yaml", HEAD + "  - { shouts: hi }\n"))
        .isInstanceOf(PlayException.class)
        .hasMessageContaining("f.yaml, step 1");
    assertThatThrownBy(() -> ScriptReader.parse("f.yaml", HEAD + "  - { await: tea }\n"))
        .hasMessageContaining("does not know 'tea'");
    assertThatThrownBy(() -> ScriptReader.parse("f.yaml", HEAD + "  - { after: soon, ai: x }\n"))
        .hasMessageContaining("needs a duration");
    assertThatThrownBy(() -> ScriptReader.parse("f.yaml", "{"))
        .hasMessageContaining("f.yaml is not YAML");
    assertThatThrownBy(() -> ScriptReader.parse("f.yaml", "title: t"))
        .isInstanceOf(PlayException.class);
  }
}
