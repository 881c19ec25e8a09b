package io.handoff.settings.authoring.section;

import io.handoff.settings.authoring.Fields;
import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Section;
import io.handoff.settings.authoring.SettingsLimits;
import io.handoff.settings.authoring.Values;
import io.handoff.settings.authoring.Words;
import io.handoff.settings.authoring.Yaml;
import io.handoff.settings.authoring.Yaml.Mapping;
import io.handoff.settings.authoring.Yaml.Sequence;
import io.handoff.settings.model.MessageTemplate;
import io.handoff.settings.model.MessageTemplate.Part;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code templates}. The content is a text, a list of parts, or one of these by language with
 * {@code other} for every other language.
 */
final class TemplatesReader {
  private TemplatesReader() {}

  static Map<String, MessageTemplate> read(Fields account) {
    Map<String, MessageTemplate> templates = new LinkedHashMap<>();
    for (Node item : account.items("templates", SettingsLimits.TEMPLATES)) {
      MessageTemplate template = template(item);
      if (template != null && templates.putIfAbsent(template.templateId(), template) != null) {
        item.error(
            ProblemCode.DUPLICATE_ID,
            "there is another template with the id '" + Words.shown(template.templateId()) + "'",
            "give each its own id");
      }
    }
    return templates;
  }

  private static @Nullable MessageTemplate template(Node node) {
    Fields fields = Fields.of(node, Section.TEMPLATE);
    if (fields == null) {
      return null;
    }
    Node idNode = fields.required("id");
    String id = idNode == null ? null : Values.id(idNode);
    String name = fields.name("name", id == null ? "" : id);
    Node content = fields.required("content");
    Map<String, List<Part>> contents = content == null ? Map.of() : contents(content);
    return id == null ? null : new MessageTemplate(id, name, contents);
  }

  /** What is said, by language: a text, a list of parts, or one of these by language. */
  static Map<String, List<Part>> contents(Node node) {
    Map<String, List<Part>> contents = new LinkedHashMap<>();
    if (!(node.yaml() instanceof Mapping mapping)) {
      put(contents, "", parts(node));
      return contents;
    }
    for (Map.Entry<String, Yaml.Entry> entry : mapping.entries().entrySet()) {
      Node value = MessagesReader.child(node, entry.getKey(), entry.getValue());
      String language = MessagesReader.language(node, entry.getKey(), entry.getValue());
      if (language != null && contents.containsKey(language)) {
        value.error(
            ProblemCode.DUPLICATE_FIELD, node.label() + " has two texts for " + language, null);
      } else if (language != null) {
        put(contents, language, parts(value));
      }
    }
    if (mapping.entries().isEmpty()) {
      node.error(ProblemCode.BAD_TEXT, node.label() + " must not be empty", null);
    } else if (contents.size() > SettingsLimits.LANGUAGES) {
      node.error(
          ProblemCode.TOO_LONG,
          node.label() + " can have at most " + SettingsLimits.LANGUAGES + " languages",
          null);
    }
    return contents;
  }

  private static void put(Map<String, List<Part>> contents, String language, List<Part> parts) {
    if (!parts.isEmpty()) {
      contents.put(language, parts);
    }
  }

  private static List<Part> parts(Node node) {
    if (!(node.yaml() instanceof Sequence)) {
      String text = filled(node, SettingsLimits.TEXT);
      return text == null ? List.of() : List.of(new Part.Text(text));
    }
    List<Node> items = node.items(SettingsLimits.PARTS);
    if (items == null) {
      return List.of();
    }
    if (items.isEmpty()) {
      node.error(ProblemCode.BAD_TEXT, node.label() + " must not be empty", null);
    }
    List<Part> parts = new ArrayList<>();
    for (Node item : items) {
      Part part = part(item);
      if (part != null) {
        parts.add(part);
      }
    }
    return parts;
  }

  private static @Nullable Part part(Node node) {
    Fields fields = Fields.of(node, Section.TEMPLATE_PART);
    if (fields == null) {
      return null;
    }
    Node text = fields.get("text");
    Node image = fields.get("image");
    Node button = fields.get("button");
    int kinds = count(text, image, button);
    if (kinds == 0 && fields.someUnknown()) {
      return null;
    }
    if (kinds != 1) {
      node.error(
          ProblemCode.BAD_PART,
          node.label() + " must be a text, an image or a button",
          "write each as a part of its own: - text: …");
      return null;
    }
    refuseForeign(fields, "alt", image != null, "an image");
    refuseForeign(fields, "url", button != null, "a button");
    refuseForeign(fields, "reply", button != null, "a button");
    if (text != null) {
      String read = filled(text, SettingsLimits.TEXT);
      return read == null ? null : new Part.Text(read);
    }
    return image == null ? button(node, fields, button) : image(fields, image);
  }

  private static @Nullable Part image(Fields fields, Node image) {
    String url = address(image);
    Node alt = fields.get("alt");
    String shows = alt == null ? null : filled(alt, SettingsLimits.TEXT);
    return url == null ? null : new Part.Image(url, shows);
  }

  private static @Nullable Part button(Node node, Fields fields, @Nullable Node labelNode) {
    Node urlNode = fields.get("url");
    Node replyNode = fields.get("reply");
    if (count(urlNode, replyNode) != 1) {
      node.error(
          ProblemCode.BAD_PART,
          node.label() + " must have either a url, which a press opens, or a reply, which it sends",
          null);
      return null;
    }
    String label = labelNode == null ? null : filled(labelNode, SettingsLimits.NAME);
    String url = urlNode == null ? null : address(urlNode);
    String reply = replyNode == null ? null : filled(replyNode, SettingsLimits.TEXT);
    return label == null || (url == null && reply == null)
        ? null
        : new Part.Button(label, url, reply);
  }

  private static void refuseForeign(Fields fields, String field, boolean belongs, String owner) {
    Node value = fields.get(field);
    if (value != null && !belongs) {
      value.error(ProblemCode.BAD_PART, field + " belongs to " + owner, null);
    }
  }

  private static int count(@Nullable Node... nodes) {
    int count = 0;
    for (Node node : nodes) {
      count += node == null ? 0 : 1;
    }
    return count;
  }

  private static @Nullable String filled(Node node, int max) {
    String text = node.text(max);
    if (text != null) {
      PlaceholderLint.check(node, text);
    }
    return text;
  }

  private static @Nullable String address(Node node) {
    String text = node.line(SettingsLimits.TEXT);
    if (text != null && !isAddress(text)) {
      node.error(
          ProblemCode.BAD_ADDRESS,
          node.label() + " must be an address (was '" + Words.shown(text) + "')",
          "write it like this: https://example.org/picture.png");
      return null;
    }
    return text;
  }

  private static boolean isAddress(String text) {
    try {
      URI uri = URI.create(text);
      String scheme = uri.getScheme();
      return uri.getHost() != null
          && ("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
