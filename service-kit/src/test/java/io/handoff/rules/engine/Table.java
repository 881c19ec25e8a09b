package io.handoff.rules.engine;

import io.handoff.rules.Condition;
import io.handoff.rules.Facts;
import io.handoff.rules.Field;
import io.handoff.rules.FieldType;
import io.handoff.rules.Operator;
import io.handoff.rules.RuleFields;
import io.handoff.rules.Spans;
import io.handoff.rules.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The table of condition cases. */
final class Table {
  private Table() {}

  record Case(int line, Condition.Comparison condition, Value actual, boolean holds) {
    Facts facts() {
      return Facts.builder().set(condition.field(), actual).build();
    }

    @Override
    public String toString() {
      return "line " + line + ": " + condition + ", was " + actual.shown();
    }
  }

  static List<Case> cases() {
    try (InputStream in = Table.class.getResourceAsStream("/rules/conditions.txt")) {
      List<String> lines =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      return java.util.stream.IntStream.range(0, lines.size())
          .filter(i -> !lines.get(i).isBlank() && !lines.get(i).startsWith("#"))
          .mapToObj(i -> parse(i + 1, lines.get(i)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Case parse(int number, String line) {
    String[] cells = line.split(" \\| ", -1);
    Field field = RuleFields.named(cells[0].strip()).orElseThrow();
    String[] operator = cells[1].strip().split(" ");
    Operator asked =
        Stream.of(Operator.values())
            .filter(o -> o.key().equals(operator[0]))
            .findFirst()
            .orElseThrow();
    List<Value> values =
        cells[2].isBlank()
            ? List.of()
            : Stream.of(cells[2].strip().split(";"))
                .map(text -> Objects.requireNonNull(field.type().operand(text, asked), line))
                .toList();
    String language =
        asked.positive() == Operator.MENTIONS_ANY_OF
            ? operator.length > 1 ? operator[1] : "en"
            : null;
    return new Case(
        number,
        new Condition.Comparison(field, asked, values, language),
        actual(field.type(), cells[3]),
        cells[4].strip().equals("yes"));
  }

  private static Value actual(FieldType type, String cell) {
    String text = cell.isBlank() ? cell : cell.strip();
    if (text.equals("-")) {
      return Value.ABSENT;
    }
    return switch (type) {
      case TAGS -> Value.texts(List.of(text.split(";")));
      case NUMBER -> new Value.Number(new BigDecimal(text));
      case SPAN -> Value.span(Spans.parse(text));
      case TIME -> Value.time(LocalTime.parse(text));
      case TRUTH -> Value.truth(text.equals("true"));
      case ANY ->
          text.startsWith("n:")
              ? new Value.Number(new BigDecimal(text.substring(2)))
              : text.startsWith("t:") ? Value.truth(text.equals("t:true")) : Value.text(text);
      case ID, TEXT, WORDS, CHOICE, RANK, LANGUAGE -> Value.text(text);
    };
  }
}
