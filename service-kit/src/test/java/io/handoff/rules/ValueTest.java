package io.handoff.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTest {

  @Test
  void shouldCompareTextsWithoutCaseWidthAndBlanks() {
    assertThat(((Value.Text) Value.text(" Zwrot  PIENIĘDZY ")).folded())
        .isEqualTo("zwrot pieniędzy");
    assertThat(((Value.Text) Value.text("ＶＩＰ")).folded()).isEqualTo("vip");
    assertThat(((Value.Text) Value.text("straße")).folded())
        .isEqualTo(((Value.Text) Value.text("STRASSE")).folded());
    assertThat(Value.text(" Vip ").shown()).as("shown as it was written").isEqualTo(" Vip ");
  }

  @Test
  void shouldTakeEqualNumbersForEqualHoweverTheyAreWritten() {
    assertThat(Value.number(5)).isEqualTo(Value.number(5.0));
    assertThat(new Value.Number(new BigDecimal("0.00"))).isEqualTo(Value.number(0));
    assertThat(Value.number(1_000_000).shown()).isEqualTo("1000000");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void shouldTakeNumbersThatDoNotExistForNothing(double number) {
    assertThat(Value.number(number)).isEqualTo(Value.ABSENT);
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "' 5.50 ', 5.50", "-3, -3", "+7, 7", "007, 7"})
  void shouldReadNumbersInTexts(String text, BigDecimal number) {
    assertThat(Value.text(text).asNumber()).isEqualByComparingTo(number);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "five", "1e9", "5.", ".5", "1,000", "1111111111222222222233333333334"})
  void shouldReadNoNumberWhereThereIsNone(String text) {
    assertThat(Value.text(text).asNumber()).isNull();
  }

  @Test
  void shouldShowValuesAsPeopleWriteThem() {
    assertThat(Value.ABSENT.shown()).isEqualTo("nothing");
    assertThat(Value.text(null).shown()).isEqualTo("nothing");
    assertThat(Value.texts(List.of()).shown()).isEqualTo("nothing");
    assertThat(Value.texts(List.of("VIP", "new")).shown()).isEqualTo("VIP, new");
    assertThat(Value.truth(true).shown()).isEqualTo("true");
    assertThat(Value.time(LocalTime.of(8, 30)).shown()).isEqualTo("08:30");
    assertThat(Value.span(Duration.ofMinutes(1_590)).shown()).isEqualTo("1d 2h 30m");
    assertThat(Value.span(Duration.ZERO).shown()).isEqualTo("0s");
    assertThat(Value.span(Duration.ofMinutes(-90)).shown()).isEqualTo("-1h 30m");
    assertThat(Value.span(null)).isEqualTo(Value.ABSENT);
  }

  @ParameterizedTest
  @CsvSource({
    "NUMBER, 49.90, 49.9",
    "SPAN, 2h 30m, 2h 30m",
    "SPAN, 90m, 1h 30m",
    "TIME, 8:30, 08:30",
    "TRUTH, true, true",
    "TEXT, vip, vip"
  })
  void shouldReadWhatAConditionComparesWith(FieldType type, String text, String shown) {
    assertThat(type.operand(text, Operator.IS)).extracting(Value::shown).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "NUMBER, many",
    "SPAN, long",
    "SPAN, ' '",
    "TIME, 24:30",
    "TIME, 830",
    "TRUTH, yes",
    "ID, ' '"
  })
  void shouldReadNothingWhereItDoesNotFitTheField(FieldType type, String text) {
    assertThat(type.operand(text, Operator.IS)).isNull();
  }
}
