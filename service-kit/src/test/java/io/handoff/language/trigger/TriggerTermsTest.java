package io.handoff.language.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerTermsTest {

  @ParameterizedTest
  @CsvSource({
    "'', trigger-empty",
    "'  ', trigger-empty",
    "😡👍, trigger-no-letters",
    "'?!', trigger-no-letters",
  })
  void shouldNameTheProblemWhenTermCannotBeMatched(String phrase, String code) {
    assertThat(TriggerTerms.problems(new TriggerTerm("t", phrase, "en")))
        .extracting(TriggerTerms.Problem::code)
        .containsExactly(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "환불",
        "zwrot pieniędzy",
        "e-mail",
        "I want out 😡",
        "退款",
        "5G",
        "استرداد",
        "0",
        "退"
      })
  void shouldFindNoProblemWhenTermIsAWordOrPhrase(String phrase) {
    assertThat(TriggerTerms.problems(new TriggerTerm("t", phrase, "en-GB"))).isEmpty();
  }

  @Test
  void shouldRefuseWhenPhraseHasFortyWordsOrTooManyCharacters() {
    assertThat(TriggerTerms.problems(new TriggerTerm("t", "go ".repeat(40).strip(), "en")))
        .extracting(TriggerTerms.Problem::code)
        .containsExactly("trigger-too-long");
    assertThat(TriggerTerms.problems(new TriggerTerm("t", "a".repeat(201), "en")))
        .extracting(TriggerTerms.Problem::code)
        .containsExactly("trigger-too-long");
  }

  @Test
  void shouldRefuseWhenPhraseIsMalformedOrLanguageIsNoTag() {
    assertThat(TriggerTerms.problems(new TriggerTerm("t", "re\uD83Dfund", "en")))
        .extracting(TriggerTerms.Problem::code)
        .containsExactly("trigger-malformed");
    assertThat(TriggerTerms.problems(new TriggerTerm("t", "refund", "English!")))
        .extracting(TriggerTerms.Problem::code)
        .containsExactly("trigger-language");
  }
}
