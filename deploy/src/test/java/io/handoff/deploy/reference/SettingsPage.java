package io.handoff.deploy.reference;

import static io.handoff.deploy.reference.Page.code;
import static io.handoff.deploy.reference.Page.link;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** All keys of the settings, from their JSON Schema: a section for each kind of object. */
public final class SettingsPage {

  private static final String ONE_LINE = "^[^\\n\\r\\t]*[^\\s][^\\n\\r\\t]*$";
  private static final String TRUTH = "true or false";
  private static final String KINDS = "Kinds of values";
  private static final List<String> HEAD = List.of("key", "value", "default", "what it does");

  private final JsonNode definitions;
  private final Page page = new Page("Settings");

  /** Objects that have a section, by definition: where they were met first. */
  private final Map<String, String> sections = new LinkedHashMap<>();

  /** Definitions of values that have a row in the last table. */
  private final Map<String, List<String>> kinds = new TreeMap<>();

  /** Definitions that are being put into words. */
  private final Set<String> open = new HashSet<>();

  private SettingsPage(JsonNode schema) {
    definitions = schema.get("$defs");
  }

  /** The page of a schema. */
  public static Page of(JsonNode schema) {
    SettingsPage settings = new SettingsPage(schema);
    settings.page.paragraph(
        """
        Everything that a file of settings may say. `channels[].on` is the key `on` of each entry of the list `channels`. A
        key that is left out, or empty, has its default. How to write, check and apply settings: [for support
        managers](../manager.md). An editor that knows JSON Schema completes keys by
        [settings.schema.json](../../service-kit/src/main/resources/io/handoff/settings/settings.schema.json).
        """);
    settings.sections.put("account", "The file");
    settings.section("account", "");
    settings
        .page
        .heading(KINDS)
        .table(List.of("kind", "form", ""), List.copyOf(settings.kinds.values()));
    return settings.page;
  }

  private void section(String definition, String prefix) {
    JsonNode object = definitions.get(definition);
    Set<String> known = Set.copyOf(sections.keySet());
    List<List<String>> rows = new ArrayList<>();
    Set<String> required =
        object.path("required").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    object
        .get("properties")
        .properties()
        .forEach(
            property ->
                rows.add(
                    row(
                        property.getKey(),
                        property.getValue(),
                        prefix + property.getKey(),
                        required.contains(property.getKey()))));
    page.heading(sections.get(definition));
    if (object.has("description")) {
      page.paragraph(object.get("description").asString());
    }
    page.table(HEAD, rows);
    sections.entrySet().stream()
        .filter(found -> !known.contains(found.getKey()))
        .toList()
        .forEach(found -> section(found.getKey(), found.getValue() + "."));
  }

  private List<String> row(String key, JsonNode value, String path, boolean required) {
    Described described = Described.of(description(value));
    String byDefault =
        required
            ? "required"
            : described.byDefault().isEmpty() && value.has("default")
                ? code(value.get("default").asString())
                : described.byDefault();
    return List.of(code(key), words(value, path), byDefault, described.text());
  }

  /** Its own, or that of what it refers to. */
  private String description(JsonNode value) {
    if (value.has("description") || !value.has("$ref")) {
      return value.path("description").asString("");
    }
    String definition = definition(value);
    return isKind(definitions.get(definition)) ? "" : description(definitions.get(definition));
  }

  private static String definition(JsonNode reference) {
    return reference.get("$ref").asString().replace("#/$defs/", "");
  }

  /** What a value may be. */
  private String words(JsonNode value, String path) {
    if (value.has("$ref")) {
      return referred(definition(value), path);
    }
    if (value.has("anyOf") && !value.has("properties")) {
      return value
          .get("anyOf")
          .valueStream()
          .map(part -> words(part, path))
          .filter(words -> !words.isEmpty())
          .distinct()
          .collect(Collectors.joining(" or "));
    }
    if (value.has("enum")) {
      return value
          .get("enum")
          .valueStream()
          .filter(name -> !name.isNull())
          .map(name -> code(name.asString()))
          .collect(Collectors.joining(", "));
    }
    List<String> types = types(value);
    if (types.contains("array")) {
      return "list" + most(value, "maxItems") + " of " + words(value.get("items"), path + "[]");
    }
    if (types.contains("object")) {
      return "map"
          + most(value, "maxProperties")
          + " of "
          + words(value.get("propertyNames"), path)
          + " to "
          + words(value.get("additionalProperties"), path + ".KEY");
    }
    return scalar(value, types);
  }

  private String referred(String definition, String path) {
    JsonNode target = definitions.get(definition);
    if (target.has("properties")) {
      boolean named = path.isEmpty() || path.startsWith("[");
      return link(sections.computeIfAbsent(definition, first -> named ? definition : path));
    }
    if (!kinds.containsKey(definition)) {
      if (!open.add(definition)) {
        return "the same";
      }
      String form = words(target, isKind(target) ? "" : path);
      open.remove(definition);
      if (!isKind(target)) {
        return form;
      }
      kinds.put(definition, List.of(definition, form, target.path("description").asString("")));
    }
    return link(KINDS).replace("[" + KINDS + "]", "[" + definition + "]");
  }

  /** Whether a definition is shown by name: texts of a form, and what can be of several kinds. */
  private static boolean isKind(JsonNode definition) {
    long kinds =
        definition
            .path("anyOf")
            .valueStream()
            .filter(part -> !part.has("enum") && !part.path("type").asString("").equals("null"))
            .count();
    return definition.has("pattern") || kinds > 1;
  }

  private static List<String> types(JsonNode value) {
    JsonNode type = value.path("type");
    return (type.isArray() ? type.valueStream() : Stream.of(type))
        .map(one -> one.asString(""))
        .filter(one -> !one.isEmpty() && !one.equals("null"))
        .toList();
  }

  private static String scalar(JsonNode value, List<String> types) {
    if (types.contains("boolean")) {
      List<String> others = types.stream().filter(type -> !type.equals("boolean")).toList();
      return others.isEmpty() ? TRUTH : scalar(value, others) + ", or " + TRUTH;
    }
    if (types.contains("integer")) {
      return "whole number" + range(value);
    }
    if (types.equals(List.of("number"))) {
      return "number" + range(value);
    }
    if (types.isEmpty() && !value.has("pattern")) {
      return "";
    }
    String pattern = value.path("pattern").asString("");
    String form = pattern.equals(ONE_LINE) ? "one line" : "text";
    String most = value.path("maxLength").asString("");
    return form
        + (most.isEmpty() ? "" : ", at most " + most + " characters")
        + (pattern.isEmpty() || pattern.equals(ONE_LINE) ? "" : ": " + code(pattern));
  }

  private static String range(JsonNode value) {
    String from = value.path("minimum").asString("");
    String until = value.path("maximum").asString("");
    if (until.isEmpty()) {
      return from.isEmpty() ? "" : " from " + from + " on";
    }
    return from.isEmpty() ? " up to " + until : " " + from + " to " + until;
  }

  private static String most(JsonNode value, String key) {
    return value.has(key) ? " (at most " + value.get(key).asString() + ")" : "";
  }
}
