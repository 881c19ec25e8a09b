package io.handoff.deploy.demo;

import io.handoff.avro.Ticket;
import io.handoff.deploy.play.ConversationTimeline;
import io.handoff.deploy.play.ConversationTimeline.Entry;
import io.handoff.deploy.play.ConversationTimeline.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Counts over stories.
 *
 * @param conversations how many there are
 * @param handoffs by reason
 * @param decisions routing's decisions by what was decided
 * @param tickets by status
 * @param closings closed tickets by what closed them
 * @param commands answers by accepted and code
 * @param deadLetters records refused by a service
 */
record Summary(
    int conversations,
    Map<String, Long> handoffs,
    Map<String, Long> decisions,
    Map<String, Long> tickets,
    Map<String, Long> closings,
    Map<String, Long> commands,
    int deadLetters) {

  static Summary of(List<ConversationTimeline> stories, int deadLetters) {
    return new Summary(
        stories.size(),
        count(stories, Kind.TRIGGER, e -> e.fields().get("reason")),
        count(stories, Kind.ROUTING, Summary::decision),
        tickets(stories, ticket -> ticket.getStatus().name().toLowerCase(Locale.ROOT)),
        tickets(stories, Ticket::getClosedBy),
        count(
            stories,
            Kind.ANSWER,
            e -> e.fields().containsKey("code") ? e.fields().get("code") : "accepted"),
        deadLetters);
  }

  private static Object decision(Entry entry) {
    String what = String.valueOf(entry.fields().get("what"));
    String process = String.valueOf(entry.fields().get("process"));
    if (what.startsWith("assigned")) {
      return process + " assigned";
    }
    if (what.startsWith("queued")) {
      return process + " queued";
    }
    if (what.startsWith("over")) {
      return "over";
    }
    return what.startsWith("refused") ? "refused" : what;
  }

  private static Map<String, Long> count(
      List<ConversationTimeline> stories, Kind kind, Function<Entry, ? extends Object> by) {
    return stories.stream()
        .flatMap(timeline -> timeline.entries().stream())
        .filter(entry -> entry.kind() == kind)
        .collect(
            Collectors.groupingBy(
                entry -> String.valueOf(by.apply(entry)), TreeMap::new, Collectors.counting()));
  }

  private static Map<String, Long> tickets(
      List<ConversationTimeline> stories, Function<Ticket, ? extends Object> by) {
    return stories.stream()
        .flatMap(timeline -> timeline.tickets().stream())
        .map(by)
        .filter(Objects::nonNull)
        .collect(Collectors.groupingBy(String::valueOf, TreeMap::new, Collectors.counting()));
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("conversations", conversations);
    map.put("handoffs", handoffs);
    map.put("decisions", decisions);
    map.put("tickets", tickets);
    map.put("closings", closings);
    map.put("commands", commands);
    map.put("deadLetters", deadLetters);
    return map;
  }

  String toText() {
    return """
    %d conversations
      handoffs   %s
      routing    %s
      tickets    %s
      closed by  %s
      commands   %s
      refused    %d records
    """
        .formatted(
            conversations,
            words(handoffs),
            words(decisions),
            words(tickets),
            words(closings),
            words(commands),
            deadLetters);
  }

  private static String words(Map<String, Long> counts) {
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(e -> e.getValue() + " × " + e.getKey())
            .collect(Collectors.joining(", "));
  }
}
