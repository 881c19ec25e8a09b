package io.handoff.deploy.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What differs between two settings documents, value by value: everything is explicit in them, so a
 * default that changed shows on every channel that it holds on.
 */
final class DocumentDiff {
  private DocumentDiff() {}

  /**
   * A value that differs.
   *
   * @param path such as {@code channels[web].autoClose.agentSilentFor}; elements of lists go by id,
   *     or by number from 0 where they have none
   * @param before as JSON; null: it is new
   * @param after as JSON; null: it is gone
   */
  record Change(String path, @Nullable String before, @Nullable String after) {

    /** One line for people. */
    @Override
    public String toString() {
      if (before == null) {
        return "+ " + path + ": " + after;
      }
      return after == null
          ? "- " + path + ": " + before
          : "~ " + path + ": " + before + " → " + after;
    }
  }

  /** The differences, by path. Empty: the documents say the same. */
  static List<Change> of(String before, String after) {
    Map<String, String> old = flat(before);
    Map<String, String> now = flat(after);
    TreeSet<String> paths = new TreeSet<>(old.keySet());
    paths.addAll(now.keySet());
    List<Change> changes = new ArrayList<>();
    for (String path : paths) {
      String was = old.get(path);
      String is = now.get(path);
      if (was == null ? is != null : !was.equals(is)) {
        changes.add(new Change(path, was, is));
      }
    }
    return changes;
  }

  private static Map<String, String> flat(String document) {
    Map<String, String> values = new TreeMap<>();
    add(values, "", JsonMapper.shared().readTree(document));
    return values;
  }

  private static void add(Map<String, String> values, String path, JsonNode node) {
    if (node.isObject() && !node.isEmpty()) {
      node.properties()
          .forEach(
              field ->
                  add(
                      values,
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue()));
    } else if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
      for (int i = 0; i < node.size(); i++) {
        JsonNode id = node.get(i).path("id");
        add(values, path + "[" + (id.isString() ? id.stringValue() : i) + "]", node.get(i));
      }
    } else {
      values.put(path, node.toString());
    }
  }
}
