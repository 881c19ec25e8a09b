package io.handoff.routing.decision.message;

import io.handoff.routing.decision.account.OpenHandoff;
import io.handoff.routing.decision.effect.DecisionBuilder;
import io.handoff.routing.decision.queue.Pool;
import io.handoff.routing.decision.selection.Candidate.Verdict;
import io.handoff.routing.decision.selection.Selection;
import io.handoff.settings.model.TeamRouting.Then;
import io.handoff.settings.model.TeamRouting.WideningStep;
import java.util.ArrayList;
import java.util.List;

/** Why nobody gets a conversation, in words. */
public final class RoutingExplanations {
  private RoutingExplanations() {}

  /** Why a conversation waits for somebody who is there, or asynchronously for anybody. */
  public static String whyItWaits(
      DecisionBuilder decision, OpenHandoff waiting, Selection selection) {
    String line = decision.roster().nameOf(waiting.pool());
    OpenHandoff.Waiting how = waiting.waiting();
    if (how != null && how.heldFor() != null) {
      return decision.roster().nameOf(how.heldFor())
          + ", who had the customer last, is full; it waits for that agent until "
          + how.heldUntil();
    }
    if (selection.present() == 0) {
      return nobodyThere(decision, waiting.pool(), selection);
    }
    boolean one = selection.present() == 1;
    if (selection.obstacle() == Selection.Obstacle.ALL_PASSED) {
      return one
          ? "the only agent of %s who could take it let it pass, and is asked again later"
              .formatted(line)
          : "all agents of %s who could take it let it pass, and are asked again later"
              .formatted(line);
    }
    return one
        ? "the only agent of %s who could take it is full".formatted(line)
        : "all %d agents of %s who could take it are full".formatted(selection.present(), line);
  }

  /** What a step of widening has changed. */
  public static String widened(DecisionBuilder decision, WideningStep step, boolean callBack) {
    List<String> parts = new ArrayList<>();
    if (step.lowerSkillsBy() > 0) {
      parts.add("the required skills drop by " + step.lowerSkillsBy());
    }
    if (step.addTeam() != null) {
      parts.add(decision.roster().teamName(step.addTeam()) + " comes into question too");
    }
    if (callBack) {
      parts.add("it is followed up later");
    } else if (step.then() == Then.OVERFLOW_MESSAGE) {
      parts.add("the customer is told that it takes longer");
    }
    return "it has waited for %d s: %s"
        .formatted(
            step.after().toSeconds(),
            parts.isEmpty() ? "nothing changes" : String.join(", ", parts));
  }

  /** Why nobody gets it, where nobody who is there could. */
  public static String nobodyThere(DecisionBuilder decision, Pool pool, Selection selection) {
    String line = decision.roster().nameOf(pool);
    Selection.Obstacle obstacle = selection.obstacle();
    return switch (obstacle == null ? Selection.Obstacle.NOBODY_AVAILABLE : obstacle) {
      case NO_MEMBERS -> "nobody belongs to " + line;
      case OUTSIDE_HOURS -> line + " is closed at this hour";
      case SKILL_MISSING -> "nobody of %s who is there has the skills".formatted(line);
      case LANGUAGE_MISSING ->
          "nobody of %s who is there speaks the customer's language (%s)"
              .formatted(line, pool.language());
      case ALL_PASSED -> "everybody of " + line + " who is there gave it back or declined it";
      case NOBODY_AVAILABLE, ALL_FULL -> nobodyAvailable(line, selection);
    };
  }

  private static String nobodyAvailable(String line, Selection selection) {
    boolean tooSmall =
        selection.candidates().stream()
            .anyMatch(c -> c.verdict() == Verdict.FULL || c.verdict() == Verdict.CHANNEL_FULL);
    if (tooSmall) {
      return "nobody of " + line + " who is there has enough capacity for it";
    }
    return selection.candidateCount() == 1
        ? "the only agent of " + line + " is not available"
        : "none of the %d agents of %s is available".formatted(selection.candidateCount(), line);
  }
}
