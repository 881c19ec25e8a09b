package io.handoff.settings.authoring.section;

import io.handoff.settings.authoring.Fields;
import io.handoff.settings.authoring.LanguageTags;
import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Section;
import io.handoff.settings.authoring.Words;
import io.handoff.settings.authoring.Yaml;
import io.handoff.settings.authoring.Yaml.Hidden;
import io.handoff.settings.model.Languages;
import io.handoff.settings.model.MessageTemplate;
import io.handoff.settings.model.MessageTemplate.Part;
import io.handoff.settings.model.MessagesConfig;
import io.handoff.settings.model.MessagesConfig.Occasion;
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
    if (written.equals(MessageTemplate.OTHER)) {
      return "";
    }
    String tag = LanguageTags.tag(key, written);
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
