package io.handoff.routing.decision.assignment;

import io.handoff.routing.decision.account.OpenHandoff;
import io.handoff.routing.decision.account.OpenHandoff.HandoffStatus;
import io.handoff.routing.decision.account.OpenHandoff.PassKind;
import io.handoff.routing.decision.account.OpenHandoff.Waiting;
import io.handoff.routing.decision.effect.DecisionBuilder;
import io.handoff.routing.decision.effect.RoutingResult;
import io.handoff.routing.decision.message.CustomerNotifications;
import io.handoff.routing.decision.queue.Pool;
import io.handoff.routing.decision.queue.Roster;
import io.handoff.routing.decision.queue.WaitingKey;
import io.handoff.routing.decision.selection.AgentCandidate;
import io.handoff.routing.decision.selection.AssignmentStrategy;
import io.handoff.routing.decision.selection.Selection;
import io.handoff.routing.decision.selection.Selection.Question;
import io.handoff.settings.model.AgentConfig;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.settings.model.HandoffConfig.Process;
import io.handoff.settings.model.HandoffConfig.WhenNobodyAvailable;
import io.handoff.settings.model.TeamRouting;
import io.handoff.settings.model.TeamRouting.Strategy;
import io.handoff.settings.model.TeamRouting.Then;
import io.handoff.settings.model.TeamRouting.WideningStep;
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
public final class Dispatcher {

  /** Who can take a handoff now. */
  public Selection select(
      DecisionBuilder decision, OpenHandoff handoff, @Nullable String preferred) {
    return Selection.of(decision.state(), question(decision, handoff.pool()), handoff, preferred);
  }

