package io.handoff.settings.authoring;

import io.handoff.settings.authoring.Yaml.Entry;
import io.handoff.settings.authoring.Yaml.Hidden;
import io.handoff.settings.authoring.Yaml.Mapping;
import io.handoff.settings.authoring.Yaml.Scalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of an object in the file. */
public final class Fields {

  private final Node node;
  private final Section section;
  private final Mapping mapping;

  private Fields(Node node, Section section, Mapping mapping) {
    this.node = node;
    this.section = section;
    this.mapping = mapping;
  }

  /** The node's fields; unknown ones are reported. Null if the node is no object. */
  public static @Nullable Fields of(Node node, Section section) {
    if (!(node.yaml() instanceof Mapping mapping)) {
      if (!(node.yaml() instanceof Hidden)) {
        node.error(
            ProblemCode.WRONG_TYPE,
            node.label() + " must be a group of fields (was " + node.kind() + ")",
            "its fields are: " + String.join(", ", section.fields()));
      }
      return null;
    }
    Fields fields = new Fields(node, section, mapping);
    if (node.reading().strictness() == Strictness.STRICT) {
      mapping.entries().forEach(fields::refuseUnknown);
    }
    return fields;
  }

  /** Whether there are fields that are not known here. */
  public boolean someUnknown() {
    return !section.fields().containsAll(mapping.entries().keySet());
  }

  /** The field's value; null if it is not there or nothing is written. */
  public @Nullable Node get(String field) {
    Node value = getOrNothing(field);
    return value != null && value.yaml() instanceof Scalar scalar && scalar.isNothing()
        ? null
        : value;
  }

  /** The field's value, which may be nothing; null if it is not there. */
  public @Nullable Node getOrNothing(String field) {
    if (!section.fields().contains(field)) {
      throw new IllegalArgumentException(section + " has no field " + field);
    }
    Entry entry = mapping.entries().get(field);
    return entry == null ? null : new Node(node.reading(), child(field), field, entry.value());
  }

  /** The field's value; that it is not there is reported. */
  public @Nullable Node required(String field) {
    Node value = get(field);
    if (value == null) {
      node.reading()
          .problems()
          .error(
              node.place(),
              child(field),
              ProblemCode.MISSING,
              "'" + field + "' is missing" + (node.path().isEmpty() ? "" : " in " + node.label()),
              null);
    }
    return value;
  }

  /** The field's value, or another where it is not there or wrong. */
  public boolean truthValue(String field, boolean otherwise) {
    Node value = get(field);
    Boolean read = value == null ? null : value.truthValue();
    return read == null ? otherwise : read;
  }

  /** The field's value, or another where it is not there or wrong. */
  public <E extends Enum<E>> E oneOf(String field, Class<E> type, E otherwise) {
    Node value = get(field);
    E read = value == null ? null : value.oneOf(type);
    return read == null ? otherwise : read;
  }

  /** A name for people, or another where it is not there or wrong. */
  public String name(String field, String otherwise) {
    Node value = get(field);
    String read = value == null ? null : value.line(SettingsLimits.NAME);
    return read == null ? otherwise : read;
  }

  /** A language tag, or another where it is not there or wrong. */
  public String language(String field, String otherwise) {
    Node value = get(field);
    String read = value == null ? null : LanguageTags.tag(value);
    return read == null ? otherwise : read;
  }

  /** The elements of a list; none where it is not there or wrong. */
  public List<Node> items(String field, int max) {
    Node value = get(field);
    List<Node> read = value == null ? null : value.items(max);
    return read == null ? List.of() : read;
  }

  private String child(String field) {
    return node.path().isEmpty() ? field : node.path() + "." + field;
  }

  private void refuseUnknown(String field, Entry entry) {
    if (!section.fields().contains(field)) {
      node.reading()
          .problems()
          .error(
              entry.keyPlace(),
              child(Words.shown(field)),
              ProblemCode.UNKNOWN_FIELD,
              "unknown field '" + Words.shown(field) + "' in " + section.title(),
              hint(field));
    }
  }

  private String hint(String field) {
    for (Section part : section.parts()) {
      if (part.fields().contains(field)) {
        return "'" + field + "' is a field of " + part.title();
      }
    }
    return Words.didYouMeanOneOf(field, section.fields());
  }
}
