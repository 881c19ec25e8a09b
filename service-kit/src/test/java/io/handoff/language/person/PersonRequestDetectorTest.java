package io.handoff.language.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PersonRequestDetectorTest {
  private static final PersonRequestDetector DETECTOR = PersonRequestDetector.create();

  @Test
  void shouldNameEvidenceWhenRequestIsFound() {
    PersonRequest request =
        DETECTOR.detect("😡 Hallo! Ich möchte mit einem Menschen sprechen.").orElseThrow();
    assertThat(request.language()).isEqualTo("de");
    assertThat(request.pattern()).isEqualTo("ask-to-talk");
    assertThat(request.matchedText()).isEqualTo("möchte mit einem Menschen sprechen");
    assertThat(request.start()).isEqualTo(13);
    assertThat(request.end()).isEqualTo(13 + request.matchedText().length());
  }

  @Test
  void shouldListenWhenBotIsRefusedAlthoughSentenceIsNegative() {
    assertThat(DETECTOR.detect("I don't want to talk to a bot")).isNotEmpty();
    assertThat(DETECTOR.detect("I don't want to talk to a human")).isEmpty();
  }

  @Test
  void shouldFindRequestWhenAnotherSentenceIsNegated() {
    assertThat(DETECTOR.detect("I don't need a refund. Connect me to an agent.")).isNotEmpty();
  }

  @Test
  void shouldCorrectOneSlipWhenAWordIsMistyped() {
    assertThat(DETECTOR.detect("speak to an opperator")).isNotEmpty();
    assertThat(DETECTOR.detect("transfer me to a representitive")).isNotEmpty();
    assertThat(DETECTOR.detect("I speak openly")).isEmpty();
  }

  @Test
  void shouldReadTwoWordsWhenTheyAreWrittenAsOne() {
    assertThat(DETECTOR.detect("ineed to speak tosomebody")).isNotEmpty();
    assertThat(DETECTOR.detect("can uhelp me contactan agent")).isNotEmpty();
    assertThat(DETECTOR.detect("together we contacted the toperson")).isEmpty();
  }

  @Test
  void shouldCorrectOneSlipWhenScriptIsCyrillic() {
    assertThat(DETECTOR.detect("хочу поговорить с опертором")).isNotEmpty();
    assertThat(DETECTOR.detect("з'єднайте з опиратором")).isNotEmpty();
  }

  @Test
  void shouldNotTakeAnotherWordForASlip() {
    assertThat(DETECTOR.detect("I want to talk about stuff")).isEmpty();
    assertThat(DETECTOR.detect("I need to sign the contract of the agency")).isEmpty();
  }

  @Test
  void shouldAskForAPlainWishWhenAPublicPostNamesSomebody() {
    assertThat(DETECTOR.detect("@acme can someone call me about my order")).isEmpty();
    assertThat(DETECTOR.detect("can someone call me about my order")).isNotEmpty();
    assertThat(DETECTOR.detect("@acme let me talk to a human")).isNotEmpty();
    assertThat(DETECTOR.detect("write to me@acme.example or let someone call me")).isNotEmpty();
  }

  @Test
  void shouldNotRepeatOtherWordsWhenMessageIsLong() {
    String complaint = "Whenever I order here the parcel is late and nobody at the shop answers. ";
    assertThat(DETECTOR.detect(complaint.repeat(3))).isEmpty();
    assertThat(DETECTOR.detect(complaint.repeat(3) + "Let me talk to a real person!")).isNotEmpty();
  }

  @Test
  void shouldAnswerWhenTextIsEmptyMalformedOrVeryLong() {
    assertThat(DETECTOR.detect("")).isEmpty();
    assertThat(DETECTOR.detect("\uD83D\uD83D")).isEmpty();
    assertThat(DETECTOR.detect("\uDE21 agent \uD83D")).isNotEmpty();
    assertThat(DETECTOR.detect("talk about an order ".repeat(5_000))).isEmpty();
    assertThat(DETECTOR.detect("사람".repeat(50_000))).isEmpty();
    assertThat(DETECTOR.detect("don't talk to an agent ".repeat(4_500))).isEmpty();
  }

  @Property(tries = 500)
  void shouldPointAtItsTextWhenAnythingStandsAround(@ForAll String before) {
    String text = before + " \n connect me to an agent please";
    DETECTOR
        .detect(text)
        .ifPresent(
            request ->
                assertThat(
                        text.substring(
                            text.offsetByCodePoints(0, request.start()),
                            text.offsetByCodePoints(0, request.end())))
                    .isEqualTo(request.matchedText()));
  }

  @Test
  void shouldSayWhatIsWrongWhenPatternFileCannotBeRead() {
    assertThatThrownBy(() -> PatternFile.parse("xx", List.of("list a")))
        .hasMessageContaining("cannot read \"list a\"");
    PatternFile file = PatternFile.parse("xx", List.of("list a = b", "pattern p = {c}"));
    assertThatThrownBy(() -> Pattern.compile(file, file.rules().get(0), new Lexicon()))
        .hasMessage("xx: no list c");
  }

  @Test
  void shouldJoinLinesAndDropCommentsWhenPatternFileIsRead() {
    PatternFile file =
        PatternFile.parse(
            "xx", List.of("# all", "list a = b # or", "  c", "guard g = #5 {a}", "always n = no"));
    assertThat(file.lists()).containsEntry("a", List.of("b", "c"));
    assertThat(file.rules())
        .extracting(PatternFile.Rule::kind)
        .containsExactly(PatternFile.Kind.GUARD, PatternFile.Kind.ALWAYS);
    assertThat(file.rules().get(0).elements()).containsExactly("#5", "{a}");
  }
}
