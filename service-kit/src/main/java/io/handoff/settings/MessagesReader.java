package io.handoff.settings;

import io.handoff.settings.MessagesConfig.Occasion;
import io.handoff.settings.Yaml.Hidden;
import io.handoff.settings.Yaml.Mapping;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code messages}: occasion by occasion over a base. A text alone is for every language;
 * {@code off} takes the base's texts away.
 */
final class MessagesReader {
  private MessagesReader() {}

  /** Tag of the text for every other language, in files. */
  static final String OTHER = "other";

  static MessagesConfig read(@Nullable Node node, MessagesConfig base) {
    Fields fields = node == null ? null : Fields.of(node, Section.MESSAGES);
    if (fields == null) {
      return base;
    }
    Map<Occasion, Map<String, String>> texts = new EnumMap<>(Occasion.class);
    texts.putAll(base.texts());
    for (Occasion occasion : Occasion.values()) {
      Node value = fields.getOrNothing(occasion.key());
      if (value != null) {
        texts.remove(occasion);
        Map<String, String> read = value.isOff() ? Map.of() : texts(value);
        if (!read.isEmpty()) {
          texts.put(occasion, read);
        }
      }
    }
    return new MessagesConfig(texts);
  }

  private static Map<String, String> texts(Node node) {
    Map<String, String> texts = new LinkedHashMap<>();
    switch (node.yaml()) {
      case Mapping mapping ->
          mapping.entries().forEach((tag, entry) -> text(node, tag, entry, texts));
      case Hidden hidden -> {}
      case Yaml other -> {
        String text = text(node);
        if (text != null) {
          texts.put("", text);
        }
      }
    }
    if (texts.size() > SettingsLimits.LANGUAGES) {
      node.error(
          ProblemCode.TOO_LONG,
          node.label() + " can have at most " + SettingsLimits.LANGUAGES + " languages",
          null);
    }
    return texts;
  }

  private static void text(Node node, String tag, Yaml.Entry entry, Map<String, String> texts) {
    Node value = child(node, tag, entry);
    String language = language(node, tag, entry);
    String text = text(value);
    if (language != null && text != null && texts.putIfAbsent(language, text) != null) {
      value.error(
          ProblemCode.DUPLICATE_FIELD, node.label() + " has two texts for " + language, null);
    }
  }

  /** What stands under a language. */
  static Node child(Node node, String tag, Yaml.Entry entry) {
    return new Node(
        node.reading(),
        node.path() + "." + Words.shown(tag),
        node.label() + "." + Words.shown(tag),
        entry.value());
  }

  /** The language that texts stand under; "": every other one. Null: it is none. */
  static @Nullable String language(Node node, String tag, Yaml.Entry entry) {
    return language(
        new Node(
            node.reading(),
            node.path() + "." + Words.shown(tag),
            "the text's language",
            new Yaml.Scalar(entry.keyPlace(), tag, false)),
        tag);
  }

  private static @Nullable String language(Node key, String written) {
    if (written.equals(OTHER)) {
      return "";
    }
    String tag = Languages.tag(key, written);
    if (tag != null && !tag.equals(Languages.primary(tag))) {
      key.error(
          ProblemCode.BAD_LANGUAGE,
          "texts go by language alone, without region or script (was '" + tag + "')",
          "did you mean '" + Languages.primary(tag) + "'?");
      return null;
    }
    return tag;
  }

  private static @Nullable String text(Node node) {
    String text = node.text(SettingsLimits.TEXT);
    if (text != null) {
      Placeholders.check(node, text);
    }
    return text;
  }
}
