package io.handoff.settings.authoring;

import io.handoff.settings.authoring.Yaml.Entry;
import io.handoff.settings.authoring.Yaml.Hidden;
import io.handoff.settings.authoring.Yaml.Mapping;
import io.handoff.settings.authoring.Yaml.Place;
import io.handoff.settings.authoring.Yaml.Scalar;
import io.handoff.settings.authoring.Yaml.Sequence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads text into a tree. JSON is YAML too.
 *
 * <p>Built on the events of the YAML parser rather than on its own composer, so that what settings
 * do without (aliases, tags, deep nesting) is reported with its place instead of being expanded,
 * and a repeated field does not hide the rest of the file. Never throws, whatever the text.
 */
final class YamlReader {

  private final Problems problems;
  private final String file;
  private final Iterator<Event> events;

  private YamlReader(Problems problems, String file, Iterator<Event> events) {
    this.problems = problems;
    this.file = file;
    this.events = events;
  }

  /** The root; null if there is none, which is then among the problems. */
  static @Nullable Yaml read(SettingsText file, int maxBytes, Problems problems) {
    String text = file.text();
    Place start = Place.start(file.name());
    if (text.length() > maxBytes || text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
      problems.error(
          start,
          "",
          ProblemCode.TOO_LONG,
          "the file is longer than %,d bytes".formatted(maxBytes),
          null);
      return null;
    }
    String yaml = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (holdsUnprintable(yaml, file.name(), problems)) {
      return null;
    }
    LoadSettings settings = WholeText.loadSettings(yaml).build();
    try {
      return new YamlReader(problems, file.name(), new Parse(settings).parseString(yaml).iterator())
          .document();
    } catch (FarTooDeepException e) {
      return null; // Reported where it became too deep.
    } catch (MarkedYamlEngineException e) {
      Place place = place(file.name(), e.getProblemMark().or(e::getContextMark));
      problems.error(place, "", ProblemCode.SYNTAX, SyntaxWords.message(e), SyntaxWords.hint(e));
    } catch (RuntimeException e) {
      // The parser is not ours: whatever it throws says that it cannot make sense of the text.
      problems.error(start, "", ProblemCode.SYNTAX, "not YAML: " + firstLine(e.getMessage()), null);
    }
    return null;
  }