  static Question question(DecisionBuilder decision, Pool pool) {
    Roster roster = decision.roster();
    TeamRouting routing = roster.routing(pool.teamId());
    return new Question(
        pool,
        roster.needs(pool),
        roster.members(pool, decision::isOpen),
        AssignmentStrategy.of(routing.strategy()),
        decision.state().line(turnKey(pool, routing)).among(roster),
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
  public OpenHandoff lineUp(DecisionBuilder decision, OpenHandoff handoff, @Nullable String freed) {
    OpenHandoff waiting = handoff.waiting(HandoffStatus.UNASSIGNED, decision.now());
    decision.put(waiting);
    settle(decision, freed);
    return decision.state().handoff(handoff.conversationId()).orElseThrow();
  }

  /**
   * Gives waiting work to an agent who may have room now, and to everybody where the settings are
   * another version than the last time or business hours have begun or ended.
   *
   * @param freed who may have room; null: nobody
   */
  public void settle(DecisionBuilder decision, @Nullable String freed) {
    Instant hours = decision.state().counters().hoursAt();
    if (decision.settingsChanged()) {
      removed(decision);
      fillAll(decision);
      decision.checked();
      lookAgain(decision, null);
    } else if (hours != null && !hours.isAfter(decision.now()) && decision.firstOpening()) {
      fillAll(decision);
      lookAgain(decision, null);
    } else if (freed != null) {
      fill(decision, Set.of(freed));
    }
  }

  /** Other settings than the last time: other terms, other deadlines. Comes first. */
  public static void restamp(DecisionBuilder decision) {
    if (!decision.settingsChanged()) {
      return;
    }
    for (String agentId : decision.state().agentIds()) {
      decision.put(decision.state().desk(agentId).agent());
    }
    for (WaitingKey key : decision.state().waiting(pool -> true)) {
      decision
          .state()
          .handoff(key.conversationId())
          .ifPresent(waiting -> decision.put(held(decision, waiting)));
    }
  }

  /** A handoff is held for its customer's last agent only as long as its team asks for that one. */
  private static OpenHandoff held(DecisionBuilder decision, OpenHandoff handoff) {
    Waiting waiting = handoff.waiting();
    return waiting == null
            || waiting.heldFor() == null
            || decision.roster().routing(handoff.target().teamId()).strategy()
                == Strategy.LAST_AGENT
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
  public String again(
      DecisionBuilder decision, OpenHandoff before, OpenHandoff next, @Nullable String reason) {
    decision.lost(before, reason);
    if (next.asleep()) {
      OpenHandoff asleep = next.waiting(HandoffStatus.UNASSIGNED, decision.now());
      decision.put(asleep);
      CustomerNotifications.decided(
          decision,
          asleep,
          new RoutingResult.KeptOpen(decision.previous(asleep)),
          Selection.NONE,
          "nobody has it while it is snoozed");
      CustomerNotifications.unassign(decision, asleep, "nobody has it while it is snoozed");
      settle(decision, before.agentId());
      return "asleep";
    }
    OpenHandoff waiting = lineUp(decision, next, before.agentId());
    return waiting.waits()
        ? place(decision, waiting, select(decision, waiting, null))
        : word(waiting);
  }

  /** The word for how a handoff stands. */
  public static String word(OpenHandoff handoff) {
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
  public String place(DecisionBuilder decision, OpenHandoff handoff, Selection selection) {
    AgentCandidate chosen = selection.chosen();
    if (chosen != null) {
      Assignments.give(decision, handoff, chosen, selection, "");
    } else if (handoff.process() == Process.ASYNCHRONOUS
        || selection.present() > 0
        || mayWiden(decision, handoff)) {
      QueuePolicy.queue(decision, handoff, selection);
    } else {
      QueuePolicy.keepOpen(decision, handoff, selection);
    }
    return word(decision.state().handoff(handoff.conversationId()).orElseThrow());
  }

  /** Whether a step of widening that is to come brings somebody who is there, or a call-back. */
  public boolean mayWiden(DecisionBuilder decision, OpenHandoff handoff) {
    Waiting waiting = handoff.waiting();
    List<WideningStep> steps = decision.roster().routing(handoff.target().teamId()).widening();
    if (waiting == null || waiting.stage() >= steps.size()) {
      return false;
    }
    boolean callBack =
        steps.subList(waiting.stage(), steps.size()).stream()
            .anyMatch(step -> step.then() == Then.CALL_BACK);
    return callBack
        || select(decision, handoff.with(waiting.widenedTo(steps.size())), null).present() > 0;
  }

  /**
   * Looks again at live work that waits: whether anybody is there may have changed with presence,
   * hours or settings. The customer is told of it once.
   *
   * @param agentId whose presence changed; null: anything may have changed
   */
  public void lookAgain(DecisionBuilder decision, @Nullable String agentId) {
    Map<Pool, Boolean> concerned = new HashMap<>();
    Map<Pool, Selection> selections = new HashMap<>();
    for (WaitingKey key :
        decision
            .state()
            .waiting(
                pool -> concerned.computeIfAbsent(pool, one -> concerns(decision, one, agentId)))) {
      OpenHandoff waiting = decision.state().handoff(key.conversationId()).orElseThrow();
      Selection selection =
          selections.computeIfAbsent(waiting.pool(), pool -> select(decision, waiting, null));
      boolean somebody = selection.present() > 0 || mayWiden(decision, waiting);
      if (waiting.standing() == HandoffStatus.QUEUED && !somebody) {
        nobody(decision, waiting, selection);
      } else if (waiting.standing() == HandoffStatus.UNASSIGNED && somebody) {
        QueuePolicy.queue(decision, waiting, selection);
      }
    }
  }

  private static boolean concerns(DecisionBuilder decision, Pool pool, @Nullable String agentId) {
    return pool.process() == Process.LIVE
        && pool.heldFor() == null
        && (agentId == null
            || question(decision, pool).members().openIds().contains(agentId)
            || !decision.roster().routing(pool.teamId()).widening().isEmpty());
  }

  /** Nobody is there: what the account wants then. One that an agent has had is kept open. */
  void nobody(DecisionBuilder decision, OpenHandoff handoff, Selection selection) {
    if (isClosed(decision, handoff)) {
      HandoffPolicy.close(decision, handoff, selection);
    } else {
      QueuePolicy.keepOpen(decision, handoff, selection);
    }
  }

  /** Whether the channel closes a conversation that nobody is there for. */
  public static boolean isClosed(DecisionBuilder decision, OpenHandoff handoff) {
    ChannelConfig channel =
        decision.roster().config().channels().get(handoff.handoff().channelId());
    return channel != null
        && handoff.process() == Process.LIVE
        && handoff.assignments() == 0
        && channel.handoff().whenNobodyAvailable() == WhenNobodyAvailable.CLOSE;
  }

  /** Takes conversations back from agents whom the settings no longer have. */
  private void removed(DecisionBuilder decision) {
    for (String agentId : decision.state().agentIds()) {
      if (decision.roster().agent(agentId) == null) {
        List<OpenHandoff> held = held(decision, agentId);
        if (!held.isEmpty()) {
          takeBack(decision, agentId, held, agentId + " is no agent any more");
        }
      }
    }
  }

  /** What an agent has or is offered, in the order of the queue. */
  public static List<OpenHandoff> held(DecisionBuilder decision, String agentId) {
    return decision.state().desk(agentId).held().stream()
        .flatMap(held -> decision.state().handoff(held.conversationId()).stream())
        .sorted(Comparator.comparing(OpenHandoff::key))
        .toList();
  }

  /** Conversations go back to the head of the queue, and to whoever can take them. */
  public void takeBack(
      DecisionBuilder decision, String agentId, List<OpenHandoff> lost, String why) {
    for (OpenHandoff handoff : lost) {
      decision.lost(handoff, why);
      OpenHandoff next = handoff.toTheFront();
      if (handoff.process() == Process.ASYNCHRONOUS) {
        // Who is offline could have it again otherwise.
        next = next.passedBy(agentId, PassKind.GAVE_BACK, decision.now());
      }
      decision.put(next.waiting(HandoffStatus.UNASSIGNED, decision.now()));
    }
    fillAll(decision);
    for (OpenHandoff handoff : lost) {
      OpenHandoff waiting = decision.state().handoff(handoff.conversationId()).orElseThrow();
      if (waiting.waits() && !waiting.asleep()) {
        place(decision, waiting, select(decision, waiting, null));
      } else if (waiting.waits()) {
        again(decision, waiting, waiting, why);
      }
    }
  }

  /** A handoff waits for one agent no longer; says whether it did. */
  public boolean release(DecisionBuilder decision, String conversationId) {
    OpenHandoff handoff = decision.state().handoff(conversationId).orElse(null);
    Waiting waiting = handoff == null ? null : handoff.waiting();
    if (handoff == null || waiting == null || waiting.heldFor() == null) {
      return false;
    }
    decision.put(handoff.with(waiting.heldFor(null, null)));
    return true;
  }

  /** Gives waiting work to whoever can take it. On return nothing waits that somebody could. */
  public void fillAll(DecisionBuilder decision) {
    fill(decision, null);
  }

  /**
   * Gives waiting work to agents who may have room now, by priority, then age. On return nothing
   * waits that one of them could take.
   *
   * @param agents those whose room or presence changed; null: anything may have changed
   */
  private void fill(DecisionBuilder decision, @Nullable Set<String> agents) {
    Map<Pool, Question> questions = new HashMap<>();
    Set<Pool> moving = new HashSet<>(decision.state().pools());
    while (true) {
      WaitingKey next = null;
      Pool from = null;
      for (Pool pool : List.copyOf(moving)) {
        WaitingKey head = decision.state().queue(pool).first().orElse(null);
        if (head == null || (agents != null && !canTake(decision, questions, pool, agents))) {
          moving.remove(pool);
        } else if (next == null || head.compareTo(next) < 0) {
          next = head;
          from = pool;
        }
      }
      if (next == null || from == null) {
        return;
      }
      OpenHandoff handoff = decision.state().handoff(next.conversationId()).orElseThrow();
      Selection selection = select(decision, handoff, null);
      AgentCandidate chosen = selection.chosen();
      if (chosen == null) {
        moving.remove(from);
      } else {
        Assignments.give(decision, handoff, chosen, selection, because(decision, from, handoff));
      }
    }
  }

  /** Why it was its turn; nothing where it has only just come and nothing else waits. */
  private static String because(DecisionBuilder decision, Pool from, OpenHandoff handoff) {
    Waiting waiting = handoff.waiting();
    boolean waited = waiting != null && waiting.since().isBefore(decision.now());
    return waited || decision.state().queue(from).size() > 1
        ? "; of what waited for %s, this was first by priority (%s) and age"
            .formatted(decision.roster().nameOf(from), handoff.priority())
        : "";
  }

  /** Whether one of the agents can take work of a pool now. */
  private static boolean canTake(
      DecisionBuilder decision, Map<Pool, Question> questions, Pool pool, Set<String> agents) {
    Question question = questions.computeIfAbsent(pool, p -> question(decision, p));
    for (String agentId : agents) {
      AgentConfig config = decision.roster().agent(agentId);
      if (config != null
          && question.members().openIds().contains(agentId)
          && Selection.canTake(
              question, new AgentCandidate(config, decision.state().desk(agentId)))) {
        return true;
      }
    }
    return false;
  }
}
