package io.handoff.deploy.demo;

import io.handoff.deploy.play.ConversationTimeline;
import io.handoff.deploy.play.ThreadTable;
import io.handoff.deploy.play.ThreadTable.Refusal;
import io.handoff.deploy.play.ThreadTable.Role;
import io.handoff.deploy.play.ThreadTable.Row;
import io.handoff.language.person.PersonRequestDetector;
import io.handoff.language.trigger.TriggerMatcher;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.trigger.decision.CompiledTriggers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What became of a table of threads.
 *
 * @param rows rows read
 * @param published messages published
 * @param refusals rows refused, with their reasons
 * @param calling threads in which the customer asks for a person or uses a trigger, found by
 *     reading the table apart from the system
 * @param withoutTicket those of them that have no ticket
 * @param summary what the system made of them
 */
record ReplayResult(
    int rows,
    int published,
    List<Refusal> refusals,
    int calling,
    List<String> withoutTicket,
    Summary summary) {

  static ReplayResult of(
      ThreadTable.Content content,
      int published,
      AccountConfig account,
      String channelId,
      List<ConversationTimeline> stories) {
    ChannelConfig channel = account.channels().get(channelId);
    if (channel == null) {
      throw new IllegalArgumentException("no channel " + channelId);
    }
    List<ConversationTimeline> own =
        stories.stream()
            .filter(timeline -> timeline.accountId().equals(account.accountId()))
            .filter(timeline -> content.threads().containsKey(timeline.conversationId()))
            .toList();
    TreeSet<String> calling = calling(content, channel);
    List<String> withoutTicket =
        calling.stream()
            .filter(
                thread ->
                    own.stream()
                        .noneMatch(
                            s -> s.conversationId().equals(thread) && !s.tickets().isEmpty()))
            .toList();
    return new ReplayResult(
        content.rows(),
        published,
        content.refusals(),
        calling.size(),
        withoutTicket,
        Summary.of(own, 0));
  }

  private static TreeSet<String> calling(ThreadTable.Content content, ChannelConfig channel) {
    PersonRequestDetector detector = PersonRequestDetector.create();
    TriggerMatcher triggers = CompiledTriggers.compile(channel.triggers().custom());
    TreeSet<String> calling = new TreeSet<>();
    content
        .threads()
        .forEach(
            (thread, rows) -> {
              if (rows.stream().anyMatch(row -> calls(row, detector, triggers))) {
                calling.add(thread);
              }
            });
    return calling;
  }

  private static boolean calls(Row row, PersonRequestDetector detector, TriggerMatcher triggers) {
    return row.role() == Role.CUSTOMER
        && (detector.detect(row.text()).isPresent() || triggers.first(row.text()).isPresent());
  }

  /**
   * Whether every row became an event or was refused, and every thread that calls for a person has
   * a ticket.
   */
  boolean isComplete() {
    return rows == published + refusals.size() && withoutTicket.isEmpty();
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("rows", rows);
    map.put("published", published);
    map.put("refused", refusals.size());
    map.put("refusedBy", reasons());
    map.put("threadsThatCall", calling);
    map.put("threadsWithoutTicket", withoutTicket);
    map.put("summary", summary.toMap());
    return map;
  }

  private Map<String, Long> reasons() {
    return refusals.stream()
        .collect(Collectors.groupingBy(Refusal::code, TreeMap::new, Collectors.counting()));
  }

  String toText() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d rows read = %d published + %d refused %s%n"
            .formatted(rows, published, refusals.size(), refusals.isEmpty() ? "" : reasons()));
    refusals.stream()
        .limit(10)
        .forEach(r -> text.append("  line %d %s%n".formatted(r.line(), r.message())));
    text.append(
        "%d threads call for a person, %d of them without a ticket %s%n"
            .formatted(
                calling, withoutTicket.size(), withoutTicket.isEmpty() ? "" : withoutTicket));
    text.append(summary.toText());
    return text.toString();
  }
}
