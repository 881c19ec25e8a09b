package io.handoff.deploy.preview;

import io.handoff.deploy.play.ConversationTimeline.Entry;
import io.handoff.deploy.play.ConversationTimeline.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What services decided in one conversation.
 *
 * @param happenings by what is counted, in the order of time
 */
record Outcome(Map<Measure, List<Happening>> happenings) {

  /** What is counted; the name is what people see. */
  enum Measure {
    HANDOFFS,
    ASSIGNMENTS,
    CLOSES;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * One of them.
   *
   * @param label what it is counted under: trigger, agent, why it was closed
   * @param text in words, with the reason
   */
  record Happening(Instant at, String label, String text) {}

  /** Those of a kind; none: an empty list. */
  List<Happening> of(Measure measure) {
    return happenings.getOrDefault(measure, List.of());
  }

  /** The outcome of a story. Closes are those by the services. */
  static Outcome of(List<Entry> entries) {
    Map<Measure, List<Happening>> found = new EnumMap<>(Measure.class);
    String closing = "unknown";
    for (Entry entry : entries) {
      if (entry.kind() == Kind.TRIGGER) {
        add(found, Measure.HANDOFFS, entry, field(entry, "triggerId"), words(entry));
      } else if (entry.kind() == Kind.ROUTING && field(entry, "what").startsWith("assigned to ")) {
        add(found, Measure.ASSIGNMENTS, entry, field(entry, "agent"), entry.text());
      } else if (entry.fields().containsKey("reason") && entry.kind() == Kind.ACTION) {
        closing = field(entry, "reason");
      } else if (field(entry, "closedBy").equals("service")) {
        add(found, Measure.CLOSES, entry, closing, "closed: " + closing);
      }
    }
    return new Outcome(found);
  }

  private static void add(
      Map<Measure, List<Happening>> found,
      Measure measure,
      Entry entry,
      String label,
      String text) {
    found
        .computeIfAbsent(measure, key -> new ArrayList<>())
        .add(new Happening(entry.at(), label, text));
  }

  /** Both sides' settings have a name of their own here, not the version that stories tell. */
  private static String words(Entry entry) {
    return entry.text().replaceFirst("; settings v\\d+$", "");
  }

  private static String field(Entry entry, String name) {
    return String.valueOf(entry.fields().getOrDefault(name, ""));
  }
}
