package io.handoff.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold for a rule to fire. */
public sealed interface Condition {

  /** Holds always: a rule without conditions. */
  Condition ALWAYS = new All(List.of());

  /** Every one must hold; holds where there is none. */
  record All(List<Condition> conditions) implements Condition {
    public All {
      conditions = List.copyOf(conditions);
    }
  }

  /** At least one must hold; does not hold where there is none. */
  record Any(List<Condition> conditions) implements Condition {
    public Any {
      conditions = List.copyOf(conditions);
    }
  }

  /** It must not hold. */
  record Not(Condition condition) implements Condition {}

  /**
   * A field compared with values.
   *
   * @param field what is looked at
   * @param operator fits the field's type
   * @param values as many as the operator takes, each one that {@link FieldType#operand} gave
   * @param language of the words, for operators that look for words: BCP 47 primary tag; else null
   */
  record Comparison(Field field, Operator operator, List<Value> values, @Nullable String language)
      implements Condition {
    public Comparison {
      values = List.copyOf(values);
      if (!field.type().takes(operator)) {
        throw new IllegalArgumentException(operator.key() + " does not fit " + field.name());
      }
    }

    /** As people read it: {@code ticket.priority at-least high}. */
    @Override
    public String toString() {
      return (field.name() + " " + operator.key() + " " + wanted()).strip();
    }

    /** What is wanted, without the field: {@code at-least high}. */
    public String wanted() {
      return String.join(", ", values.stream().map(Value::shown).toList());
    }
  }
}
