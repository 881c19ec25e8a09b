package io.handoff.routing.decision.effect;

import io.handoff.kit.Ids;
import io.handoff.routing.decision.handoff.Handoff;
import io.handoff.routing.decision.handoff.Priority;
import io.handoff.routing.decision.handoff.RoutingTarget;
import io.handoff.routing.decision.selection.Candidate;
import io.handoff.routing.decision.selection.Selection.Obstacle;
import io.handoff.rules.Action.Notify;
import io.handoff.rules.RuleId;
import io.handoff.rules.engine.RuleReport;
import io.handoff.settings.model.HandoffConfig.Process;
import io.handoff.settings.model.MessagesConfig.Occasion;
import io.handoff.settings.model.OutgoingMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the world gets to see of a decision, in the order in which it is published. */
public sealed interface Effect {

  /**
   * Id of a decision.
   *
   * @param key what ids of effects of the event are derived from
   * @param index its place among the effects of the event, from 0
   */
  static String decisionId(String accountId, String key, int index) {
    return Ids.derive("routing-decision", accountId, key, index);
  }

  /**
   * A decision on a handoff.
   *
   * @param process null: not known, as the handoff is not
   * @param target null: not known, as the handoff is not
   * @param obstacle why nobody can take it; null: somebody can, or it was not asked
   * @param why one sentence
   */
  record Decided(
      Handoff handoff,
      @Nullable Process process,
      @Nullable RoutingTarget target,
      Priority priority,
      RoutingResult ruling,
      List<Candidate> candidates,
      int candidateCount,
      @Nullable Obstacle obstacle,
      String why)
      implements Effect {
    public Decided {
      candidates = List.copyOf(candidates);
    }
  }

  /** Something for the platform to carry out. */
  record Acted(Handoff handoff, Action action) implements Effect {}

  /**
   * Something was not done, and nobody waits for an answer: it stands in the decision log.
   *
   * @param suppressed true: it would have been done, but something stood against it; false: it was
   *     wrong
   * @param handoff null: it is about none
   * @param subject policy that looked
   * @param code stable
   * @param message in words
   */
  record Logged(
      boolean suppressed, @Nullable Handoff handoff, String subject, String code, String message)
      implements Effect {}

  /**
   * What rules made of a handoff.
   *
   * @param entries what they did and why the others did not
   * @param fields what the ticket begins with; stands in the decisions that follow in this outcome
   * @param news whom they tell what
   */
  record Ruled(
      Handoff handoff, List<RuleReport.Entry> entries, Map<String, String> fields, List<News> news)
      implements Effect {
    public Ruled {
      entries = List.copyOf(entries);
      fields = Map.copyOf(fields);
      news = List.copyOf(news);
    }
  }

  /** What a rule tells people. */
  record News(RuleId rule, Notify what) {}

  /** What a platform can be asked to do. */
  sealed interface Action {

    /** Stop the AI agent. */
    record PauseAiAgent() implements Action {}

    /**
     * Show the conversation to an agent as assigned.
     *
     * @param offerUntil it is an offer that stands until then; null: the agent has it
     */
    record Assign(String agentId, @Nullable String teamId, @Nullable Instant offerUntil)
        implements Action {}

    /** Take the conversation from an agent. */
    record Unassign(String agentId, String reason) implements Action {}

    /** Tell the customer something; placeholders are filled in. */
    record Say(Occasion occasion, OutgoingMessage message) implements Action {}

    /** Close the conversation unless there is a newer message. */
    record Close(long lastSequence, Instant dueAt) implements Action {}
  }
}
