package io.handoff.deploy.system;

import io.handoff.deploy.play.ConversationTimeline;
import io.handoff.deploy.play.ConversationTimeline.Kind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of each conversation in the end, without ids and without the order in which topics were
 * read.
 */
public final class Outcomes {
  private Outcomes() {}

  public static Map<String, String> of(List<ConversationTimeline> stories, String accountId) {
    Map<String, String> outcomes = new TreeMap<>();
    for (ConversationTimeline timeline : stories) {
      if (timeline.accountId().equals(accountId)) {
        outcomes.put(timeline.conversationId(), outcome(timeline));
      }
    }
    return outcomes;
  }

  private static String outcome(ConversationTimeline timeline) {
    String assignments =
        timeline.entries().stream()
            .filter(e -> e.kind() == Kind.ROUTING && e.fields().containsKey("agent"))
            .map(e -> e.fields().get("agent").toString())
            .collect(Collectors.joining(","));
    String tickets =
        timeline.tickets().stream()
            .map(
                t ->
                    t.getHandoff().getReason()
                        + "/"
                        + t.getHandoff().getEvidence().getMatchedText()
                        + "/"
                        + t.getStatus()
                        + "/"
                        + t.getClosedBy()
                        + "/"
                        + t.getAssigneeId())
            .collect(Collectors.joining(","));
    long closes =
        timeline.entries().stream()
            .filter(e -> e.kind() == Kind.EVENT && e.text().startsWith("closed the conversation"))
            .count();
    return "assigned [%s] tickets [%s] closed %d times, last at %s"
        .formatted(
            assignments,
            tickets,
            closes,
            timeline.entries().stream()
                .filter(
                    e -> e.kind() == Kind.EVENT && e.text().startsWith("closed the conversation"))
                .map(e -> e.at().toString())
                .reduce("", (a, b) -> b));
  }
}
