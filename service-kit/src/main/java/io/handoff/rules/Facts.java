package io.handoff.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known when rules are looked at. A field that was not set is absent. Immutable.
 *
 * <p>A value that does not have its field's type is compared as far as it can be: a text in place
 * of a number counts as the number that it spells.
 */
public final class Facts {

  /** Nothing is known. */
  public static final Facts NONE = builder().build();

  private final Map<String, Value> values;
  private final List<Change> history;

  /**
   * A change of the ticket, for scripts.
   *
   * @param field what changed
   * @param from value before; empty: none
   * @param to value after; empty: none
   * @param actor who made it: a choice of {@code event.actor}
   */
  public record Change(String field, String from, String to, String actor) {}

  private Facts(Map<String, Value> values, List<Change> history) {
    this.values = Map.copyOf(values);
    this.history = List.copyOf(history);
  }

  /** What the field holds. */
  public Value get(Field field) {
    return values.getOrDefault(field.name(), Value.ABSENT);
  }

  /** Everything that is known, by name of field. */
  public Map<String, Value> values() {
    return values;
  }

  /** The ticket's latest changes, oldest first. */
  public List<Change> history() {
    return history;
  }

  /** The same with more, or other, facts. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.values.putAll(values);
    builder.history = history;
    return builder;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects facts. Not thread-safe. */
  public static final class Builder {
    private final Map<String, Value> values = new HashMap<>();
    private List<Change> history = List.of();

    private Builder() {}

    /** Sets a field; absent takes it away. */
    public Builder set(Field field, Value value) {
      return set(field.name(), value);
    }

    /** Sets a text; null takes it away. */
    public Builder set(Field field, @org.jspecify.annotations.Nullable String text) {
      return set(field.name(), Value.text(text));
    }

    /** Sets a field of a family, such as {@code customer.attributes.plan}. */
    public Builder set(String name, Value value) {
      if (value instanceof Value.Absent) {
        values.remove(name);
      } else {
        values.put(name, value);
      }
      return this;
    }

    /** Sets every text of a family: {@code ("ticket.fields.", fields)}. */
    public Builder setAll(String family, Map<String, String> texts) {
      texts.forEach((name, text) -> set(family + name, Value.text(text)));
      return this;
    }

    /** Sets the ticket's latest changes, oldest first. */
    public Builder history(List<Change> changes) {
      history = changes;
      return this;
    }

    public Facts build() {
      return new Facts(values, history);
    }
  }
}
