package io.handoff.settings.json;

import io.handoff.kit.Kebab;
import io.handoff.settings.model.MessageTemplate;
import io.handoff.settings.model.MessageTemplate.Part;
import io.handoff.settings.model.TicketsConfig;
import io.handoff.settings.model.TicketsConfig.Category;
import io.handoff.settings.model.TicketsConfig.CustomField;
import io.handoff.settings.model.TicketsConfig.FieldType;
import io.handoff.settings.model.TicketsConfig.Named;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes what an account has set about tickets, and its message templates. */
final class TicketsDocument {
  private TicketsDocument() {}

  static void tickets(JsonText json, TicketsConfig tickets) {
    json.object(
        "tickets",
        () -> {
          json.field(
              "reopenWithin",
              tickets.reopenWithin().isZero() ? "off" : tickets.reopenWithin().toString());
          json.field("keepClosedFor", tickets.keepClosedFor().toString());
          json.list("departments", tickets.departments().values(), named -> named(json, named));
          json.list(
              "categories",
              tickets.categories().values(),
              category -> json.object(() -> category(json, category)));
          json.list(
              "customFields",
              tickets.customFields().values(),
              field -> json.object(() -> customField(json, field)));
        });
  }

  private static void named(JsonText json, Named named) {
    json.object(
        () -> {
          json.field("id", named.id());
          json.field("name", named.name());
        });
  }

  private static void category(JsonText json, Category category) {
    json.field("id", category.id());
    json.field("name", category.name());
    json.list("subCategories", category.subCategories().values(), named -> named(json, named));
  }

  private static void customField(JsonText json, CustomField field) {
    json.field("id", field.id());
    json.field("name", field.name());
    json.field("type", Kebab.of(field.type()));
    if (field.type() == FieldType.CHOICE) {
      json.list("choices", field.choices(), json::value);
    }
  }

  static void templates(JsonText json, Map<String, MessageTemplate> templates) {
    json.list(
        "templates",
        new TreeMap<>(templates).values(),
        template ->
            json.object(
                () -> {
                  json.field("id", template.templateId());
                  json.field("name", template.name());
                  json.object("content", () -> contents(json, template.contents()));
                }));
  }

  static void contents(JsonText json, Map<String, List<Part>> contents) {
    new TreeMap<>(contents)
        .forEach(
            (language, parts) -> {
              String tag = language.isEmpty() ? MessageTemplate.OTHER : language;
              if (parts.size() == 1 && parts.getFirst() instanceof Part.Text(var text)) {
                json.field(tag, text);
              } else {
                json.list(tag, parts, part -> json.object(() -> part(json, part)));
              }
            });
  }

  private static void part(JsonText json, Part part) {
    switch (part) {
      case Part.Text(var text) -> json.field("text", text);
      case Part.Image(var url, var shows) -> {
        json.field("image", url);
        json.field("alt", shows);
      }
      case Part.Button(var label, var url, var reply) -> {
        json.field("button", label);
        json.field("url", url);
        json.field("reply", reply);
      }
    }
  }
}
