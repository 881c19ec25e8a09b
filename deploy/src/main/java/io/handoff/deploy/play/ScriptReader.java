package io.handoff.deploy.play;

import io.handoff.avro.PresenceStatus;
import io.handoff.avro.TicketStatus;
import io.handoff.deploy.play.Script.Milestone;
import io.handoff.deploy.play.Script.Person;
import io.handoff.deploy.play.Script.Step;
import io.handoff.deploy.play.Script.What;
import io.handoff.settings.WholeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads scripts from YAML files. Every complaint names the file and the step. */
public final class ScriptReader {

  private final String file;
  private String place;

  private ScriptReader(String file) {
    this.file = file;
    this.place = file;
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
    Object loaded;
    try {
      loaded = new Load(WholeText.loadSettings(yaml).setLabel(file).build()).loadFromString(yaml);
    } catch (YamlEngineException e) {
      throw new PlayException(file + " is not YAML: " + e.getMessage(), e);
    }
    return new ScriptReader(file).script(loaded);
  }

  private Script script(@Nullable Object loaded) {
    Map<?, ?> root = map(loaded, "the file");
    Map<?, ?> customer = map(root.get("customer"), "customer");
    List<Step> steps = new ArrayList<>();
    if (!(root.get("steps") instanceof List<?> list)) {
      throw wrong("needs a list of steps");
    }
    for (Object item : list) {
      place = file + ", step " + (steps.size() + 1);
      steps.add(step(map(item, "the step")));
    }
    place = file;
    return new Script(
        file.replaceFirst("\\.yaml$", ""),
        text(root, "title"),
        text(root, "account"),
        text(root, "channel"),
        text(root, "conversation"),
        new Person(
            text(customer, "id"), optional(customer, "name"), optional(customer, "language")),
        instant(text(root, "start")),
        steps);
  }

  private Step step(Map<?, ?> step) {
    String after = optional(step, "after");
    return new Step(after == null ? Duration.ofSeconds(5) : duration(after), what(step));
  }

  private What what(Map<?, ?> step) {
    if (step.containsKey("customer")) {
      return new Script.CustomerWrites(text(step, "customer"));
    }
    if (step.containsKey("ai")) {
      return new Script.AiWrites(text(step, "ai"));
    }
    if (step.containsKey("agent")) {
      return new Script.AgentWrites(text(step, "by"), text(step, "agent"));
    }
    if (step.containsKey("could-not-answer")) {
      return new Script.AiGivesUp(text(step, "could-not-answer"));
    }
    if (step.containsKey("paused")) {
      return new Script.AiPaused();
    }
    if (step.containsKey("asks-for-person")) {
      return new Script.AsksForPerson(text(step, "asks-for-person"));
    }
    if (step.containsKey("presence")) {
      return new Script.Presence(
          text(step, "presence"), choice(PresenceStatus.class, text(step, "is")));
    }
    if (step.containsKey("rates")) {
      return new Script.Rates(Integer.parseInt(text(step, "rates")));
    }
    if (step.containsKey("leaves")) {
      return new Script.Leaves();
    }
    if (step.containsKey("await")) {
      return new Script.Await(choice(Milestone.class, text(step, "await")));
    }
    if (step.containsKey("command")) {
      return command(step);
    }
    throw wrong("says nothing that can happen: " + step.keySet());
  }

  private What command(Map<?, ?> step) {
    String by = text(step, "by");
    String command = text(step, "command");
    return switch (command) {
      case "reply" -> new Script.CommandReply(by, text(step, "text"));
      case "template" -> new Script.CommandTemplate(by, text(step, "template"));
      case "note" ->
          new Script.CommandNote(
              by,
              text(step, "text"),
              step.containsKey("mention") ? List.of(text(step, "mention")) : List.of());
      case "tag" -> new Script.CommandTag(by, text(step, "tag"), step.containsKey("of-customer"));
      case "snooze" -> new Script.CommandSnooze(by);
      case "assign" -> new Script.CommandAssign(by, text(step, "to"));
      case "status" ->
          new Script.CommandStatus(by, choice(TicketStatus.class, text(step, "status")));
      case "accept" -> new Script.CommandAccept(by);
      case "decline" -> new Script.CommandDecline(by, note(step));
      case "hand-back" -> new Script.CommandHandBack(by, note(step));
      default ->
          throw wrong(
              "knows the commands reply, template, note, tag, snooze, assign, accept, decline,"
                  + " status and hand-back, not "
                  + command);
    };
  }

  private static String note(Map<?, ?> step) {
    String note = optional(step, "note");
    return note == null ? "" : note;
  }

  private <E extends Enum<E>> E choice(Class<E> type, String name) {
    try {
      return Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw wrong("does not know '" + name + "'");
    }
  }

  private Duration duration(String text) {
    return duration(text, place);
  }

  /**
   * A duration such as 5s, 10m or 1d 2h.
   *
   * @param place names where it stands in a complaint
   * @throws PlayException if it is none
   */
  public static Duration duration(String text, String place) {
    try {
      String upper = text.toUpperCase(Locale.ROOT).replace(" ", "");
      int day = upper.indexOf('D');
      String days = day < 0 ? "" : upper.substring(0, day + 1);
      String rest = upper.substring(day + 1);
      return Duration.parse("P" + days + (rest.isEmpty() ? "" : "T" + rest));
    } catch (DateTimeParseException e) {
      throw new PlayException(
          place + " needs a duration such as 5s, 10m or 1d 2h, not '" + text + "'.", e);
    }
  }

  private Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw wrong("needs a time such as 2026-02-03T09:00:00Z, not '" + text + "'");
    }
  }

  private Map<?, ?> map(@Nullable Object value, String what) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw wrong("needs " + what + " to be a mapping");
  }

  private String text(Map<?, ?> map, String key) {
    String value = optional(map, key);
    if (value == null) {
      throw wrong("lacks '" + key + "'");
    }
    return value;
  }

  private static @Nullable String optional(Map<?, ?> map, String key) {
    Object value = map.get(key);
    return value == null ? null : value.toString();
  }

  private PlayException wrong(String complaint) {
    return new PlayException(place + " " + complaint + ".");
  }
}
