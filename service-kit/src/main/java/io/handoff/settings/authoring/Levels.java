package io.handoff.settings.authoring;

import io.handoff.settings.authoring.Yaml.Hidden;
import io.handoff.settings.authoring.Yaml.Mapping;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads whole numbers by id, such as {@code { billing: 3, spanish: 2 }}. */
public final class Levels {
  private Levels() {}

  /** The numbers; the base where nothing is written or it is no group of fields. */
  public static Map<String, Integer> read(
      @Nullable Node node, Map<String, Integer> base, int most, int min, int max) {
    if (node == null) {
      return base;
    }
    if (node.isOff()) {
      return Map.of();
    }
    if (!(node.yaml() instanceof Mapping mapping)) {
      if (!(node.yaml() instanceof Hidden)) {
        node.error(
            ProblemCode.WRONG_TYPE,
            node.label() + " must be a group of fields (was " + node.kind() + ")",
            "write it like this: { name: 3 }");
      }
      return base;
    }
    if (mapping.entries().size() > most) {
      node.error(
          ProblemCode.TOO_LONG,
          "%s can have at most %,d entries (has %,d)"
              .formatted(node.label(), most, mapping.entries().size()),
          null);
      return base;
    }
    Map<String, Integer> numbers = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (name, entry) -> {
              Node key = key(node, name, entry);
              String id = Values.id(key);
              Integer number =
                  new Node(node.reading(), key.path(), key.label(), entry.value())
                      .integer(min, max);
              if (id != null && number != null) {
                numbers.put(id, number);
              }
            });
    return numbers;
  }

  /** The place of a name, to report what is wrong with it. */
  public static Node key(Node node, String name, Yaml.Entry entry) {
    return new Node(
        node.reading(),
        node.path() + "." + Words.shown(name),
        node.label() + "." + Words.shown(name),
        new Yaml.Scalar(entry.keyPlace(), name, false));
  }
}
