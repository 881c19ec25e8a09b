package io.handoff.ticket.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handoff.avro.LookupField;
import io.handoff.avro.LookupFieldType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

  private static LookupField field(LookupFieldType type, String at) {
    return LookupField.newBuilder().setName("it").setType(type).setAt(at).build();
  }

  private static Map<String, Object> read(String answer, LookupField... fields) throws IOException {
    return AnswerReader.read(answer.getBytes(StandardCharsets.UTF_8), List.of(fields));
  }

  private static Object value(LookupFieldType type, String json) throws IOException {
    return read("{\"x\":" + json + "}", field(type, "/x")).get("it");
  }

  @Test
  void shouldFindFieldsWhereTheirPointersSay() throws IOException {
    String answer = "{\"customer\":{\"plans\":[{\"name\":\"gold\"}],\"a/b\":7}}";

    assertThat(read(answer, field(LookupFieldType.TEXT, "/customer/plans/0/name")))
        .containsExactly(Map.entry("it", "gold"));
    assertThat(read(answer, field(LookupFieldType.NUMBER, "/customer/a~1b")))
        .containsExactly(Map.entry("it", 7L));
  }

  @Test
  void shouldGiveEachTypeItsValue() throws IOException {
    assertThat(value(LookupFieldType.TEXT, "\"gold\"")).isEqualTo("gold");
    assertThat(value(LookupFieldType.NUMBER, "12")).isEqualTo(12L);
    assertThat(value(LookupFieldType.NUMBER, "12.5")).isEqualTo(12.5);
    assertThat(value(LookupFieldType.NUMBER, "12345678901234567890"))
        .isEqualTo(1.2345678901234567E19);
    assertThat(value(LookupFieldType.BOOLEAN, "true")).isEqualTo(true);
  }

  @Test
  void shouldTakeNumbersAndTruthValuesForText() throws IOException {
    assertThat(value(LookupFieldType.TEXT, "4711")).isEqualTo("4711");
    assertThat(value(LookupFieldType.TEXT, "true")).isEqualTo("true");
  }

  @Test
  void shouldLeaveOutWhatIsAbsentOrNull() throws IOException {
    assertThat(read("{\"x\":null}", field(LookupFieldType.TEXT, "/x"))).isEmpty();
    assertThat(read("{}", field(LookupFieldType.NUMBER, "/x/y"))).isEmpty();
    assertThat(read("[]", field(LookupFieldType.NUMBER, "/0"))).isEmpty();
  }

  @Test
  void shouldKeepTheBeginningOfALongText() throws IOException {
    assertThat(value(LookupFieldType.TEXT, '"' + "a".repeat(501) + '"')).isEqualTo("a".repeat(500));
  }

  @Test
  void shouldCutNoCharacterInTwo() throws IOException {
    assertThat(value(LookupFieldType.TEXT, "\"a" + "😀".repeat(500) + '"'))
        .isEqualTo("a" + "😀".repeat(499));
  }

  @ParameterizedTest
  @CsvSource({
    "TEXT,   [1],     the field it is no text but a array",
    "TEXT,   {},      the field it is no text but a object",
    "NUMBER, '\"5\"', the field it is no number but a string",
    "BOOLEAN, 1,      the field it is no boolean but a number"
  })
  void shouldSayWhichFieldIsNotWhatWasDeclared(LookupFieldType type, String json, String message) {
    assertThatThrownBy(() -> value(type, json)).isInstanceOf(IOException.class).hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>Sign in</html>", "{\"x\":", "{} {}"})
  void shouldSayThatAnAnswerIsNoJson(String answer) {
    assertThatThrownBy(() -> read(answer))
        .isInstanceOf(IOException.class)
        .hasMessage("the answer is no JSON");
  }

  @Test
  void shouldSayThatAnAnswerIsEmpty() {
    assertThatThrownBy(() -> read(""))
        .isInstanceOf(IOException.class)
        .hasMessage("the answer is empty");
  }
}
