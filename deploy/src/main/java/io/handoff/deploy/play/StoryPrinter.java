package io.handoff.deploy.play;

import io.handoff.deploy.play.Story.Entry;
import io.handoff.deploy.play.Story.Kind;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Prints stories: as text for people, as JSON lines for programs. */
public final class StoryPrinter {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrintWriter out;
  private final boolean colours;

  /** A printer; colours only where a person looks at a terminal. */
  public StoryPrinter(PrintWriter out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  /** Whether a person looks at a terminal, and wants colours. */
  public static boolean wantsColours() {
    return System.console() != null
        && System.console().isTerminal()
        && System.getenv("NO_COLOR") == null;
  }

  /**
   * One conversation as text. What the platform is told to do is left out: its carrying out is
   * told.
   */
  public void text(Story story, String title) {
    out.println();
    out.println(
        paint("1", "━━ " + title)
            + "  "
            + story.conversationId()
            + " on "
            + story.channelId()
            + (story.customer().isEmpty() ? "" : ", customer " + story.customer()));
    for (Entry entry : story.entries()) {
      if (entry.kind() != Kind.ACTION) {
        out.println(line(entry));
      }
    }
    out.flush();
  }

  private String line(Entry entry) {
    boolean said = entry.kind() == Kind.MESSAGE;
    String text = said ? "\"" + shortened(entry.text()) + "\"" : shortened(entry.text());
    return "  %s  %s %-14s %s"
        .formatted(
            TIME.format(entry.at()),
            mark(entry.kind()),
            entry.who(),
            paint(colour(entry.kind()), text));
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= 400 ? line : line.substring(0, 399) + "…";
  }

  private static String mark(Kind kind) {
    return switch (kind) {
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
    };
  }

  private static String colour(Kind kind) {
    return switch (kind) {
      case MESSAGE -> "0";
      case EVENT, ACTION, ANSWER -> "2";
      case TRIGGER -> "33";
      case ROUTING -> "36";
      case TICKET, COMMAND -> "32";
      case TIME -> "35";
      case DECISION -> "31";
    };
  }

  private String paint(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  /** One conversation as JSON lines: an object an entry. */
  public void json(Story story) {
    for (Entry entry : story.entries()) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("account", story.accountId());
      line.put("conversation", story.conversationId());
      line.put("channel", story.channelId());
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
