package io.handoff.deploy.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A page of {@code docs/reference} that is made from the code. {@code -Dreference.write=true}
 * writes it instead of comparing it.
 */
public final class Page {

  private static final Path FOLDER =
      Path.of(System.getProperty("handoff.home", ".."), "docs", "reference");

  private final StringBuilder text = new StringBuilder();

  /** A page without anything under its title. */
  public Page(String title) {
    text.append("# ").append(title).append("\n\n");
    text.append("<!-- Made from the code by ReferenceTest; see CONTRIBUTING.md. -->\n");
  }

  /** Begins a section. */
  public Page heading(String title) {
    text.append("\n## ").append(title).append('\n');
    return this;
  }

  /** Adds a paragraph. */
  public Page paragraph(String words) {
    text.append('\n').append(words.strip()).append('\n');
    return this;
  }

  /** Adds lines that stand as they are. */
  public Page block(String lines) {
    text.append("\n```\n").append(lines.stripTrailing().stripIndent()).append("\n```\n");
    return this;
  }

  /** Adds a table; nothing where it has no rows. */
  public Page table(List<String> head, List<List<String>> rows) {
    if (!rows.isEmpty()) {
      text.append('\n').append(row(head)).append("|---".repeat(head.size())).append("|\n");
      rows.forEach(row -> text.append(row(row)));
    }
    return this;
  }

  private static String row(List<String> cells) {
    return "| "
        + String.join(" | ", cells.stream().map(cell -> cell.replace("|", "\\|")).toList())
        + " |\n";
  }

  /** Words as they are written in code. */
  public static String code(String words) {
    return words.isEmpty() ? "" : "`" + words + "`";
  }

  /** A link to a section of the same page. */
  public static String link(String title) {
    String anchor =
        title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
    return "[" + title.replace("[]", "\\[\\]") + "](#" + anchor + ")";
  }

  /** The page stands in the file as the code says. */
  public void standsIn(String file) throws IOException {
    Path path = FOLDER.resolve(file);
    if (Boolean.getBoolean("reference.write")) {
      Files.createDirectories(FOLDER);
      Files.writeString(path, text);
    }
    assertThat(path).exists();
    assertThat(Files.readString(path))
        .as("%s; -Dreference.write=true writes it anew", file)
        .isEqualTo(text.toString());
  }
}
