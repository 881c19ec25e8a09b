package io.handoff.kit.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.kit.streams.store.JsonSerde;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serde;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the format of a store's entries: {@code src/test/resources/state/STORE.jsonl} holds entries
 * as versions of the service wrote them, one a line. Lines are added, never changed.
 *
 * <p>{@code -Dstate.add=true} adds examples of what the format has gained.
 */
public final class StateFormat {

  private static final Path FOLDER = Path.of("src", "test", "resources", "state");

  private final Path file;
  private final Class<?> type;

  private StateFormat(Path file, Class<?> type) {
    this.file = file;
    this.type = type;
  }

  /** The format of the entries of a store. */
  public static StateFormat of(String store, Class<?> type) {
    return new StateFormat(FOLDER.resolve(store + ".jsonl"), type);
  }

  /**
   * Every entry that was ever written is read, and nothing is missing where it is written again.
   */
  public void losesNothing() {
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      JsonNode was = JsonMapper.shared().readTree(lines.get(i));
      JsonNode is = JsonMapper.shared().readTree(again(type, lines.get(i)));
      assertThat(values(is)).as("%s, line %d", file, i + 1).containsAll(values(was));
    }
  }

  /** The file shows each field, and each name that a field can hold. */
  public void hasAnExampleOfEverything() {
    Set<String> shown = new TreeSet<>();
    lines().forEach(line -> shown.addAll(values(JsonMapper.shared().readTree(line))));
    List<String> added = new ArrayList<>();
    for (Object example : Examples.of(type)) {
      String line = write(example);
      if (shown.addAll(values(JsonMapper.shared().readTree(line)))) {
        added.add(line);
      }
    }
    if (Boolean.getBoolean("state.add")) {
      add(added);
    } else {
      assertThat(added)
          .as("the format has gained something: -Dstate.add=true adds it to %s", file)
          .isEmpty();
    }
  }

  private List<String> lines() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(List<String> lines) {
    try {
      Files.createDirectories(FOLDER);
      Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> String again(Class<T> type, String line) {
    try (Serde<T> serde = JsonSerde.of(type)) {
      T read = serde.deserializer().deserialize("state", line.getBytes(StandardCharsets.UTF_8));
      return new String(serde.serializer().serialize("state", read), StandardCharsets.UTF_8);
    }
  }

  private static String write(Object entry) {
    try (Serde<Object> serde = JsonSerde.of(Object.class)) {
      return new String(serde.serializer().serialize("state", entry), StandardCharsets.UTF_8);
    }
  }

  /** Each value with its place: {@code /handoff/reason=FORM}. */
  private static Set<String> values(JsonNode tree) {
    Set<String> values = new TreeSet<>();
    collect(tree, "", values);
    return values;
  }

  private static void collect(JsonNode node, String place, Set<String> values) {
    if (node.isObject()) {
      node.properties().forEach(e -> collect(e.getValue(), place + "/" + e.getKey(), values));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(node.get(i), place + "/" + i, values);
      }
    } else if (!node.isNull()) {
      values.add(place + "=" + node);
    }
  }
}
