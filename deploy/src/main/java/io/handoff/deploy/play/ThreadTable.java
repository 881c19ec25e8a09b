package io.handoff.deploy.play;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Imports a table of messages: UTF-8, tab-separated, the first line names the columns, no quoting.
 * Every row becomes a message or is refused with a reason; none is lost.
 */
public final class ThreadTable {

  /** Times as the table may write them: ISO 8601, or as in "Tue Oct 31 22:10:35 +0000 2017". */
  private static final DateTimeFormatter LONG_TIME =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss Z yyyy", Locale.ENGLISH);

  private static final int TEXT_LIMIT = 100_000;

  /**
   * Names of the columns.
   *
   * @param conversation what the messages of one thread have in common
   * @param id the message's own id, unique in the table
   * @param author id of who wrote it
   * @param role who wrote it: customer, agent, ai or automatic
   * @param time when
   * @param text what
   */
  public record Columns(
      String conversation, String id, String author, String role, String time, String text) {

    /** The columns of the public "Customer Support on Twitter" table. */
    public static final Columns DEFAULT =
        new Columns("conv_root", "tweet_id", "author", "role", "created_at", "text");

    /**
     * The default with some names changed, as in {@code text=body,time=sent_at}.
     *
     * @throws PlayException if a name is not one of the six
     */
    public Columns with(String changes) {
      Map<String, String> names = new LinkedHashMap<>();
      names.put("conversation", conversation);
      names.put("id", id);
      names.put("author", author);
      names.put("role", role);
      names.put("time", time);
      names.put("text", text);
      for (String change : changes.split(",", -1)) {
        String[] parts = change.split("=", 2);
        if (parts.length != 2 || !names.containsKey(parts[0].strip())) {
          throw new PlayException(
              "Columns are given as NAME=COLUMN, with names of %s; not '%s'."
                  .formatted(names.keySet(), change));
        }
        names.put(parts[0].strip(), parts[1].strip());
      }
      List<String> values = List.copyOf(names.values());
      return new Columns(
          values.get(0), values.get(1), values.get(2), values.get(3), values.get(4), values.get(5));
    }

    private List<String> all() {
      return List.of(conversation, id, author, role, time, text);
    }
  }

  /** Who wrote a message. */
  public enum Role {
    CUSTOMER,
    AGENT,
    AI,
    AUTOMATIC
  }

  /** A message of the table. */
  public record Row(
      int line,
      String conversation,
      String id,
      String author,
      Role role,
      Instant at,
      String text) {}

  /** A row that was refused; line counts from 1, the header being line 1. */
  public record Refusal(int line, String code, String message) {}

  /**
   * What the table holds.
   *
   * @param rows how many rows were read: messages and refusals together
   * @param threads messages by conversation, each in the order of its times
   * @param refusals the rest
   */
  public record Content(int rows, Map<String, List<Row>> threads, List<Refusal> refusals) {

    /** How many messages there are. */
    public int messages() {
      return threads.values().stream().mapToInt(List::size).sum();
    }
  }

  private ThreadTable() {}

  /**
   * Reads a table.
   *
   * @throws PlayException if the file cannot be read or lacks a column
   */
  public static Content read(Path file, Columns columns) {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return read(file.getFileName().toString(), reader, columns);
    } catch (IOException e) {
      throw new PlayException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  static Content read(String name, BufferedReader reader, Columns columns) throws IOException {
    String header = reader.readLine();
    if (header == null) {
      throw new PlayException(name + " is empty.");
    }
    List<String> names = Arrays.asList(header.replace("\uFEFF", "").split("\t", -1));
    for (String column : columns.all()) {
      if (!names.contains(column)) {
        throw new PlayException(
            "%s has no column '%s'; it has %s. Say which is which with --columns."
                .formatted(name, column, names));
      }
    }
    Map<String, List<Row>> threads = new LinkedHashMap<>();
    List<Refusal> refusals = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    int line = 1;
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      line++;
      switch (parse(line, text, names, columns, ids)) {
        case Refusal refusal -> refusals.add(refusal);
        case Row row ->
            threads.computeIfAbsent(row.conversation(), key -> new ArrayList<>()).add(row);
        default -> throw new IllegalStateException();
      }
    }
    threads
        .values()
        .forEach(
            rows ->
                rows.sort(
                    Comparator.comparing(Row::at).thenComparing(Row::id, ThreadTable::byNumber)));
    return new Content(line - 1, threads, refusals);
  }

  private static int byNumber(String a, String b) {
    return a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length());
  }

  private static Record parse(
      int line, String text, List<String> names, Columns columns, Set<String> ids) {
    String[] cells = text.split("\t", -1);
    if (cells.length != names.size()) {
      return new Refusal(
          line, "columns", "has %d columns, not %d".formatted(cells.length, names.size()));
    }
    String conversation = cells[names.indexOf(columns.conversation())].strip();
    String id = cells[names.indexOf(columns.id())].strip();
    String words = cells[names.indexOf(columns.text())];
    if (conversation.isEmpty()
        || id.isEmpty()
        || conversation.length() > 200
        || id.length() > 200) {
      return new Refusal(line, "id", "conversation or id is empty or over 200 characters");
    }
    if (words.isBlank() || words.codePointCount(0, words.length()) > TEXT_LIMIT) {
      return new Refusal(line, "text", "the text is empty or over " + TEXT_LIMIT + " characters");
    }
    Role role = role(cells[names.indexOf(columns.role())]);
    if (role == null) {
      return new Refusal(line, "role", "the role is none of customer, agent, ai, automatic");
    }
    Instant at = time(cells[names.indexOf(columns.time())].strip());
    if (at == null) {
      return new Refusal(line, "time", "the time cannot be read");
    }
    if (!ids.add(id)) {
      return new Refusal(line, "duplicate", "the id " + id + " stands in an earlier row");
    }
    return new Row(
        line, conversation, id, cells[names.indexOf(columns.author())].strip(), role, at, words);
  }

  private static @Nullable Role role(String text) {
    for (Role role : Role.values()) {
      if (role.name().equalsIgnoreCase(text.strip())) {
        return role;
      }
    }
    return null;
  }

  private static @Nullable Instant time(String text) {
    for (DateTimeFormatter format : List.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME, LONG_TIME)) {
      try {
        return OffsetDateTime.parse(text, format).toInstant();
      } catch (DateTimeException e) {
        // the other one, perhaps
      }
    }
    return null;
  }
}
