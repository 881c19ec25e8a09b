package io.handoff.settings.model;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an account has set about its tickets. Maps keep the order of the file.
 *
 * @param reopenWithin how long after it was resolved a ticket is reopened by the customer's reply;
 *     later a follow-up ticket is made. Zero: never reopened
 * @param keepClosedFor how long what happened in closed conversations is kept at hand
 * @param departments departments by id; empty: any name is taken
 * @param categories categories by id; empty: any name is taken
 * @param customFields custom fields by id; empty: any name is taken, values are texts
 */
public record TicketsConfig(
    Duration reopenWithin,
    Duration keepClosedFor,
    Map<String, Named> departments,
    Map<String, Category> categories,
    Map<String, CustomField> customFields) {

  public TicketsConfig {
    departments = ordered(departments);
    categories = ordered(categories);
    customFields = ordered(customFields);
  }

  /** Something with an id and a name for people. */
  public record Named(String id, String name) {}

  /**
   * A category.
   *
   * @param subCategories those below it, by id; empty: it has none
   */
  public record Category(String id, String name, Map<String, Named> subCategories) {
    public Category {
      subCategories = ordered(subCategories);
    }
  }

  /** Types of custom fields. */
  public enum FieldType {
    /** Any text. */
    TEXT,
    /** A decimal number. */
    NUMBER,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** A day, such as {@code 2026-01-31}. */
    DATE,
    /** One of a list. */
    CHOICE
  }

  /**
   * A custom field.
   *
   * @param choices what a {@link FieldType#CHOICE} can be; empty for the other types
   */
  public record CustomField(String id, String name, FieldType type, List<String> choices) {
    public CustomField {
      choices = List.copyOf(choices);
    }

    /**
     * The value in the field's own spelling: numbers without idle zeros, days in ISO 8601. Null: it
     * is no value of this field.
     */
    public @Nullable String normal(String value) {
      return FieldValues.normal(this, value);
    }

    /** What a value must be, in words: "a number", "one of: basic, pro". */
    public String wanted() {
      return FieldValues.wanted(this);
    }
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
