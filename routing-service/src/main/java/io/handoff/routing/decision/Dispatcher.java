package io.handoff.routing.decision;

import io.handoff.routing.decision.OpenHandoff.Standing;
import io.handoff.routing.decision.OpenHandoff.Waiting;
import io.handoff.routing.decision.Selection.Question;
import io.handoff.settings.AgentConfig;
import io.handoff.settings.HandoffConfig.Process;
import io.handoff.settings.TeamRouting;
import io.handoff.settings.TeamRouting.Strategy;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is next, and whose is it: brings waiting work and agents with room together. Here is what
 * keeps the guarantee that the head of the line goes first.
 */
final class Dispatcher {

  /** Who can take a handoff now. */
  Selection select(Draft draft, OpenHandoff handoff, @Nullable String preferred) {
    return Selection.of(draft.state(), question(draft, handoff.pool()), handoff, preferred);
  }

  static Question question(Draft draft, Pool pool) {
    Roster roster = draft.roster();
    TeamRouting routing = roster.routing(pool.teamId());
    return new Question(
        pool,
        roster.needs(pool),
        roster.members(pool, draft::isOpen),
        AssignmentStrategy.of(routing.strategy()),
        draft.state().line(turnKey(pool, routing)),
        routing.acceptance() != null);
  }

  static String turnKey(Pool pool, TeamRouting routing) {
    return routing.strategy() == Strategy.ROTATION_BY_CHANNEL
        ? pool.line() + "|" + pool.channelId()
        : pool.line();
  }

  /**
   * Lets a handoff stand in line with what waits, at its place, gives work to an agent who has room
   * now, and says how the handoff stands then. So it is neither passed over nor does it pass.
   *
   * @param freed who has room again; null: nobody
   */
  OpenHandoff lineUp(Draft draft, OpenHandoff handoff, @Nullable String freed) {
    OpenHandoff waiting = handoff.waiting(Standing.UNASSIGNED, draft.now());
    draft.put(waiting);
    settle(draft, freed);
    return draft.state().handoff(handoff.conversationId()).orElseThrow();
  }

  /**
   * Gives waiting work to an agent who may have room now, and to everybody where the settings are
   * another version than the last time or business hours have begun.
   *
   * @param freed who may have room; null: nobody
   */
  void settle(Draft draft, @Nullable String freed) {
    Instant hours = draft.state().counters().hoursAt();
    if (draft.settingsChanged()) {
      fillAll(draft);
      draft.checked();
    } else if (hours != null && !hours.isAfter(draft.now()) && draft.firstOpening()) {
      fillAll(draft);
    } else if (freed != null) {
      fill(draft, Set.of(freed));
    }
  }

  /** Other settings than the last time: other terms, other deadlines. Comes first. */
  static void restamp(Draft draft) {
    if (!draft.settingsChanged()) {
      return;
    }
    for (String agentId : draft.state().agentIds()) {
      draft.put(draft.state().desk(agentId).agent());
    }
    for (WaitingKey key : draft.state().waiting(pool -> true)) {
      draft
          .state()
          .handoff(key.conversationId())
          .ifPresent(waiting -> draft.put(held(draft, waiting)));
    }
  }

  /** A handoff is held for its customer's last agent only as long as its team asks for that one. */
  private static OpenHandoff held(Draft draft, OpenHandoff handoff) {
    Waiting waiting = handoff.waiting();
    return waiting == null
            || waiting.heldFor() == null
            || draft.roster().routing(handoff.target().teamId()).strategy() == Strategy.LAST_AGENT
        ? handoff
        : handoff.with(waiting.heldFor(null, null));
  }

  /**
   * Takes a conversation from whoever has it or is offered it: it stands in line at its place, and
   * the agent has room for waiting work.
   *
   * @param next how it is to wait
   * @param reason why, for the platform; null: what it comes to says it
   * @return the word for what became of it
   */
  String again(Draft draft, OpenHandoff before, OpenHandoff next, @Nullable String reason) {
    draft.lost(before, reason);
    OpenHandoff waiting = lineUp(draft, next, before.agentId());
    return waiting.waits() ? place(draft, waiting, select(draft, waiting, null)) : word(waiting);
  }

