package io.handoff.routing.decision;

import io.handoff.routing.decision.OpenHandoff.PassKind;
import io.handoff.routing.decision.OpenHandoff.Standing;
import io.handoff.routing.decision.OpenHandoff.Waiting;
import io.handoff.routing.decision.Selection.Question;
import io.handoff.settings.AgentConfig;
import io.handoff.settings.ChannelConfig;
import io.handoff.settings.HandoffConfig.Process;
import io.handoff.settings.HandoffConfig.WhenNobodyAvailable;
import io.handoff.settings.TeamRouting;
import io.handoff.settings.TeamRouting.Strategy;
import io.handoff.settings.TeamRouting.Then;
import io.handoff.settings.TeamRouting.WideningStep;
import java.time.Instant;
import java.util.Comparator;
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
        draft.state().line(turnKey(pool, routing)).among(roster),
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
   * another version than the last time or business hours have begun or ended.
   *
   * @param freed who may have room; null: nobody
   */
  void settle(Draft draft, @Nullable String freed) {
    Instant hours = draft.state().counters().hoursAt();
    if (draft.settingsChanged()) {
      removed(draft);
      fillAll(draft);
      draft.checked();
      lookAgain(draft, null);
    } else if (hours != null && !hours.isAfter(draft.now()) && draft.firstOpening()) {
      fillAll(draft);
      lookAgain(draft, null);
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
    if (next.asleep()) {
      OpenHandoff asleep = next.waiting(Standing.UNASSIGNED, draft.now());
      draft.put(asleep);
      Announcements.decided(
          draft,
          asleep,
          new Ruling.KeptOpen(draft.previous(asleep)),
          Selection.NONE,
          "nobody has it while it is snoozed");
      Announcements.unassign(draft, asleep, "nobody has it while it is snoozed");
      settle(draft, before.agentId());
      return "asleep";
    }
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
    } else if (handoff.process() == Process.ASYNCHRONOUS
        || selection.present() > 0
        || mayWiden(draft, handoff)) {
      Waits.queue(draft, handoff, selection);
    } else {
      Waits.keepOpen(draft, handoff, selection);
    }
    return word(draft.state().handoff(handoff.conversationId()).orElseThrow());
  }

  /** Whether a step of widening that is to come brings somebody who is there, or a call-back. */
  boolean mayWiden(Draft draft, OpenHandoff handoff) {
    Waiting waiting = handoff.waiting();
    List<WideningStep> steps = draft.roster().routing(handoff.target().teamId()).widening();
    if (waiting == null || waiting.stage() >= steps.size()) {
      return false;
    }
    boolean callBack =
        steps.subList(waiting.stage(), steps.size()).stream()
            .anyMatch(step -> step.then() == Then.CALL_BACK);
    return callBack
        || select(draft, handoff.with(waiting.widenedTo(steps.size())), null).present() > 0;
  }

  /**
   * Looks again at live work that waits: whether anybody is there may have changed with presence,
   * hours or settings. The customer is told of it once.
   *
   * @param agentId whose presence changed; null: anything may have changed
   */
  void lookAgain(Draft draft, @Nullable String agentId) {
    Map<Pool, Boolean> concerned = new HashMap<>();
    Map<Pool, Selection> selections = new HashMap<>();
    for (WaitingKey key :
        draft
            .state()
            .waiting(
                pool -> concerned.computeIfAbsent(pool, one -> concerns(draft, one, agentId)))) {
      OpenHandoff waiting = draft.state().handoff(key.conversationId()).orElseThrow();
      Selection selection =
          selections.computeIfAbsent(waiting.pool(), pool -> select(draft, waiting, null));
      boolean somebody = selection.present() > 0 || mayWiden(draft, waiting);
      if (waiting.standing() == Standing.QUEUED && !somebody) {
        nobody(draft, waiting, selection);
      } else if (waiting.standing() == Standing.UNASSIGNED && somebody) {
        Waits.queue(draft, waiting, selection);
      }
    }
  }

  private static boolean concerns(Draft draft, Pool pool, @Nullable String agentId) {
    return pool.process() == Process.LIVE
        && pool.heldFor() == null
        && (agentId == null
            || question(draft, pool).members().openIds().contains(agentId)
            || !draft.roster().routing(pool.teamId()).widening().isEmpty());
  }

  /** Nobody is there: what the account wants then. One that an agent has had is kept open. */
  void nobody(Draft draft, OpenHandoff handoff, Selection selection) {
    if (isClosed(draft, handoff)) {
      HandoffPolicy.close(draft, handoff, selection);
    } else {
      Waits.keepOpen(draft, handoff, selection);
    }
  }

  static boolean isClosed(Draft draft, OpenHandoff handoff) {
    ChannelConfig channel = draft.roster().config().channels().get(handoff.handoff().channelId());
    return channel != null
        && handoff.process() == Process.LIVE
        && handoff.assignments() == 0
        && channel.handoff().whenNobodyAvailable() == WhenNobodyAvailable.CLOSE;
  }

  /** Takes conversations back from agents whom the settings no longer have. */
  private void removed(Draft draft) {
    for (String agentId : draft.state().agentIds()) {
      if (draft.roster().agent(agentId) == null) {
        List<OpenHandoff> held = held(draft, agentId);
        if (!held.isEmpty()) {
          takeBack(draft, agentId, held, agentId + " is no agent any more");
        }
      }
    }
  }

  /** What an agent has or is offered, in the order of the queue. */
  static List<OpenHandoff> held(Draft draft, String agentId) {
    return draft.state().desk(agentId).held().stream()
        .flatMap(held -> draft.state().handoff(held.conversationId()).stream())
        .sorted(Comparator.comparing(OpenHandoff::key))
        .toList();
  }

  /** Conversations go back to the head of the queue, and to whoever can take them. */
  void takeBack(Draft draft, String agentId, List<OpenHandoff> lost, String why) {
    for (OpenHandoff handoff : lost) {
      draft.lost(handoff, why);
      OpenHandoff next = handoff.toTheFront();
      if (handoff.process() == Process.ASYNCHRONOUS) {
        // Who is offline could have it again otherwise.
        next = next.passedBy(agentId, PassKind.GAVE_BACK, draft.now());
      }
      draft.put(next.waiting(Standing.UNASSIGNED, draft.now()));
    }
    fillAll(draft);
    for (OpenHandoff handoff : lost) {
      OpenHandoff waiting = draft.state().handoff(handoff.conversationId()).orElseThrow();
      if (waiting.waits() && !waiting.asleep()) {
        place(draft, waiting, select(draft, waiting, null));
      } else if (waiting.waits()) {
        again(draft, waiting, waiting, why);
      }
    }
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
