package io.handoff.language.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What mail programs add to what a customer wrote, and what only looks like it. */
class QuotationTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"> I want a refund", ">> twice", "  > with blanks", "&gt; as HTML", "＞全角"})
  void shouldKnowQuotedLines(String line) {
    assertThat(Quotation.isQuoted(line)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {">:(", ">;-)", "10 > 5", "I want a refund"})
  void shouldNotTakeFacesAndSumsForQuotedLines(String line) {
    assertThat(Quotation.isQuoted(line)).isFalse();
  }

  @Test
  void shouldKnowWhereASignatureBegins() {
    assertThat(Quotation.isSignature("-- ")).isTrue();
    assertThat(Quotation.isSignature("--")).isTrue();
    assertThat(Quotation.isSignature("-- Ann")).isFalse();
    assertThat(Quotation.isSignature("---")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----Original Message-----",
        "---------- Forwarded message ---------",
        "----- Ursprüngliche Nachricht -----",
        "-----Wiadomość oryginalna-----",
        "-------- 원본 메시지 --------",
        "---- 原始邮件 ----",
        "Begin forwarded message:",
        "Anfang der weitergeleiteten E-Mail:"
      })
  void shouldKnowWhereTheOriginalBegins(String line) {
    assertThat(Quotation.isSeparator(line)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Original message", "-----", "-- my original message --- to you", ""})
  void shouldNotTakeOtherLinesForItsBeginning(String line) {
    assertThat(Quotation.isSeparator(line)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "On Mon, 30 Nov 2026 at 09:00, Ann <ann@example.org> wrote:",
        "Am Montag, 30. November 2026 schrieb Ann:",
        "Le lundi 30 novembre 2026, Ann a écrit :",
        "W dniu 30.11.2026 o 09:00, Ann pisze:",
        "2026年11月30日 9:00 Ann <ann@example.org>:"
      })
  void shouldKnowWhoWroteWhatFollows(String words) {
    assertThat(Quotation.isAttribution(words, false)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "My wife wrote:",
        "This is what I need:",
        "On Monday Ann wrote to me",
        "Order 4711:",
        "Please answer to ann@example.org"
      })
  void shouldNotTakeTheCustomersOwnWordsForThat(String words) {
    assertThat(Quotation.isAttribution(words, false)).isFalse();
  }

  @Test
  void shouldNeedLessWhereAQuotedLineFollows() {
    assertThat(Quotation.isAttribution("Ann Smith wrote:", false)).isFalse();
    assertThat(Quotation.isAttribution("Ann Smith wrote:", true)).isTrue();
    assertThat(Quotation.isAttribution("ann@example.org:", true)).isTrue();
  }

  @Test
  void shouldKnowTheHeadersOfAMessage() {
    assertThat(Quotation.isHeaderBlock(List.of("From: Ann", "Sent: Monday, 30 November 2026")))
        .isTrue();
    assertThat(
            Quotation.isHeaderBlock(
                List.of(
                    "Von: Ann <ann@example.org>",
                    "Datum: 30.11.2026",
                    "An: hilfe@example.org",
                    "Betreff: Rückgabe")))
        .isTrue();
    assertThat(
            Quotation.isHeaderBlock(
                List.of("*보낸 사람:* Ann <ann@example.org>", "날짜: 2026-11-30", "제목: 환불")))
        .isTrue();
  }

  @Test
  void shouldNotTakeTheFieldsOfAFormForHeaders() {
    assertThat(Quotation.isHeaderBlock(List.of("From: Seoul", "To: Busan", "Date: 30.11.2026")))
        .isFalse();
    assertThat(Quotation.isHeaderBlock(List.of("Subject: my order"))).isFalse();
    assertThat(Quotation.isHeaderBlock(List.of("Name: Ann", "From: Seoul", "Sent: today")))
        .isFalse();
  }

  @Test
  void shouldTakeNoLineThatIsVeryLongForAnIntroduction() {
    assertThat(Quotation.isAttribution("On 30.11. Ann wrote " + "a".repeat(300) + ":", true))
        .isFalse();
  }
}
