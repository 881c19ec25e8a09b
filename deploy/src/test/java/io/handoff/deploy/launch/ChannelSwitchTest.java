package io.handoff.deploy.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelSwitchTest {

  private static String set(String channel, boolean on) {
    String head = "# 환불 😀\naccount: a\nchannels:\n";
    return ChannelSwitch.set(head + channel, "c", on).orElseThrow().substring(head.length());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ id: c, type: sms }                       | { id: c, on: true, type: sms }",
        "{ id: c, on: false, type: sms }            | { id: c, on: true, type: sms }",
        "{ id: c, on: true }                        | { id: c, on: true }",
        "{ id: c, onSince: 2026-01-01, type: sms }  | { id: c, on: true, type: sms }",
        "{ id: c, onSince: 2026-01-01, on: false }  | { id: c, on: true }",
        "{ id: c, on: false, onSince: 2026-01-01 }  | { id: c, on: true }",
      })
  void shouldTurnOnInOneLine(String before, String after) {
    assertThat(set("  - " + before + " # kept\n", true)).isEqualTo("  - " + after + " # kept\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ id: c, type: sms }                       | { id: c, type: sms }",
        "{ id: c, on: true, type: sms }             | { id: c, on: false, type: sms }",
        "{ id: c, onSince: 2026-01-01, type: sms }  | { id: c, on: false, type: sms }",
        "{ id: c, onSince: 2026-01-01, on: true }   | { id: c, on: false }",
      })
  void shouldTurnOffInOneLine(String before, String after) {
    assertThat(set("  - " + before + " # kept\n", false)).isEqualTo("  - " + after + " # kept\n");
  }

  @Test
  void shouldKeepEverythingElseOfABlock() {
    String before =
        """
          - id: other
            on: false
          # the web
          - type: web-chat # chat
            id: c   # its id
            onSince: 2026-01-01T00:00:00Z
            on: no
            language: ko
        """;
    assertThat(set(before, true))
        .isEqualTo(
            before
                .replace("    onSince: 2026-01-01T00:00:00Z\n", "")
                .replace("on: no", "on: true"));
    assertThat(set("  - type: sms\n    id: c   # its id\n", true))
        .isEqualTo("  - type: sms\n    id: c\n    on: true   # its id\n");
  }

  @Test
  void shouldSayWhenThereIsNoSuchChannel() {
    assertThat(ChannelSwitch.set("account: a\n", "c", true)).isEmpty();
    assertThat(ChannelSwitch.set("channels: [{ id: d }]\n", "c", true)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"channels: [", "channels: *all", "- c", ""})
  void shouldFindNoChannelWhereThereIsNone(String text) {
    assertThat(ChannelSwitch.set(text, "c", true)).isEmpty();
  }

  @Test
  void shouldTakeAnEmojiAnywhere() {
    // The parser's own window ends after 1,024 characters.
    for (int length = 1_015; length < 1_030; length++) {
      String before = "# " + "x".repeat(length) + "\n# 😀😀\nchannels:\n  - { id: c, type: sms }\n";
      assertThat(ChannelSwitch.set(before, "c", true))
          .contains(before.replace("id: c,", "id: c, on: true,"));
    }
  }
}
