package io.handoff.deploy.play;

import io.handoff.settings.authoring.WholeText;
import io.handoff.settings.authoring.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value in a script's file. Every complaint is one line as those about settings are: file, line,
 * column, what is wrong, and what would be right.
 *
 * @param label what complaints call it
 */
record ScriptNode(String file, String label, Node yaml) {

  /** The whole of a file. */
  static ScriptNode parse(String file, String text) {
    try {
      Node root =
          new Compose(WholeText.loadSettings(text).setLabel(file).build())
              .composeString(text)
              .orElse(null);
      if (root == null) {
        throw complaint(file, Optional.empty(), "the file is empty", null);
      }
      return new ScriptNode(file, "the file", root);
    } catch (MarkedYamlEngineException e) {
      String problem = String.valueOf(e.getProblem());
      throw complaint(
          file,
          e.getProblemMark().or(e::getContextMark),
          "not YAML: " + problem,
          "check the indentation, and put a text that holds ': ' in quotes");
    } catch (YamlEngineException e) {
      throw complaint(file, Optional.empty(), "not YAML: " + e.getMessage(), null);
    }
  }

  /** Its fields; what is no field here is refused, and what stands twice. */
  Map<String, ScriptNode> fields(Collection<String> allowed) {
    Map<String, ScriptNode> fields = entries();
    for (ScriptNode key : keys()) {
      String name = key.scalar();
      if (!allowed.contains(name)) {
        throw key.wrong("unknown field '%s' in %s".formatted(name, label), hint(name, allowed));
      }
    }
    return fields;
  }

  /** The fields that it has, whatever they are called. */
  Map<String, ScriptNode> entries() {
    Map<String, ScriptNode> fields = new LinkedHashMap<>();
    for (NodeTuple entry : mapping().getValue()) {
      ScriptNode key = new ScriptNode(file, label, entry.getKeyNode());
      String name = key.scalar();
      if (fields.put(name, new ScriptNode(file, name, entry.getValueNode())) != null) {
        throw key.wrong("'" + name + "' stands twice in " + label, "keep one of the two");
      }
    }
    return fields;
  }

  private List<ScriptNode> keys() {
    return mapping().getValue().stream()
        .map(entry -> new ScriptNode(file, label, entry.getKeyNode()))
        .toList();
  }

  private MappingNode mapping() {
    if (yaml instanceof MappingNode mapping) {
      return mapping;
    }
    throw wrong(label + " must be a group of fields (was " + kind() + ")", null);
  }

  /** The elements of a list. */
  List<ScriptNode> items(String each) {
    if (!(yaml instanceof SequenceNode list)) {
      throw wrong(
          label + " must be a list (was " + kind() + ")",
          "write one element per line, each beginning with '- '");
    }
    List<ScriptNode> items = new ArrayList<>();
    for (Node item : list.getValue()) {
      items.add(new ScriptNode(file, each + " " + (items.size() + 1), item));
    }
    return items;
  }

  /** One text, or a list of texts. */
  List<String> texts() {
    return yaml instanceof SequenceNode
        ? items(label).stream().map(ScriptNode::text).toList()
        : List.of(text());
  }

  /** Texts by name. */
  Map<String, String> textsByName() {
    Map<String, String> texts = new TreeMap<>();
    entries().forEach((name, value) -> texts.put(name, value.text()));
    return texts;
  }

  /** A text; numbers are taken as they are written. */
  String text() {
    if (isNothing()) {
      throw wrong(label + " must be a text (was nothing)", null);
    }
    return scalar();
  }

  private String scalar() {
    if (yaml instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw wrong(label + " must be a text (was " + kind() + ")", null);
  }

  /** True or false, or yes or no. */
  boolean truth() {
    return oneOf(Map.of("true", true, "false", false, "yes", true, "no", false));
  }

  /** One of some words. */
  <T> T oneOf(Map<String, T> words) {
    T meant = words.get(text());
    if (meant == null) {
      throw wrong(label + " cannot be '" + text() + "'", hint(text(), words.keySet()));
    }
    return meant;
  }

  /** Whether nothing is written. */
  boolean isNothing() {
    return yaml.getTag().equals(Tag.NULL);
  }

  /** The line that it begins in, from 1. */
  int line() {
    return yaml.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  /** A complaint about it. */
  PlayException wrong(String message, @Nullable String hint) {
    return complaint(file, yaml.getStartMark(), message, hint);
  }

  private static PlayException complaint(
      String file, Optional<Mark> at, String message, @Nullable String hint) {
    int line = at.map(Mark::getLine).orElse(0) + 1;
    int column = at.map(Mark::getColumn).orElse(0) + 1;
    String where = "%s:%d:%d error ".formatted(file, line, column);
    return new PlayException(where + message + (hint == null ? "" : "; " + hint));
  }

  private String kind() {
    return switch (yaml) {
      case MappingNode _ -> "a group of fields";
      case SequenceNode _ -> "a list";
      default -> isNothing() ? "nothing" : "'" + scalar() + "'";
    };
  }

  /** What somebody probably meant. */
  static String hint(String written, Collection<String> possible) {
    String meant = Words.didYouMean(written, possible);
    return meant == null ? "one of: " + String.join(", ", new TreeSet<>(possible)) : meant;
  }
}
