package io.handoff.deploy.play;

import io.handoff.avro.AcceptOffer;
import io.handoff.avro.AddNote;
import io.handoff.avro.Assign;
import io.handoff.avro.ChangeTags;
import io.handoff.avro.Classify;
import io.handoff.avro.DeclineOffer;
import io.handoff.avro.HandBack;
import io.handoff.avro.PresenceStatus;
import io.handoff.avro.Priority;
import io.handoff.avro.Release;
import io.handoff.avro.Reply;
import io.handoff.avro.SetCustomField;
import io.handoff.avro.SetDepartment;
import io.handoff.avro.SetPriority;
import io.handoff.avro.SetStatus;
import io.handoff.avro.Snooze;
import io.handoff.avro.TagScope;
import io.handoff.avro.Take;
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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads scripts from YAML files. Every complaint names the file and the step. */
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

  /** What can happen, and what else such a step can say. */
  private static final Map<String, Set<String>> KEYS =
      Map.ofEntries(
          Map.entry("customer", Set.of("message-id", "references")),
          Map.entry("ai", Set.of()),
          Map.entry("agent", Set.of("by")),
          Map.entry("could-not-answer", Set.of()),
          Map.entry("paused", Set.of()),
          Map.entry("resumed", Set.of()),
          Map.entry("asks-for-person", Set.of()),
          Map.entry("presence", Set.of("is")),
          Map.entry("rates", Set.of()),
          Map.entry("leaves", Set.of()),
          Map.entry("settings", Set.of()),
          Map.entry("await", Set.of()),
          Map.entry("command", Set.of()));

  /** Commands, and what they can say besides {@code by}. */
  private static final Map<String, Set<String>> COMMANDS =
      Map.ofEntries(
          Map.entry("reply", Set.of("text")),
          Map.entry("template", Set.of("template")),
          Map.entry("note", Set.of("text", "mention")),
          Map.entry("tag", Set.of("tag", "remove", "of-customer")),
          Map.entry("snooze", Set.of("for", "until")),
          Map.entry("assign", Set.of("to")),
          Map.entry("take", Set.of()),
          Map.entry("release", Set.of()),
          Map.entry("status", Set.of("status")),
          Map.entry("priority", Set.of("priority")),
          Map.entry("move", Set.of("team", "department")),
          Map.entry("category", Set.of("category", "sub-category")),
          Map.entry("field", Set.of("name", "value")),
          Map.entry("merge", Set.of("conversation")),
          Map.entry("accept", Set.of()),
          Map.entry("decline", Set.of("note")),
          Map.entry("hand-back", Set.of("note")));

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
    only(root, ROOT);
    Map<?, ?> customer = map(root.get("customer"), "customer");
    place = file + ", customer";
    only(customer, Set.of("id", "name", "language", "email", "attributes"));
    Person person =
        new Person(
            text(customer, "id"),
            optional(customer, "name"),
            optional(customer, "language"),
            optional(customer, "email"),
            texts(customer, "attributes"));
    place = file;
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
        person,
        new Script.About(
            optional(root, "subject"),
            optional(root, "store"),
            optional(root, "topic"),
            texts(root, "fields")),
        instant(text(root, "start")),
        steps);
  }

  private Step step(Map<?, ?> step) {
    String after = optional(step, "after");
    String kind =
        KEYS.keySet().stream()
            .filter(step::containsKey)
            .findFirst()
            .orElseThrow(() -> wrong("says nothing that can happen: " + step.keySet()));
    Set<String> keys = kind.equals("command") ? COMMANDS.get(text(step, kind)) : KEYS.get(kind);
    if (keys == null) {
      throw wrong(
          "knows the commands "
              + String.join(", ", new TreeSet<>(COMMANDS.keySet()))
              + ", not "
              + text(step, kind));
    }
    Set<String> allowed = new HashSet<>(keys);
    allowed.addAll(List.of("after", kind));
    if (kind.equals("command")) {
      allowed.add("by");
    }
    only(step, allowed);
    return new Step(
        after == null ? Duration.ofSeconds(5) : duration(after),
        kind.equals("command") ? command(step) : what(kind, step));
  }

  /** Refuses keys that mean nothing here. */
  private void only(Map<?, ?> map, Set<String> allowed) {
    for (Object key : map.keySet()) {
      if (!allowed.contains(String.valueOf(key))) {
        throw wrong(
            "does not know '%s'; it can have %s"
                .formatted(key, String.join(", ", new TreeSet<>(allowed))));
      }
    }
  }

  private What what(String kind, Map<?, ?> step) {
    return switch (kind) {
      case "customer" ->
          new Script.CustomerWrites(
              text(step, kind), optional(step, "message-id"), list(step, "references"));
      case "ai" -> new Script.AiWrites(text(step, kind));
      case "agent" -> new Script.AgentWrites(text(step, "by"), text(step, kind));
      case "could-not-answer" -> new Script.AiGivesUp(text(step, kind));
      case "paused" -> new Script.AiPaused();
      case "resumed" -> new Script.AiResumed();
      case "asks-for-person" -> new Script.AsksForPerson(text(step, kind));
      case "presence" ->
          new Script.Presence(text(step, kind), choice(PresenceStatus.class, text(step, "is")));
      case "rates" -> new Script.Rates(number(step, kind));
      case "leaves" -> new Script.Leaves();
      case "settings" -> new Script.Settings(text(step, kind));
      default -> new Script.Await(choice(Milestone.class, text(step, "await")));
    };
  }

  private What command(Map<?, ?> step) {
    String by = text(step, "by");
    return switch (text(step, "command")) {
      case "reply" -> new Script.Command(by, new Reply(text(step, "text"), null, null));
      case "template" -> new Script.Command(by, new Reply(null, text(step, "template"), null));
      case "note" -> new Script.Command(by, new AddNote(text(step, "text"), list(step, "mention")));
      case "tag" ->
          new Script.Command(
              by,
              new ChangeTags(
                  step.containsKey("of-customer") ? TagScope.CUSTOMER : TagScope.CONVERSATION,
                  list(step, "tag"),
                  list(step, "remove")));
      case "snooze" -> snooze(by, step);
      case "assign" -> new Script.Command(by, new Assign(text(step, "to")));
      case "take" -> new Script.Command(by, new Take((String) null));
      case "release" -> new Script.Command(by, new Release((String) null));
      case "status" ->
          new Script.Command(by, new SetStatus(choice(TicketStatus.class, text(step, "status"))));
      case "priority" ->
          new Script.Command(by, new SetPriority(choice(Priority.class, text(step, "priority"))));
      case "move" ->
          new Script.Command(
              by, new SetDepartment(optional(step, "department"), optional(step, "team")));
      case "category" ->
          new Script.Command(
              by, new Classify(text(step, "category"), optional(step, "sub-category")));
      case "field" ->
          new Script.Command(by, new SetCustomField(text(step, "name"), optional(step, "value")));
      case "merge" -> new Script.MergeOf(by, text(step, "conversation"));
      case "accept" -> new Script.Command(by, new AcceptOffer((String) null));
      case "decline" -> new Script.Command(by, new DeclineOffer(null, note(step)));
      default -> new Script.Command(by, new HandBack(note(step)));
    };
  }

  private What snooze(String by, Map<?, ?> step) {
    String time = optional(step, "for");
    String until = optional(step, "until");
    if (time != null && until != null) {
      throw wrong("has a snooze 'for' a time or 'until' a time, not both");
    }
    return time != null
        ? new Script.SnoozeFor(by, duration(time))
        : new Script.Command(by, new Snooze(until == null ? null : instant(until)));
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

  private int number(Map<?, ?> map, String key) {
    String text = text(map, key);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw wrong("needs a number as '" + key + "', not '" + text + "'");
    }
  }

  /** One text, or a list of them; none where nothing is said. */
  private static List<String> list(Map<?, ?> map, String key) {
    Object value = map.get(key);
    return value instanceof List<?> all
        ? all.stream().map(String::valueOf).toList()
        : value == null ? List.of() : List.of(value.toString());
  }

  private Map<String, String> texts(Map<?, ?> map, String key) {
    Map<String, String> texts = new TreeMap<>();
    if (map.get(key) != null) {
      map(map.get(key), key).forEach((name, value) -> texts.put("" + name, "" + value));
    }
    return texts;
  }

  private static @Nullable String optional(Map<?, ?> map, String key) {
    Object value = map.get(key);
    return value == null ? null : value.toString();
  }

  private PlayException wrong(String complaint) {
    return new PlayException(place + " " + complaint + ".");
  }
}
