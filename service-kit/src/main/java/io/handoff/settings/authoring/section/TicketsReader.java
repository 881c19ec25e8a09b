package io.handoff.settings.authoring.section;

import io.handoff.settings.authoring.Fields;
import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Section;
import io.handoff.settings.authoring.SettingsLimits;
import io.handoff.settings.authoring.Values;
import io.handoff.settings.authoring.Words;
import io.handoff.settings.authoring.Yaml;
import io.handoff.settings.model.SettingsDefaults;
import io.handoff.settings.model.TicketsConfig;
import io.handoff.settings.model.TicketsConfig.Category;
import io.handoff.settings.model.TicketsConfig.CustomField;
import io.handoff.settings.model.TicketsConfig.FieldType;
import io.handoff.settings.model.TicketsConfig.Named;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code tickets}: how long they can be reopened, and the account's lists. */
final class TicketsReader {
  private TicketsReader() {}

  static TicketsConfig read(@Nullable Node node) {
    TicketsConfig base = SettingsDefaults.TICKETS;
    Fields fields = node == null ? null : Fields.of(node, Section.TICKETS);
    if (fields == null) {
      return base;
    }
    return new TicketsConfig(
        reopenWithin(fields.getOrNothing("reopenWithin"), base.reopenWithin()),
        keepClosedFor(fields.get("keepClosedFor"), base.keepClosedFor()),
        list(fields, "departments", SettingsLimits.CATEGORIES, TicketsReader::named, Named::id),
        list(
            fields, "categories", SettingsLimits.CATEGORIES, TicketsReader::category, Category::id),
        list(
            fields,
            "customFields",
            SettingsLimits.CUSTOM_FIELDS,
            TicketsReader::customField,
            CustomField::id));
  }

  private static Duration reopenWithin(@Nullable Node node, Duration base) {
    if (node == null) {
      return base;
    }
    if (node.isOff()) {
      return Duration.ZERO;
    }
    Duration read =
        Values.duration(node, SettingsLimits.REOPEN_MIN, SettingsLimits.REOPEN_MAX, Duration.ZERO);
    return read == null ? base : read;
  }

  private static Duration keepClosedFor(@Nullable Node node, Duration base) {
    Duration read =
        node == null
            ? null
            : Values.duration(
                node, SettingsLimits.KEEP_MIN, SettingsLimits.KEEP_MAX, Duration.ZERO);
    return read == null ? base : read;
  }

  private static <T> Map<String, T> list(
      Fields fields,
      String field,
      int max,
      Function<Node, @Nullable T> read,
      Function<T, String> id) {
    Map<String, T> all = new LinkedHashMap<>();
    for (Node item : fields.items(field, max)) {
      T value = read.apply(item);
      if (value != null && all.putIfAbsent(id.apply(value), value) != null) {
        item.error(
            ProblemCode.DUPLICATE_ID,
            "'" + Words.shown(id.apply(value)) + "' stands twice in " + field,
            "remove one of the two");
      }
    }
    return all;
  }

  /** An id alone, or an id and a name. */
  private static @Nullable Named named(Node node) {
    if (node.yaml() instanceof Yaml.Scalar) {
      String id = label(node);
      return id == null ? null : new Named(id, id);
    }
    Fields fields = Fields.of(node, Section.NAMED);
    String id = fields == null ? null : id(fields);
    return fields == null || id == null ? null : new Named(id, fields.name("name", id));
  }

  private static @Nullable Category category(Node node) {
    if (node.yaml() instanceof Yaml.Scalar) {
      String id = label(node);
      return id == null ? null : new Category(id, id, Map.of());
    }
    Fields fields = Fields.of(node, Section.CATEGORY);
    if (fields == null) {
      return null;
    }
    String id = id(fields);
    Map<String, Named> below =
        list(fields, "subCategories", SettingsLimits.CATEGORIES, TicketsReader::named, Named::id);
    return id == null ? null : new Category(id, fields.name("name", id), below);
  }

  private static @Nullable CustomField customField(Node node) {
    Fields fields = Fields.of(node, Section.CUSTOM_FIELD);
    if (fields == null) {
      return null;
    }
    String id = id(fields);
    FieldType type = fields.oneOf("type", FieldType.class, FieldType.TEXT);
    List<String> choices = new ArrayList<>();
    for (Node item : fields.items("choices", SettingsLimits.CHOICES)) {
      String choice = item.line(SettingsLimits.NAME);
      if (choice != null && !choices.contains(choice)) {
        choices.add(choice);
      }
    }
    Node choicesNode = fields.get("choices");
    if (type == FieldType.CHOICE && choices.isEmpty()) {
      node.error(
          ProblemCode.MISSING,
          node.label() + " is a choice and needs 'choices'",
          "list what it can be: choices: [basic, pro]");
    } else if (type != FieldType.CHOICE && choicesNode != null) {
      choicesNode.warning(
          ProblemCode.NO_EFFECT, "choices have no effect, for it is no choice", "type: choice");
      choices.clear();
    }
    return id == null ? null : new CustomField(id, fields.name("name", id), type, choices);
  }

  private static @Nullable String id(Fields fields) {
    Node node = fields.required("id");
    return node == null ? null : label(node);
  }

  /** Stands on tickets as it is and in lists with commas between: one line, no comma. */
  private static @Nullable String label(Node node) {
    String text = node.line(SettingsLimits.NAME);
    if (text != null && text.indexOf(',') >= 0) {
      node.error(ProblemCode.BAD_ID, node.label() + " must hold no comma", null);
      return null;
    }
    return text;
  }
}
