package io.handoff.language.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizedTextTest {

  @ParameterizedTest
  @CsvSource({
    "REFUND, refund, refund",
    "Ｒｅｆｕｎｄ, refund, refund",
    "Zażółć, zażółć, zazolc",
    "RÜCKGABE, rückgabe, ruckgabe",
    "환불, 환불, 환불"
  })
  void shouldFoldCaseAndWidthAndApartFromThemDiacritics(String text, String plain, String bare) {
    assertThat(NormalizedText.plain(text)).isEqualTo(plain);
    assertThat(NormalizedText.bare(text)).isEqualTo(bare);
  }

  @Test
  void shouldTakeALetterAndItsMarksForOneLetter() {
    NormalizedText text = NormalizedText.of("cafe\u0301!");

    assertThat(new String(text.plain, 0, text.length)).isEqualTo("café!");
    assertThat(new String(text.bare, 0, text.length)).isEqualTo("cafe!");
    assertThat(text.originalText(3, 4)).isEqualTo("e\u0301");
    assertThat(text.startOffset(4)).as("behind both").isEqualTo(5);
  }

  @Test
  void shouldGetOverLettersWithAbsurdlyManyMarks() {
    String text = "a" + "\u0301".repeat(5_000) + " refund";

    assertThat(NormalizedText.plain(text)).startsWith("á").endsWith(" refund");
  }

  @Test
  void shouldSayPlacesInCodePointsOfTheOriginal() {
    NormalizedText text = NormalizedText.of("😀 Refund");

    assertThat(text.plain[3]).isEqualTo('r');
    assertThat(text.startOffset(3)).isEqualTo(2);
    assertThat(text.endOffset(9)).isEqualTo(8);
    assertThat(text.originalText(3, 9)).isEqualTo("Refund");
    assertThat(text.kind(0)).as("an emoji parts words").isEqualTo(NormalizedText.SEPARATOR);
  }

  @Test
  void shouldTakeALineBreakForASpaceAndABlankLineForTheEndOfASentence() {
    NormalizedText broken = NormalizedText.of("I want\r\na refund");
    assertThat(new String(broken.plain, 0, broken.length)).isEqualTo("i want  a refund");
    assertThat(broken.lineBegins(8, 8)).isTrue();
    assertThat(broken.lineBegins(0, 7)).isFalse();

    NormalizedText parted = NormalizedText.of("I want\n\na refund");
    assertThat(parted.kind(6)).isEqualTo(NormalizedText.STOP);
  }

  @Test
  void shouldJoinWordsThatTheEndOfALinePartsInScriptsWithoutSpaces() {
    NormalizedText text = NormalizedText.of("我要退\n款");

    assertThat(new String(text.plain, 0, text.length)).isEqualTo("我要退款");
    assertThat(text.lineBegins(3, 3)).isTrue();
    assertThat(text.endOffset(4)).isEqualTo(5);
  }

  @Test
  void shouldTellADashFromAHyphen() {
    assertThat(NormalizedText.of("check-in").kind(5)).isNotEqualTo(NormalizedText.PAUSE);
    assertThat(NormalizedText.of("no - refund").kind(3)).isEqualTo(NormalizedText.PAUSE);
    assertThat(NormalizedText.of("no--refund").kind(2)).isEqualTo(NormalizedText.PAUSE);
    assertThat(NormalizedText.of("no– refund").kind(2)).isEqualTo(NormalizedText.PAUSE);
  }

  @ParameterizedTest
  @CsvSource({"' 1. ', true", "b, true", "12, false", "'?!', false", "'', false"})
  void shouldKnowWhereNothingIsSaidButOneLetter(String text, boolean one) {
    assertThat(NormalizedText.of(text).isOneLetter()).isEqualTo(one);
  }

  @Test
  void shouldKnowWhetherATextIsWrittenWithDiacritics() {
    assertThat(NormalizedText.of("zwrot pieniędzy").marked()).isTrue();
    assertThat(NormalizedText.of("zwrot pieniedzy").marked()).isFalse();
  }

  @Test
  void shouldLetACapitalIStandForBothLettersOfTurkish() {
    NormalizedText text = NormalizedText.of("IADE iade");

    assertThat(text.agrees(0, 'i')).isTrue();
    assertThat(text.agrees(0, 'ı')).isTrue();
    assertThat(text.agrees(5, 'i')).isTrue();
    assertThat(text.agrees(5, 'ı')).as("a small i is one").isFalse();
    assertThat(text.isCapital(0)).isTrue();
    assertThat(text.isCapital(5)).isFalse();
  }
}