  /** The word for how a handoff stands. */
  static String word(OpenHandoff handoff) {
    return switch (handoff.standing()) {
      case ASSIGNED -> "assigned";
      case OFFERED -> "offered";
      case QUEUED -> "queued";
      case UNASSIGNED -> "unassigned";
    };
  }

  /**
   * Gives a handoff that nobody has to an agent, or lets it wait.
   *
   * @return the word for what became of it
   */
  String place(Draft draft, OpenHandoff handoff, Selection selection) {
    Contender chosen = selection.chosen();
    if (chosen != null) {
      Assignments.give(draft, handoff, chosen, selection, "");
    } else if (handoff.process() == Process.ASYNCHRONOUS || selection.present() > 0) {
      Waits.queue(draft, handoff, selection);
    } else {
      Waits.keepOpen(draft, handoff, selection);
    }
    return word(draft.state().handoff(handoff.conversationId()).orElseThrow());
  }

  /** A handoff waits for one agent no longer; says whether it did. */
  boolean release(Draft draft, String conversationId) {
    OpenHandoff handoff = draft.state().handoff(conversationId).orElse(null);
    Waiting waiting = handoff == null ? null : handoff.waiting();
    if (handoff == null || waiting == null || waiting.heldFor() == null) {
      return false;
    }
    draft.put(handoff.with(waiting.heldFor(null, null)));
    return true;
  }

  /** Gives waiting work to whoever can take it. On return nothing waits that somebody could. */
  void fillAll(Draft draft) {
    fill(draft, null);
  }

  /**
   * Gives waiting work to agents who may have room now, by priority, then age. On return nothing
   * waits that one of them could take.
   *
   * @param agents those whose room or presence changed; null: anything may have changed
   */
  private void fill(Draft draft, @Nullable Set<String> agents) {
    Map<Pool, Question> questions = new HashMap<>();
    Set<Pool> moving = new HashSet<>(draft.state().pools());
    while (true) {
      WaitingKey next = null;
      Pool from = null;
      for (Pool pool : List.copyOf(moving)) {
        WaitingKey head = draft.state().queue(pool).first().orElse(null);
        if (head == null || (agents != null && !canTake(draft, questions, pool, agents))) {
          moving.remove(pool);
        } else if (next == null || head.compareTo(next) < 0) {
          next = head;
          from = pool;
        }
      }
      if (next == null || from == null) {
        return;
      }
      OpenHandoff handoff = draft.state().handoff(next.conversationId()).orElseThrow();
      Selection selection = select(draft, handoff, null);
      Contender chosen = selection.chosen();
      if (chosen == null) {
        moving.remove(from);
      } else {
        Assignments.give(draft, handoff, chosen, selection, because(draft, from, handoff));
      }
    }
  }

  /** Why it was its turn; nothing where it has only just come and nothing else waits. */
  private static String because(Draft draft, Pool from, OpenHandoff handoff) {
    Waiting waiting = handoff.waiting();
    boolean waited = waiting != null && waiting.since().isBefore(draft.now());
    return waited || draft.state().queue(from).size() > 1
        ? "; of what waited for %s, this was first by priority (%s) and age"
            .formatted(draft.roster().nameOf(from), handoff.priority())
        : "";
  }

  /** Whether one of the agents can take work of a pool now. */
  private static boolean canTake(
      Draft draft, Map<Pool, Question> questions, Pool pool, Set<String> agents) {
    Question question = questions.computeIfAbsent(pool, p -> question(draft, p));
    for (String agentId : agents) {
      AgentConfig config = draft.roster().agent(agentId);
      if (config != null
          && question.members().openIds().contains(agentId)
          && Selection.canTake(question, new Contender(config, draft.state().desk(agentId)))) {
        return true;
      }
    }
    return false;
  }
}