  private static boolean holdsUnprintable(String text, String file, Problems problems) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (!StreamReader.isPrintable(c)) {
        problems.error(
            new Place(file, line, column),
            "",
            ProblemCode.ENCODING,
            "U+%04X is a character that a YAML file cannot hold".formatted(c),
            null);
        return true;
      }
      if (c == '\n' || (c == '\r' && !text.startsWith("\n", i))) {
        line++;
        column = 1;
      } else if (c != '\r') {
        column++;
      }
    }
    return false;
  }

  private @Nullable Yaml document() {
    Yaml root = null;
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
        case DocumentStart -> {
          if (root != null) {
            problems.error(
                place(event.getStartMark()),
                "",
                ProblemCode.SEVERAL_DOCUMENTS,
                "a second document begins here; a file holds the settings of one account",
                "remove the line '---', or put what follows into a file of its own");
            return root;
          }
        }
        default -> root = node(event, 1);
      }
    }
    if (root == null || (root instanceof Scalar scalar && scalar.isNothing())) {
      problems.error(Place.start(file), "", ProblemCode.EMPTY, "the file holds no settings", null);
      return null;
    }
    return root;
  }

  /** The node that begins with the event; nothing, where a problem was found that hides it. */
  private Yaml node(Event event, int depth) {
    Place place = place(event.getStartMark());
    switch (event) {
      case ScalarEvent scalar -> {
        refuseTag(scalar.getTag(), place);
        Optional<String> unfilled = TemplatePlaceholder.in(scalar.getValue());
        if (unfilled.isPresent()) {
          problems.error(
              place,
              "",
              ProblemCode.NOT_FILLED_IN,
              "'" + Words.shown(unfilled.get()) + "' is not filled in",
              "write it in place of <<fill in: …>>");
          return new Hidden(place);
        }
        return new Scalar(
            place,
            scalar.getValue(),
            scalar.isPlain(),
            scalar.getScalarStyle() == ScalarStyle.LITERAL);
      }
      case CollectionStartEvent start -> {
        refuseTag(start.getTag(), place);
        if (depth > SettingsLimits.DEPTH) {
          problems.error(
              place,
              "",
              ProblemCode.TOO_DEEP,
              "more than " + SettingsLimits.DEPTH + " levels of nesting",
              null);
          skip();
          return new Hidden(place);
        }
        return start instanceof MappingStartEvent ? mapping(place, depth) : sequence(place, depth);
      }
      case AliasEvent alias -> {
        problems.error(
            place,
            "",
            ProblemCode.ALIAS,
            "'*" + alias.getAlias().getValue() + "' refers to another place; settings cannot",
            "repeat the value, or put a text that begins with * in quotes");
        return new Hidden(place);
      }
      default -> {
        return new Hidden(place);
      }
    }
  }

  private Sequence sequence(Place place, int depth) {
    List<Yaml> items = new ArrayList<>();
    for (Event next = events.next(); !(next instanceof CollectionEndEvent); next = events.next()) {
      items.add(node(next, depth + 1));
    }
    return new Sequence(place, items);
  }

  private Mapping mapping(Place place, int depth) {
    LinkedHashMap<String, Entry> entries = new LinkedHashMap<>();
    for (Event next = events.next(); !(next instanceof CollectionEndEvent); next = events.next()) {
      Yaml key = node(next, depth + 1);
      Yaml value = node(events.next(), depth + 1);
      if (!(key instanceof Scalar scalar) || scalar.isNothing()) {
        problems.error(
            key.place(), "", ProblemCode.FIELD_NAME, "the name of a field must be a text", null);
      } else if (entries.putIfAbsent(scalar.text(), new Entry(key.place(), value)) != null) {
        problems.error(
            key.place(),
            scalar.text(),
            ProblemCode.DUPLICATE_FIELD,
            "'"
                + Words.shown(scalar.text())
                + "' stands twice here; first in line "
                + firstLineOf(entries, scalar.text()),
            "keep one of the two");
      }
    }
    return new Mapping(place, entries);
  }

  private static int firstLineOf(LinkedHashMap<String, Entry> entries, String field) {
    Entry entry = entries.get(field);
    return entry == null ? 0 : entry.keyPlace().line();
  }

  /**
   * Leaves the collection that was just entered. Gives up in text that is made to break parsers:
   * theirs takes time that grows with the square of the depth.
   */
  private void skip() {
    for (int open = 1; open > 0; ) {
      Event event = events.next();
      if (event instanceof CollectionStartEvent) {
        open++;
      } else if (event instanceof CollectionEndEvent) {
        open--;
      }
      if (open > 10 * SettingsLimits.DEPTH) {
        throw new FarTooDeepException();
      }
    }
  }

  private static final class FarTooDeepException extends RuntimeException {
    FarTooDeepException() {
      super("far too deep", null, false, false);
    }
  }

  private void refuseTag(Optional<String> tag, Place place) {
    if (tag.isPresent() && !tag.get().equals("!")) {
      problems.error(
          place,
          "",
          ProblemCode.TAG,
          "'" + Words.shown(tag.get()) + "' is a YAML tag; settings have none",
          "remove it, or put a text that begins with ! in quotes");
    }
  }

  private Place place(Optional<Mark> mark) {
    return place(file, mark);
  }

  private static Place place(String file, Optional<Mark> mark) {
    return mark.map(m -> new Place(file, m.getLine() + 1, m.getColumn() + 1))
        .orElse(Place.start(file));
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
  }

  /** What the YAML parser says, in words for people who do not know YAML. */
  private static final class SyntaxWords {

    static String message(MarkedYamlEngineException e) {
      String problem = String.valueOf(e.getProblem());
      if (problem.contains("TAB")) {
        return "a tab stands where only spaces may";
      }
      String context = e.getContext();
      return "not YAML: "
          + firstLine(problem)
          + (context == null || context.isBlank() ? "" : " (" + firstLine(context) + ")");
    }

    static @Nullable String hint(MarkedYamlEngineException e) {
      String problem = String.valueOf(e.getProblem()).toLowerCase(Locale.ROOT);
      if (problem.contains("tab")) {
        return "indent with spaces";
      }
      if (problem.contains("mapping values are not allowed")) {
        return "check the indentation, and put a text that holds ': ' in quotes";
      }
      if (problem.contains("expected <block end>")) {
        return "check the indentation: fields of one place begin in the same column";
      }
      if (problem.contains("cannot start any token")) {
        return "put a text that begins with a special character in quotes";
      }
      if (problem.contains("end of stream") || problem.contains("<stream end>")) {
        return "a quote or bracket that was opened is never closed";
      }
      return null;
    }
  }
}
