package io.handoff.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.language.person.PersonRequestDetector;
import io.handoff.language.trigger.TriggerMatch;
import io.handoff.language.trigger.TriggerMatcher;
import io.handoff.language.trigger.TriggerTerm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What parts a phrase, and what does not: line breaks, blank lines, commas, dashes, hyphens. */
class PhrasePartsTest {
  private static final PersonRequestDetector DETECTOR = PersonRequestDetector.create();

  private static final List<String> LINE_BREAKS =
      List.of("\n", "\r\n", "\r", "\u2028", "\u2029", "\u0085", " \n", "\n  ", " \r\n\t", "\u000B");

  private static final List<String> BLANK_LINES =
      List.of("\n\n", "\r\n\r\n", "\n \t\n", "\r\r", "\u2029\u2029", "\u2028 \n", "\n\u00A0\n");

  @Test
  void shouldFindPhraseWhenALineEndsInsideIt() {
    for (String end : LINE_BREAKS) {
      assertThat(finds("cancel my plan", "en", "please cancel my" + end + "plan")).isTrue();
      assertThat(finds("상담 예약", "ko", "상담" + end + "예약 부탁드려요")).isTrue();
      assertThat(finds("zwrot pieniędzy", "pl", "o zwrot" + end + "moich pieniędzy")).isTrue();
    }
  }

  @Test
  void shouldFindWordWhenALineEndsInsideItInAScriptWithoutSpaces() {
    for (String end : List.of("\n", "\r\n", "\u2028")) {
      assertThat(finds("退款", "zh", "我要退" + end + "款")).isTrue();
      assertThat(finds("キャンセル", "ja", "予約のキャン" + end + "セルをお願いします")).isTrue();
      assertThat(DETECTOR.detect("请转人" + end + "工客服")).isPresent();
    }
    TriggerMatch match = matcher("退款", "zh").first("你好，我要退\r\n款。").orElseThrow(AssertionError::new);
    assertThat(match.start()).isEqualTo(5);
    assertThat(match.end()).isEqualTo(9);
    assertThat(match.matchedText()).isEqualTo("退\r\n款");
  }

  @Test
  void shouldNotFindPhraseWhenABlankLinePartsIt() {
    for (String end : BLANK_LINES) {
      assertThat(finds("cancel my plan", "en", "please cancel my" + end + "plan")).isFalse();
      assertThat(finds("退款", "zh", "我要退" + end + "款")).isFalse();
      assertThat(DETECTOR.detect("I want to talk" + end + "to a human story")).isEmpty();
    }
  }

  @Test
  void shouldHearRequestWhenALineEndsInsideIt() {
    for (String end : LINE_BREAKS) {
      assertThat(DETECTOR.detect("Hello,\nI want to talk" + end + "to a human")).isPresent();
      assertThat(DETECTOR.detect("상담원" + end + "연결해 주세요")).isPresent();
      assertThat(DETECTOR.detect("Ich möchte mit einem" + end + "Menschen sprechen")).isPresent();
      assertThat(DETECTOR.detect("Quiero hablar con" + end + "una persona")).isPresent();
    }
  }

  @Test
  void shouldHearNoRequestWhenALineEndsInsideTheRefusal() {
    for (String end : LINE_BREAKS) {
      assertThat(DETECTOR.detect("I don't want" + end + "to talk to a human")).isEmpty();
      assertThat(DETECTOR.detect("I don't want to talk" + end + "to a human")).isEmpty();
      assertThat(DETECTOR.detect("Ich möchte nicht mit einem" + end + "Menschen sprechen"))
          .isEmpty();
      assertThat(DETECTOR.detect("상담원 연결은" + end + "필요 없어요")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I don't need a refund\nConnect me to an agent",
        "Das hilft mir nicht\nIch möchte einen Menschen sprechen",
        "hi\nI want an agent\nmy order is late",
        "hello\nagent please\nit is urgent",
        "no more bot\nthanks",
        "我要人工\n订单没到",
      })
  void shouldHearEachLineWhenACustomerEndsSentencesWithLines(String text) {
    assertThat(DETECTOR.detect(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I paid by credit, my card is fine",
        "I paid by credit; card was declined",
        "credit: card or cash",
        "I have credit (card too)",
        "I have credit [card too]",
        "credit - card or cash",
        "credit – card or cash",
        "credit— card or cash",
        "credit—card or cash",
        "credit--card or cash",
        "- credit\n- card",
        "I paid by credit. Card is fine",
        "I paid by credit... card is fine",
        "credit! card?",
        "credit、card",
        "credit，card",
        "credit。card",
        "credit：card",
        "credit；card",
        "credit｡card",
        "credit､card",
        "credit（card）",
        "credit【card】",
        "credit،card",
        "credit\n\ncard",
      })
  void shouldNotFindPhraseWhenAMarkPartsIt(String text) {
    assertThat(finds("credit card", "en", text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "my credit-card is fine",
        "my credit‑card is fine",
        "my credit–card is fine",
        "my credit card, please",
        "(credit card)",
        "credit\"card\"",
        "credit / card",
        "credit & debit card",
        "credit-\ncard",
        "CREDIT\tCARDS",
      })
  void shouldFindPhraseWhenNothingPartsIt(String text) {
    assertThat(finds("credit card", "en", text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          e-mail          | my e-mail is wrong           | true
          St. Pauli       | tickets for St. Pauli please | true
          St. Pauli       | tickets for St Pauli please  | true
          yes, cancel     | yes, cancel it               | true
          yes, cancel     | yes cancel it                | true
          yes, cancel     | yes. Do you cancel           | false
          example.com     | see example.com              | true
          24/7            | are you there 24/7?          | true
          10:30           | at 10:30 please              | true
          10:30           | 10 or 30                     | true
          don't know      | I don't know                 | true
          credit card 신청 | credit card, 신청              | false
          """)
  void shouldAllowTheMarksThatThePhraseItselfHas(String phrase, String text, boolean found) {
    assertThat(finds(phrase, "en", text)).isEqualTo(found);
  }

  private static boolean finds(String phrase, String language, String text) {
    return matcher(phrase, language).first(text).isPresent();
  }

  private static TriggerMatcher matcher(String phrase, String language) {
    return TriggerMatcher.compile(List.of(new TriggerTerm("t", phrase, language)));
  }
}
