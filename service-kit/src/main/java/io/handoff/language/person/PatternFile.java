package io.handoff.language.person;

import io.handoff.language.text.DataLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One language's patterns as written: {@code list name = words}, {@code pattern name = elements},
 * {@code guard name = elements}. A line that begins with spaces goes on with the one before; #
 * starts a comment. {@code person/README.md} explains the notation to those who write it.
 */
record PatternFile(String language, Map<String, List<String>> lists, List<Rule> rules) {

  enum Kind {
    PATTERN,
    ALWAYS,
    GUARD
  }

  record Rule(String name, Kind kind, List<String> elements) {}

  static PatternFile load(String language) {
    String resource = "/io/handoff/language/person/" + language + ".txt";
    try (InputStream in = PatternFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no " + resource);
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return parse(language, reader.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PatternFile parse(String language, List<String> lines) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    List<Rule> rules = new ArrayList<>();
    for (String line : DataLines.join(lines)) {
      String[] sides = line.split("\\s*=\\s*", 2);
      String[] head = sides[0].split("\\s+");
      if (sides.length != 2 || head.length != 2) {
        throw new IllegalArgumentException(language + ": cannot read \"" + line + '"');
      }
      List<String> body = List.of(sides[1].strip().split("\\s+"));
      switch (head[0]) {
        case "list" -> lists.put(head[1], body);
        case "pattern" -> rules.add(new Rule(head[1], Kind.PATTERN, body));
        case "always" -> rules.add(new Rule(head[1], Kind.ALWAYS, body));
        case "guard" -> rules.add(new Rule(head[1], Kind.GUARD, body));
        default -> throw new IllegalArgumentException(language + ": cannot read \"" + line + '"');
      }
    }
    return new PatternFile(language, lists, rules);
  }
}
