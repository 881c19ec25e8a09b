package io.handoff.settings;

import io.handoff.settings.MessageTemplate.Part;
import io.handoff.settings.MessagesConfig.Occasion;
import io.handoff.settings.Yaml.Hidden;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code messages}: occasion by occasion over a base. A text or a list of parts alone is for
 * every language; {@code off} takes the base's messages away.
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
    Map<Occasion, Map<String, List<Part>>> contents = new EnumMap<>(Occasion.class);
    contents.putAll(base.contents());
    for (Occasion occasion : Occasion.values()) {
      Node value = fields.getOrNothing(occasion.key());
      if (value != null) {
        contents.remove(occasion);
        Map<String, List<Part>> read =
            value.isOff() || value.yaml() instanceof Hidden
                ? Map.of()
                : TemplatesReader.contents(value);
        if (!read.isEmpty()) {
          contents.put(occasion, read);
        }
      }
    }
    return new MessagesConfig(contents);
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
}
