package io.handoff.deploy.play;

import static org.assertj.core.api.Assertions.assertThat;

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
  void shouldNameFileAndLineAndWhatWouldBeRight() {
    assertThat(complaint(HEAD + "  - { customer: hi, aftr: 5m }\n"))
        .isEqualTo("f.yaml:8:21 error unknown field 'aftr' in step 1; did you mean 'after'?");
    assertThat(complaint(HEAD + "  - { custommer: hi }\n"))
        .isEqualTo(
            "f.yaml:8:5 error step 1 says nothing that can happen; did you mean 'customer'?");
    assertThat(complaint(HEAD + "  - { await: tea }\n"))
        .startsWith("f.yaml:8:14 error await cannot be 'tea'; one of: answered, assigned");
    assertThat(complaint(HEAD + "  - { rates: great }\n"))
        .isEqualTo("f.yaml:8:14 error rates cannot be 'great'; one of: 1, 2, 3, 4, 5");
    assertThat(complaint(HEAD + "  - { after: soon, ai: x }\n"))
        .isEqualTo(
            "f.yaml:8:14 error after must be a duration (was soon);"
                + " write it like this: 5s, 10m or 1d 2h");
    assertThat(complaint(HEAD + "  - { command: replay, by: a, text: x }\n"))
        .isEqualTo("f.yaml:8:16 error command cannot be 'replay'; did you mean 'reply'?");
    assertThat(complaint(HEAD + "  - { ai: x, ai: y }\n"))
        .isEqualTo("f.yaml:8:14 error 'ai' stands twice in step 1; keep one of the two");
    assertThat(complaint("{")).startsWith("f.yaml:1:2 error not YAML: ");
    assertThat(complaint("")).isEqualTo("f.yaml:1:1 error the file is empty");
    assertThat(complaint("title: t"))
        .isEqualTo("f.yaml:1:1 error 'customer' is missing in the file");
  }

  @Test
  void shouldTakeTagsForTheConversationsUnlessTheyAreTheCustomers() {
    assertThat(
            ScriptReader.parse(
                    "f.yaml", HEAD + "  - { command: tag, by: a, tag: x, of-customer: no }\n")
                .steps()
                .getFirst()
                .what()
                .toString())
        .contains("CONVERSATION");
  }

  private static String complaint(String yaml) {
    try {
      return "none: " + ScriptReader.parse("f.yaml", yaml);
    } catch (PlayException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
