package io.handoff.deploy.system;

import io.handoff.deploy.play.Story;
import io.handoff.deploy.play.Story.Kind;
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

  public static Map<String, String> of(List<Story> stories, String accountId) {
    Map<String, String> outcomes = new TreeMap<>();
    for (Story story : stories) {
      if (story.accountId().equals(accountId)) {
        outcomes.put(story.conversationId(), outcome(story));
      }
    }
    return outcomes;
  }

  private static String outcome(Story story) {
    String assignments =
        story.entries().stream()
            .filter(e -> e.kind() == Kind.ROUTING && e.fields().containsKey("agent"))
            .map(e -> e.fields().get("agent").toString())
            .collect(Collectors.joining(","));
    String tickets =
        story.tickets().stream()
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
        story.entries().stream()
            .filter(e -> e.kind() == Kind.EVENT && e.text().startsWith("closed the conversation"))
            .count();
    return "assigned [%s] tickets [%s] closed %d times, last at %s"
        .formatted(
            assignments,
            tickets,
            closes,
            story.entries().stream()
                .filter(
                    e -> e.kind() == Kind.EVENT && e.text().startsWith("closed the conversation"))
                .map(e -> e.at().toString())
                .reduce("", (a, b) -> b));
  }
}
