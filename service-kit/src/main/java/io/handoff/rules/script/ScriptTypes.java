package io.handoff.rules.script;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import io.handoff.rules.Facts;
import io.handoff.rules.FieldType;
import io.handoff.rules.RuleFields;
import io.handoff.rules.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What scripts see of facts: every field under its own name, with these types. What is absent is an
 * empty text, 0, false, no length of time, an empty list or a missing key of a map.
 */
final class ScriptTypes {
  private ScriptTypes() {}

  /** The ticket's latest changes: list of maps with field, from, to, actor. */
  static final String HISTORY = "ticket.history";

  /** Fields whose changes the history keeps; besides them {@code fields.NAME}. */
  static final List<String> HISTORY_FIELDS =
      List.of(
          "status",
          "priority",
          "department",
          "team",
          "agent",
          "category",
          "subCategory",
          "conversationTags",
          "customerTags",
          "slaPolicy",
          "firstResponseAt",
          "firstAssignedAt",
          "resolvedAt",
          "closedAt",
          "closedBy",
          "snoozedUntil",
          "reopenCount",
          "followUpOf",
          "mergedInto",
          "rating",
          "billable",
          "customerMessageCount",
          "agentMessageCount");

  /** Whether the history can hold a change of the field. */
  static boolean inHistory(String field) {
    return HISTORY_FIELDS.contains(field) || field.startsWith("fields.");
  }

  private static final CelType CHANGES =
      ListType.create(MapType.create(SimpleType.STRING, SimpleType.STRING));
  private static final CelType NAMED = MapType.create(SimpleType.STRING, SimpleType.DYN);

  /** Variables by name. */
  static Map<String, CelType> variables() {
    Map<String, CelType> types = new HashMap<>();
    RuleFields.fixed().forEach(field -> types.put(field.name(), type(field.type())));
    types.put(HISTORY, CHANGES);
    types.put("customer.attributes", NAMED);
    types.put("conversation.fields", NAMED);
    types.put("ticket.fields", NAMED);
    types.put("lookup", MapType.create(SimpleType.STRING, NAMED));
    return types;
  }

  private static CelType type(FieldType type) {
    return switch (type) {
      case ID, TEXT, WORDS, CHOICE, RANK, LANGUAGE, TIME -> SimpleType.STRING;
      case TAGS -> ListType.create(SimpleType.STRING);
      case NUMBER -> SimpleType.INT;
      case SPAN -> SimpleType.DURATION;
      case TRUTH -> SimpleType.BOOL;
      case ANY -> SimpleType.DYN;
    };
  }

  /** The value of a variable. */
  static Optional<Object> value(Facts facts, String variable) {
    return switch (variable) {
      case HISTORY -> Optional.of(history(facts));
      case "customer.attributes", "conversation.fields", "ticket.fields" ->
          Optional.of(family(facts, variable + "."));
      case "lookup" -> Optional.of(lookups(facts));
      default ->
          RuleFields.named(variable)
              .filter(field -> field.type() != FieldType.ANY)
              .map(field -> fixed(field.type(), facts.get(field)));
    };
  }

  private static Object fixed(FieldType type, Value value) {
    return switch (type) {
      case ID, TEXT, WORDS, CHOICE, RANK, LANGUAGE, TIME, ANY ->
          value instanceof Value.Absent ? "" : cut(value.shown());
      case TAGS -> value instanceof Value.Texts texts ? texts.texts() : List.of();
      case NUMBER -> value instanceof Value.Number number ? number.number().longValue() : 0L;
      case SPAN -> value instanceof Value.Span span ? span.span() : Duration.ZERO;
      case TRUTH -> value instanceof Value.Truth truth && truth.truth();
    };
  }

  private static Object any(Value value) {
    return switch (value) {
      case Value.Truth truth -> truth.truth();
      case Value.Number number ->
          number.number().scale() <= 0
                  && number.number().precision() - number.number().scale() <= 18
              ? (Object) number.number().longValueExact()
              : (Object) number.number().doubleValue();
      case Value.Texts texts -> texts.texts();
      default -> cut(value.shown());
    };
  }

  /** What is longer than a value may be is cut, so that an expression's work stays bounded. */
  private static String cut(String text) {
    return text.length() <= CompiledScript.LARGEST
        ? text
        : text.substring(0, CompiledScript.LARGEST);
  }

  private static Map<String, Object> family(Facts facts, String prefix) {
    Map<String, Object> members = new HashMap<>();
    facts
        .values()
        .forEach(
            (name, value) -> {
              if (name.startsWith(prefix)) {
                members.put(name.substring(prefix.length()), any(value));
              }
            });
    return members;
  }

  private static Map<String, Object> lookups(Facts facts) {
    Map<String, Object> lookups = new HashMap<>();
    for (String name : facts.values().keySet()) {
      int dot = name.startsWith("lookup.") ? name.indexOf('.', "lookup.".length()) : -1;
      if (dot > 0) {
        String lookup = name.substring("lookup.".length(), dot);
        lookups.computeIfAbsent(lookup, key -> family(facts, "lookup." + lookup + "."));
      }
    }
    return lookups;
  }

  private static List<Map<String, String>> history(Facts facts) {
    List<Map<String, String>> changes = new ArrayList<>();
    for (Facts.Change change : facts.history()) {
      changes.add(
          Map.of(
              "field", change.field(),
              "from", change.from(),
              "to", change.to(),
              "actor", change.actor()));
    }
    return changes;
  }
}
