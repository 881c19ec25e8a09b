package io.handoff.settings.authoring;

import io.handoff.settings.authoring.Yaml.Entry;
import io.handoff.settings.authoring.Yaml.Hidden;
import io.handoff.settings.authoring.Yaml.Mapping;
import io.handoff.settings.authoring.Yaml.Place;
import io.handoff.settings.authoring.Yaml.Scalar;
import io.handoff.settings.authoring.Yaml.Sequence;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An account's settings in several files: the first one names the others under {@code include}.
 *
 * <p>They are read as if they were one. Lists of the same name, at the top or one level below it,
 * are joined in the order of the files; groups at the top are put together field by field; what
 * stands in two files otherwise is an error that names both places. Every value keeps the file and
 * line that it came from. Only {@code account} may be repeated, with the same value.
 */
public final class Includes {

  /** The field that names the others. */
  static final String FIELD = "include";

  /** The field that every file may have. */
  private static final String REPEATABLE = "account";

  private final List<SettingsText> files;
  private final Problems problems;
  private final Reading reading;
  private long bytes;
  private boolean unread;

  /** For a file, and the files that it may include. */
  public Includes(List<SettingsText> files, Reading reading) {
    this.files = files;
    this.problems = reading.problems();
    this.reading = reading;
  }

  /**
   * The files that a file includes, in its order, as paths with {@code /} from its own folder. What
   * is not allowed to be included is left out; the parser reports it. Empty: it includes none, or
   * is no YAML.
   */
  public static List<String> of(SettingsText first) {
    if (!first.text().contains(FIELD)) {
      return List.of(); // Most accounts have one file: it is not read twice.
    }
    Reading unheard = new Reading(new Problems(List.of(first.name())), Strictness.STRICT);
    Yaml root = YamlReader.read(first, SettingsLimits.FILE, unheard.problems());
    Includes includes = new Includes(List.of(first), unheard);
    Set<String> names = new LinkedHashSet<>();
    for (Node item : includes.items(root)) {
      String name = includes.allowed(item, names);
      if (name != null) {
        names.add(name);
      }
    }
    return List.copyOf(names);
  }

  /**
   * The files' settings as one tree; null where a file could not be read, which is reported: what
   * the others say of its teams or templates would only be reported as wrong, too.
   */
  public @Nullable Yaml join() {
    SettingsText first = files.getFirst();
    if (reading.strictness() == Strictness.LENIENT) {
      return YamlReader.read(first, SettingsLimits.DOCUMENT, problems);
    }
    Yaml root = YamlReader.read(first, SettingsLimits.FILE, problems);
    if (!(root instanceof Mapping mapping) || !mapping.entries().containsKey(FIELD)) {
      return root;
    }
    bytes = length(first);
    LinkedHashMap<String, Entry> joined = new LinkedHashMap<>(mapping.entries());
    Set<String> names = new LinkedHashSet<>();
    for (Node item : items(root)) {
      String name = allowed(item, names);
      if (name == null) {
        unread = true;
      } else {
        names.add(name);
        add(joined, item, name);
      }
    }
    return unread ? null : new Mapping(mapping.place(), joined);
  }

  private List<Node> items(@Nullable Yaml root) {
    Entry entry = root instanceof Mapping mapping ? mapping.entries().get(FIELD) : null;
    if (entry == null || isNothing(entry.value())) {
      return List.of();
    }
    List<Node> items =
        new Node(reading, FIELD, FIELD, entry.value()).items(SettingsLimits.INCLUDED_FILES);
    return items == null ? List.of() : items;
  }

  /** The name of a file that may be included; null: it may not, which is reported. */
  private @Nullable String allowed(Node item, Set<String> before) {
    String name = item.line(SettingsLimits.FILE_NAME);
    if (name == null) {
      return null;
    }
    if (isOutside(name)) {
      item.error(
          ProblemCode.BAD_INCLUDE,
          "'" + Words.shown(name) + "' is not a file in or below the folder of this one",
          "write its path from there, with / between folders, such as teams/berlin.yaml");
      return null;
    }
    if (name.equals(files.getFirst().name())) {
      item.error(ProblemCode.BAD_INCLUDE, "the file includes itself", "remove the line");
      return null;
    }
    if (before.contains(name)) {
      item.error(
          ProblemCode.BAD_INCLUDE,
          "'" + Words.shown(name) + "' is included twice",
          "keep one of the two");
      return null;
    }
    return name;
  }

