package io.handoff.deploy.play;

import io.handoff.deploy.play.Script.Person;
import io.handoff.deploy.play.Script.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads scripts from YAML files, whose form {@code conversation.schema.json} beside this class
 * describes. Every complaint names the file and the line, and what would be right.
 */
public final class ScriptReader {

  private static final Set<String> ROOT =
      Set.of(
          "title",
          "account",
          "channel",
          "conversation",
          "customer",
          "subject",
          "store",
          "topic",
          "fields",
          "start",
          "steps");
  private static final Set<String> CUSTOMER =
      Set.of("id", "name", "language", "email", "attributes");
  private static final Pattern DURATION =
      Pattern.compile("(?:(\\d{1,5})d)? ?(?:(\\d{1,6})h)? ?(?:(\\d{1,8})m)? ?(?:(\\d{1,9})s)?");

  private final String file;
  private final ScriptNode root;
  private final Map<String, ScriptNode> fields;

  private ScriptReader(String file, ScriptNode root) {
    this.file = file;
    this.root = root;
    this.fields = root.fields(ROOT);
  }

  /**
   * The scripts of a folder, in the order of their names, or the one of a file.
   *
   * @throws PlayException if there are none or one cannot be read
   */
  public static List<Script> read(Path path) {
    try (Stream<Path> files = Files.isDirectory(path) ? Files.list(path) : Stream.of(path)) {
      List<Script> scripts =
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .sorted()
              .map(ScriptReader::readFile)
              .toList();
      if (scripts.isEmpty()) {
        throw new PlayException("There are no conversations (*.yaml) in " + path + ".");
      }
      return scripts;
    } catch (IOException e) {
      throw new PlayException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Script readFile(Path file) {
    try {
      return parse(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new PlayException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * A script from its text.
   *
   * @param file names it in complaints, and its events
   * @throws PlayException if it cannot be read
   */
  public static Script parse(String file, String yaml) {
    return new ScriptReader(file, ScriptNode.parse(file, yaml)).script();
  }

  private Script script() {
    ScriptNode person = required(root, fields, "customer");
    Map<String, ScriptNode> customer = person.fields(CUSTOMER);
    List<Step> steps =
        required(root, fields, "steps").items("step").stream().map(StepReader::read).toList();
    Map<String, Integer> lines = new HashMap<>();
    fields.forEach((name, value) -> lines.put(name, value.line()));
    return new Script(
        file.replaceFirst("\\.yaml$", ""),
        text("title"),
        text("account"),
        text("channel"),
        text("conversation"),
        new Person(
            required(person, customer, "id").text(),
            optional(customer, "name"),
            optional(customer, "language"),
            optional(customer, "email"),
            texts(customer, "attributes")),
        new Script.About(
            optional(fields, "subject"),
            optional(fields, "store"),
            optional(fields, "topic"),
            texts(fields, "fields")),
        instant(required(root, fields, "start")),
        steps,
        lines);
  }

  private String text(String field) {
    return required(root, fields, field).text();
  }

  private static ScriptNode required(
      ScriptNode node, Map<String, ScriptNode> fields, String field) {
    ScriptNode value = fields.get(field);
    if (value == null || value.isNothing()) {
      throw node.wrong("'" + field + "' is missing in " + node.label(), null);
    }
    return value;
  }

  private static @Nullable String optional(Map<String, ScriptNode> fields, String field) {
    ScriptNode value = fields.get(field);
    return value == null || value.isNothing() ? null : value.text();
  }

  private static Map<String, String> texts(Map<String, ScriptNode> fields, String field) {
    ScriptNode value = fields.get(field);
    return value == null || value.isNothing() ? Map.of() : value.textsByName();
  }

  static Duration duration(ScriptNode node) {
    Duration duration = parse(node.text());
    if (duration == null) {
      throw node.wrong(
          node.label() + " must be a duration (was " + node.text() + ")",
          "write it like this: 5s, 10m or 1d 2h");
    }
    return duration;
  }

  /**
   * A duration such as 5s, 10m or 1d 2h.
   *
   * @param place names where it stands in a complaint
   * @throws PlayException if it is none
   */
  public static Duration duration(String text, String place) {
    Duration duration = parse(text);
    if (duration == null) {
      throw new PlayException(
          place + " needs a duration such as 5s, 10m or 1d 2h, not '" + text + "'.");
    }
    return duration;
  }

  private static @Nullable Duration parse(String text) {
    Matcher parts = DURATION.matcher(text);
    if (text.isBlank() || !parts.matches()) {
      return null;
    }
    return Duration.ofDays(number(parts, 1))
        .plusHours(number(parts, 2))
        .plusMinutes(number(parts, 3))
        .plusSeconds(number(parts, 4));
  }

  private static long number(Matcher parts, int group) {
    String digits = parts.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  static Instant instant(ScriptNode node) {
    try {
      return Instant.parse(node.text());
    } catch (DateTimeParseException e) {
      throw node.wrong(
          node.label() + " must be a moment (was '" + node.text() + "')",
          "write it like this: 2026-02-03T09:00:00Z");
    }
  }
}
