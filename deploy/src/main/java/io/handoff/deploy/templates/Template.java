package io.handoff.deploy.templates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A workflow that is shipped as a file: comments that say what it is, then one element of {@code
 * rules}.
 *
 * @param name of the file, without its ending
 * @param text of the file
 */
record Template(String name, String text) {

  private static final String ENDING = ".yaml";

  /** All in a folder, by name. */
  static List<Template> in(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files =
          found
              .filter(file -> file.toString().endsWith(ENDING))
              .sorted(Comparator.comparing(Path::toString))
              .toList();
    }
    List<Template> templates = new ArrayList<>();
    for (Path file : files) {
      String fileName = String.valueOf(file.getFileName());
      templates.add(
          new Template(
              fileName.substring(0, fileName.length() - ENDING.length()), Files.readString(file)));
    }
    return templates;
  }

  /** Its first line: a title. */
  String title() {
    return text.lines().findFirst().orElse("").replaceFirst("^#\\s*", "");
  }

  /**
   * A settings file with this template at the end of its {@code rules}. Everything that was there,
   * comments too, stays as it was.
   *
   * @throws IllegalArgumentException if rules are written in brackets
   */
  String putInto(String settings) {
    List<String> lines = new ArrayList<>(settings.lines().toList());
    int rules = -1;
    for (int i = 0; i < lines.size() && rules < 0; i++) {
      rules = lines.get(i).startsWith("rules:") ? i : -1;
    }
    if (rules < 0) {
      lines.add("rules:");
      lines.addAll(indented("  "));
      return joined(lines);
    }
    String after = lines.get(rules).substring("rules:".length()).replaceFirst("#.*", "").strip();
    if (!after.isEmpty()) {
      throw new IllegalArgumentException(
          "'rules' is written in one line (line "
              + (rules + 1)
              + "); write its elements below each other, each beginning with '- '");
    }
    int end = rules + 1;
    String indent = "  ";
    for (int i = rules + 1; i < lines.size() && belongsToRules(lines.get(i)); i++) {
      String line = lines.get(i);
      if (!line.isBlank() && !line.startsWith("#")) {
        if (end == rules + 1 && line.stripLeading().startsWith("-")) {
          indent = line.substring(0, line.indexOf('-'));
        }
        end = i + 1;
      }
    }
    lines.addAll(end, indented(indent));
    return joined(lines);
  }

  private static boolean belongsToRules(String line) {
    return line.isBlank() || line.startsWith(" ") || line.startsWith("-") || line.startsWith("#");
  }

  private List<String> indented(String indent) {
    return text.lines().map(line -> line.isBlank() ? line : indent + line).toList();
  }

  private static String joined(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