  private static boolean isOutside(String name) {
    return name.indexOf('\\') >= 0
        || name.indexOf(':') >= 0
        || Arrays.stream(name.split("/", -1))
            .anyMatch(part -> part.isBlank() || part.equals(".") || part.equals(".."));
  }

  private void add(LinkedHashMap<String, Entry> joined, Node item, String name) {
    SettingsText file =
        files.stream().skip(1).filter(f -> f.name().equals(name)).findFirst().orElse(null);
    if (file == null) {
      unread = true;
      item.error(
          ProblemCode.FILE_MISSING,
          "there is no file '" + Words.shown(name) + "'",
          "paths are from the folder of " + Words.shown(files.getFirst().name()));
      return;
    }
    bytes += length(file);
    if (bytes > SettingsLimits.FILE) {
      unread = true;
      item.error(
          ProblemCode.TOO_LONG,
          "with this file they are longer than %,d bytes together".formatted(SettingsLimits.FILE),
          null);
      return;
    }
    Yaml root = YamlReader.read(file, SettingsLimits.FILE, problems);
    if (!(root instanceof Mapping mapping)) {
      unread = true;
      if (root != null) {
        Fields.of(new Node(reading, "", "an included file", root), Section.ACCOUNT);
      }
      return;
    }
    mapping.entries().forEach((field, entry) -> add(joined, field, entry));
  }

  private void add(LinkedHashMap<String, Entry> joined, String field, Entry entry) {
    if (field.equals(FIELD)) {
      problems.error(
          entry.keyPlace(),
          FIELD,
          ProblemCode.BAD_INCLUDE,
          "an included file cannot include others",
          "include them in " + Words.shown(files.getFirst().name()));
      return;
    }
    Entry before = joined.get(field);
    if (before != null
        && before.value() instanceof Mapping one
        && entry.value() instanceof Mapping other) {
      LinkedHashMap<String, Entry> fields = new LinkedHashMap<>(one.entries());
      other.entries().forEach((name, value) -> join(fields, field + ".", name, value));
      joined.put(field, new Entry(before.keyPlace(), new Mapping(one.place(), fields)));
    } else {
      join(joined, "", field, entry);
    }
  }

  private void join(LinkedHashMap<String, Entry> fields, String path, String field, Entry entry) {
    Entry before = fields.get(field);
    if (before == null || isNothing(before.value()) || before.value() instanceof Hidden) {
      fields.put(field, entry);
    } else if (before.value() instanceof Sequence one && entry.value() instanceof Sequence other) {
      List<Yaml> items = Stream.concat(one.items().stream(), other.items().stream()).toList();
      fields.put(field, new Entry(before.keyPlace(), new Sequence(one.place(), items)));
    } else if (!isNothing(entry.value())
        && !(entry.value() instanceof Hidden)
        && !(path.isEmpty() && field.equals(REPEATABLE) && same(before.value(), entry.value()))) {
      Place first = before.keyPlace();
      problems.error(
          entry.keyPlace(),
          path + Words.shown(field),
          ProblemCode.DUPLICATE_FIELD,
          "'%s' stands in two files; first in %s, line %d"
              .formatted(path + Words.shown(field), Words.shown(first.file()), first.line()),
          "keep one of the two");
    }
  }

  private static boolean same(Yaml one, Yaml other) {
    return one instanceof Scalar a && other instanceof Scalar b && a.text().equals(b.text());
  }

  private static boolean isNothing(Yaml value) {
    return value instanceof Scalar scalar && scalar.isNothing();
  }

  private static long length(SettingsText file) {
    return file.text().getBytes(StandardCharsets.UTF_8).length;
  }
}
