package io.handoff.deploy.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineDiffTest {

  private static List<String> lines(String text) {
    return text.lines().toList();
  }

  @Test
  void shouldSayNothingWhenNothingDiffers() {
    assertThat(LineDiff.of(List.of("a", "b"), List.of("a", "b"))).isEmpty();
    assertThat(LineDiff.of(List.of(), List.of())).isEmpty();
  }

  @Test
  void shouldShowChangedLinesWithWhatIsAround() {
    assertThat(
            LineDiff.of(
                lines("1\n2\n3\n4\n5\n6\n7\n8\n9"), lines("1\n2\n3\n4\nfive\n6\n7\n8\n9\nten")))
        .containsExactly("…", "  3", "  4", "- 5", "+ five", "  6", "  7", "  8", "  9", "+ ten");
  }

  @Test
  void shouldKeepWhatIsCommonWhenLinesWerePutInAndTakenOut() {
    assertThat(LineDiff.of(lines("x\na\nb\nc"), lines("a\nb\ny\nc")))
        .containsExactly("- x", "  a", "  b", "+ y", "  c");
  }

  @Test
  void shouldReplaceTheMiddleWhenItIsTooLarge() {
    List<String> before = IntStream.range(0, 4_000).mapToObj(i -> "a" + i).toList();
    List<String> after = IntStream.range(0, 4_000).mapToObj(i -> "b" + i).toList();
    assertThat(LineDiff.of(before, after)).hasSize(8_000);
  }
}
