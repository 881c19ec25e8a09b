package io.handoff.language.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.language.trigger.TriggerMatch.How;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TriggerMatcherTest {
  private static final TriggerMatcher MIXED =
      compile("환불/ko", "zwrot pieniędzy/pl", "cancel/en", "退款/zh", "iptal/tr", "refund/en");

  @Test
  void shouldNameSpanInCodePointsOfTheOriginalWhenEmojiAndMarksComeBefore() {
    String text = "😡😡 Cafe\u0301: CANCELLED!";
    TriggerMatch match = MIXED.first(text).orElseThrow();
    assertThat(match).isEqualTo(new TriggerMatch("cancel/en", 10, 19, "CANCELLED", How.FORM));
    assertThat(codePoints(text, match.start(), match.end())).isEqualTo("CANCELLED");
  }

  @Test
  void shouldGiveWholePhraseAsSpanWhenWordsStandBetween() {
    TriggerMatch match = MIXED.first("O zwrot moich pieniędzy proszę").orElseThrow();
    assertThat(match.matchedText()).isEqualTo("zwrot moich pieniędzy");
    assertThat(match.start()).isEqualTo(2);
  }

  @Test
  void shouldSayHowItMatchedWhenFormsDiffer() {
    assertThat(how("cancel")).contains(How.EXACT);
    assertThat(how("ＣＡＮＣＥＬ")).contains(How.EXACT);
    assertThat(how("cancels")).contains(How.FORM);
    assertThat(how("환불")).contains(How.EXACT);
    assertThat(how("환불은요")).contains(How.ALIGNMENT);
    assertThat(how("iptallerin")).contains(How.LEMMA);
  }

  @Test
  void shouldUseStemmerWhenNoDictionaryKnowsTheWord() {
    TriggerMatcher matcher = compile("zorgify/en");
    assertThat(matcher.first("they zorgifying it")).isNotEmpty();
    assertThat(matcher.first("zorg")).isEmpty();
  }

  @Test
  void shouldFindEachTriggerOnceInOrderOfPlaceWhenAllAreAsked() {
    assertThat(MIXED.all("refund or cancel, refund now, 환불!"))
        .extracting(TriggerMatch::triggerId)
        .containsExactly("refund/en", "cancel/en", "환불/ko");
  }

  @Test
  void shouldPreferEarliestThenLongestWhenSeveralMatch() {
    TriggerMatcher matcher = compile("order/en", "order number/en");
    assertThat(matcher.first("my order number").map(TriggerMatch::triggerId))
        .contains("order number/en");
  }

  @Test
  void shouldNotJoinPhraseWhenSentenceEndsOrGapIsTooWide() {
    assertThat(MIXED.first("zwrot. pieniędzy")).isEmpty();
    assertThat(MIXED.first("zwrot a b c pieniędzy")).isEmpty();
    assertThat(MIXED.first("zwrot a b pieniędzy")).isNotEmpty();
  }

  @Test
  void shouldSkipInvalidTermsWhenCompiled() {
    TriggerMatcher matcher = compile("/en", "😡/en", "fine/en");
    assertThat(matcher.all("😡 fine"))
        .extracting(TriggerMatch::triggerId)
        .containsExactly("fine/en");
  }

  @Test
  void shouldMatchRightToLeftTextWhenTriggerIsArabicOrHebrew() {
    TriggerMatcher matcher = compile("استرداد/ar", "החזר/he");
    assertThat(matcher.first("أريد استرداد المال").map(TriggerMatch::matchedText))
        .contains("استرداد");
    assertThat(matcher.first("אני רוצה החזר.").map(TriggerMatch::matchedText)).contains("החזר");
  }

  @Test
  void shouldAnswerWhenTextIsEmptyMalformedOrVeryLong() {
    assertThat(MIXED.first("")).isEmpty();
    assertThat(MIXED.first("\uD83D cancel \uDE21").map(TriggerMatch::start)).contains(2);
    assertThat(MIXED.first("canc\uD83Del")).isEmpty();
    String filler = "zwrot ".repeat(17_000);
    assertThat(MIXED.first(filler)).isEmpty();
    assertThat(MIXED.first(filler + "refund").map(TriggerMatch::start)).contains(102_000);
    assertThat(MIXED.first("환".repeat(100_000))).isEmpty();
  }

  @Test
  void shouldStayQuickWhenLongTextIsMadeOfNothingButHits() {
    TriggerMatcher matcher = compile("환불/ko", "환불 요청/ko", "zwrot zwrot pieniędzy/pl", "kitap/tr");
    assertThat(matcher.all("환불".repeat(50_000))).hasSizeLessThan(3);
    assertThat(matcher.all("환불" + "은커녕".repeat(30_000))).hasSizeLessThan(3);
    assertThat(matcher.all("zwrot ".repeat(17_000))).isEmpty();
    assertThat(matcher.all("kitap" + "lar".repeat(30_000))).isEmpty();
    assertThat(matcher.all("k" + "\u0301\u0323".repeat(50_000))).isEmpty();
  }

  @Test
  void shouldIgnoreInvisibleCharactersWhenTheyStandInsideAWord() {
    assertThat(MIXED.first("can\u200Bcel").map(TriggerMatch::matchedText)).contains("can\u200Bcel");
    assertThat(MIXED.first("re\u00ADfund")).isNotEmpty();
  }

  @Test
  void shouldMatchDecomposedTextWhenTypedOnAnotherSystem() {
    String decomposed =
        java.text.Normalizer.normalize("환불 zwrot pieniędzy", java.text.Normalizer.Form.NFD);
    assertThat(MIXED.all(decomposed)).hasSize(2);
  }

  @Test
  void shouldKeepAccountsApartWhenBothAreCompiled() {
    assertThat(compile("refund/en").first("cancel")).isEmpty();
    assertThat(compile("cancel/en").first("cancel")).isNotEmpty();
  }

  @Property(tries = 500)
  void shouldPointAtTheMatchedTextWhenAnyTextSurroundsIt(
      @ForAll String before, @ForAll String after) {
    String text = before + " cancelled " + after;
    for (TriggerMatch match : MIXED.all(text)) {
      assertThat(codePoints(text, match.start(), match.end())).isEqualTo(match.matchedText());
    }
    assertThat(MIXED.all(text)).extracting(TriggerMatch::triggerId).contains("cancel/en");
  }

  private static Optional<How> how(String text) {
    return MIXED.first(text).map(TriggerMatch::how);
  }

  private static String codePoints(String text, int start, int end) {
    return text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
  }

  private static TriggerMatcher compile(String... phrases) {
    return TriggerMatcher.compile(
        List.of(phrases).stream()
            .map(p -> new TriggerTerm(p, p.split("/")[0], p.split("/")[1]))
            .toList());
  }
}
