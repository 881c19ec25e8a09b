package io.handoff.deploy.play;

import io.handoff.deploy.play.ConversationTimeline.Entry;
import io.handoff.deploy.play.ConversationTimeline.Kind;
import io.handoff.rules.engine.RuleReport;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** Prints stories: as text for people, as JSON lines for programs. */
public final class StoryPrinter {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrintWriter out;
  private final boolean colours;
  private final boolean all;

  /**
   * A printer.
   *
   * @param colours only where a person looks at a terminal
   * @param all whether to tell what tells little, too
   */
  public StoryPrinter(PrintWriter out, boolean colours, boolean all) {
    this.out = out;
    this.colours = colours;
    this.all = all;
  }

  /** Whether a person looks at a terminal, and wants colours. */
  public static boolean wantsColours() {
    return System.console() != null
        && System.console().isTerminal()
        && System.getenv("NO_COLOR") == null;
  }

  /**
   * One conversation as text. What the platform is told to do is left out: its carrying out is
   * told. That a script failed is told with the reasons why its rule did not fire.
   *
   * @param zone of its times
   */
  public void text(ConversationTimeline timeline, String title, ZoneId zone) {
    out.println();
    out.println(
        paint("1", "━━ " + title)
            + "  "
            + timeline.conversationId()
            + " on "
            + timeline.channelId()
            + (timeline.customer().isEmpty() ? "" : ", customer " + timeline.customer())
            + ", times in "
            + (zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone));
    entries(
        timeline.entries().stream()
            .filter(entry -> entry.kind() != Kind.ACTION)
            .filter(entry -> all || !entry.minor())
            .filter(entry -> !RuleReport.SCRIPT_FAILED.equals(entry.fields().get("code")))
            .toList(),
        TIME.withZone(zone));
    out.flush();
  }

  /**
   * That rules did not fire for the same reasons again is told once: with how often it was so where
   * none of the set fired.
   */
  private void entries(List<Entry> entries, DateTimeFormatter time) {
    Map<String, Integer> times = new HashMap<>();
    entries.forEach(entry -> times.merge(reasons(entry), 1, Integer::sum));
    Set<String> told = new HashSet<>();
    for (Entry entry : entries) {
      String reasons = reasons(entry);
      if (reasons.isEmpty()) {
        print(
            entry,
            time.format(entry.at()),
            "",
            entry.details().stream()
                .filter(line -> entry.kind() != Kind.DECISION || told.add(key(entry, line)))
                .toList());
      } else if (told.add(reasons)) {
        int often = times.getOrDefault(reasons, 1);
        print(
            entry,
            time.format(entry.at()),
            often == 1 ? "" : " (the same %d times)".formatted(often),
            entry.details());
      }
    }
  }

  /** A rule of a set and the condition that was false, without what there was instead. */
  private static String key(Entry entry, String line) {
    return entry.fields().get("subject") + line.replaceFirst(", there was .*", "");
  }

  private void print(Entry entry, String at, String more, List<String> details) {
    boolean said = entry.kind() == Kind.MESSAGE;
    String text = said ? "\"" + shortened(entry.text()) + "\"" : shortened(entry.text());
    out.println(
        "  %s  %s %-14s %s"
            .formatted(at, mark(entry), entry.who(), paint(colour(entry), text + more)));
    details.forEach(detail -> out.println(" ".repeat(33) + shortened(detail)));
  }

  /**
   * Which rules of a set did not fire on which conditions; empty: it is about something else. What
   * there was instead does not count: it differs with every message.
   */
  private static String reasons(Entry entry) {
    return "rules-not-fired".equals(entry.fields().get("code"))
            && entry.fields().get("details") instanceof List<?> details
        ? entry.who() + entry.text() + details.stream().map(StoryPrinter::condition).toList()
        : "";
  }

  private static String condition(Object detail) {
    return detail instanceof Map<?, ?> fields
        ? fields.get("name") + " " + fields.get("expected")
        : "";
  }

  /** Whether something was asked for and not done. */
  private static boolean isRefused(Entry entry) {
    return Boolean.FALSE.equals(entry.fields().get("accepted"))
        || Boolean.TRUE.equals(entry.fields().get("refused"));
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= 400 ? line : line.substring(0, 399) + "…";
  }

  private static String mark(Entry entry) {
    if (isRefused(entry)) {
      return "✗";
    }
    return switch (entry.kind()) {
      case MESSAGE -> " ";
      case EVENT -> "·";
      case TRIGGER -> "⚑";
      case ROUTING -> "➜";
      case TICKET -> "▣";
      case COMMAND -> "⌘";
      case ANSWER -> "✓";
      case TIME -> "⏲";
      case ACTION -> "!";
      case DECISION -> "?";
      case NOTIFICATION -> "✉";
      case PRESENCE -> "●";
    };
  }

  private static String colour(Entry entry) {
    if (isRefused(entry)) {
      return "31";
    }
    return switch (entry.kind()) {
      case MESSAGE -> "0";
      case EVENT, ACTION, ANSWER, PRESENCE -> "2";
      case TRIGGER -> "33";
      case ROUTING -> "36";
      case TICKET, COMMAND -> "32";
      case TIME, NOTIFICATION -> "35";
      case DECISION -> "31";
    };
  }

  private String paint(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  /** One conversation as JSON lines: an object an entry. */
  public void json(ConversationTimeline timeline) {
    for (Entry entry : timeline.entries()) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("account", timeline.accountId());
      line.put("conversation", timeline.conversationId());
      line.put("channel", timeline.channelId());
      line.put("at", entry.at().toString());
      line.put("publishedAt", entry.publishedAt().toString());
      line.put("kind", entry.kind().name().toLowerCase(Locale.ROOT));
      line.put("who", entry.who());
      line.put("text", entry.text());
      line.putAll(entry.fields());
      out.println(JSON.writeValueAsString(line));
    }
    out.flush();
  }

  /** Any object as one JSON line. */
  public void json(Map<String, ?> object) {
    out.println(JSON.writeValueAsString(object));
    out.flush();
  }
}
