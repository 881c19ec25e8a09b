package io.handoff.rules;

import java.util.List;

/**
 * Something that conditions and scripts can ask about.
 *
 * @param name as settings write it: {@code customer.attributes.plan}
 * @param type what it can hold
 * @param choices the names that it can hold, in order; empty where it is not limited
 */
public record Field(String name, FieldType type, List<String> choices) {
  public Field {
    choices = List.copyOf(choices);
  }

  @Override
  public String toString() {
    return name;
  }
}
