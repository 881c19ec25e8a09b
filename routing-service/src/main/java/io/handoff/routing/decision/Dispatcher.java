package io.handoff.routing.decision;

import io.handoff.routing.decision.Change.HandoffChanged;
import io.handoff.routing.decision.Effect.Acted;
import io.handoff.routing.decision.Effect.Action;
import io.handoff.routing.decision.Effect.Decided;
import io.handoff.routing.decision.Effect.Notified;
import io.handoff.routing.decision.OpenHandoff.Standing;
import io.handoff.settings.AgentConfig;
import io.handoff.settings.HandoffConfig.Process;
import io.handoff.settings.MessagesConfig.Occasion;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives conversations to agents and lets them wait. All assignments are made here, so that here is
 * what keeps the two guarantees: nobody gets more than the capacity allows, and the head of the
 * line goes first.
 */
final class Dispatcher {

  private final AssignmentStrategy strategy;

  Dispatcher(AssignmentStrategy strategy) {
    this.strategy = strategy;
  }

  /** Who can take work of a pool now. */
  Selection select(Draft draft, Pool pool, @Nullable String preferred) {
    return Selection.of(draft.state(), draft.roster(), strategy, pool, preferred);
  }

  /**
   * Lets a handoff stand in line with what waits, at its place, gives work to an agent who has room
   * now, and says how the handoff stands then. So it is neither passed over nor does it pass.
   *
   * @param freed who has room again; null: nobody
   */
  OpenHandoff lineUp(Draft draft, OpenHandoff handoff, @Nullable String freed) {
    OpenHandoff waiting = handoff.waiting(Standing.UNASSIGNED);
    if (freed == null && !draft.settingsChanged()) {
      return waiting;
    }
    draft.change(new HandoffChanged(waiting));
    settle(draft, freed);
    return draft.state().handoff(handoff.conversationId()).orElseThrow();
  }

  /**
   * Gives waiting work to an agent who may have room now, and to everybody where the settings are
   * another version than the last time.
   *
   * @param freed who may have room; null: nobody
   */
  void settle(Draft draft, @Nullable String freed) {
    if (draft.settingsChanged()) {
      fill(draft, null);
      draft.checked();
    } else if (freed != null) {
      fill(draft, Set.of(freed));
    }
  }

  /**
   * Gives a handoff that nobody has to an agent, or lets it wait.
   *
   * @return the word for what became of it
   */
  String place(Draft draft, OpenHandoff handoff, Selection selection) {
    if (selection.chosen() != null) {
      Contender chosen = selection.chosen();
      String why =
          chosen.config().name()
              + " "
              + strategy.reason(chosen, selection.contenders())
              + before(draft, handoff);
      assign(draft, handoff, chosen, selection, null, why);
      return "assigned";
    }
    if (handoff.process() == Process.ASYNCHRONOUS || selection.present() > 0) {
      queue(draft, handoff, selection);
      return "queued";
    }
    keepOpen(draft, handoff, selection);
    return "unassigned";
  }

  /** Gives a handoff to an agent who has room. */
  void assign(
      Draft draft,
      OpenHandoff handoff,
      Contender agent,
      Selection selection,
      @Nullable String commandId,
      String why) {
    String agentId = agent.config().agentId();
    if (agent.load() >= agent.capacity()) {
      throw new IllegalStateException(agentId + " has no room");
    }
    OpenHandoff held = handoff.assignedTo(agentId);
    Optional<Action.Say> message =
        handoff.process() == Process.LIVE
            ? message(draft, held, Occasion.TEAM_AVAILABLE)
            : message(draft, held, Occasion.FOLLOW_UP);
    draft.change(
        new HandoffChanged(message.isEmpty() ? held : held.told(message.get().occasion())));
    draft.assigned(agentId);

    Ruling ruling = new Ruling.Assigned(agentId, draft.previous(held), commandId);
    decided(draft, held, ruling, selection, why);
    unassign(draft, held, "it goes to " + agent.config().name());
    act(draft, held, new Action.Assign(agentId, handoff.target().teamId()));
    message.ifPresent(say -> act(draft, held, say));
    draft.effect(notification(held.handoff(), agentId));
  }

  /**
   * Gives waiting work to agents who may have room now, by priority, then age. On return nothing
   * waits that one of them could take.
   *
   * @param agents those whose room or presence changed; null: anything may have changed
   */
  private void fill(Draft draft, @Nullable Set<String> agents) {
    Set<Pool> stuck = new HashSet<>();
    while (true) {
      WaitingKey next = null;
      Pool from = null;
      for (Pool pool : draft.state().pools()) {
        if (stuck.contains(pool)) {
          continue;
        }
        if (agents != null && agents.stream().noneMatch(agent -> canTake(draft, pool, agent))) {
          stuck.add(pool);
          continue;
        }
        WaitingKey head = draft.state().queue(pool).first().orElseThrow();
        if (next == null || head.compareTo(next) < 0) {
          next = head;
          from = pool;
        }
      }
      if (next == null || from == null) {
        return;
      }
      Selection selection = select(draft, from, null);
      if (selection.chosen() == null) {
        stuck.add(from);
      } else {
        assignHead(draft, next, selection, selection.chosen());
      }
    }
  }

  /** Whether the agent can take work of a pool now. */
  private static boolean canTake(Draft draft, Pool pool, String agentId) {
    AgentConfig config = draft.roster().agent(agentId);
    return config != null
        && draft.roster().isFor(pool, agentId)
        && Selection.canTake(pool, new Contender(config, draft.state().desk(agentId)));
  }

  private void assignHead(Draft draft, WaitingKey head, Selection selection, Contender chosen) {
    OpenHandoff handoff = draft.state().handoff(head.conversationId()).orElseThrow();
    String why =
        "%s %s; of what waited for %s, this was first by priority (%s) and age"
                .formatted(
                    chosen.config().name(),
                    strategy.reason(chosen, selection.contenders()),
                    draft.roster().nameOf(handoff.pool()),
                    handoff.priority())
            + before(draft, handoff);
    assign(draft, handoff, chosen, selection, null, why);
  }

  private static String before(Draft draft, OpenHandoff handoff) {
    String previous = draft.previous(handoff);
    return previous == null ? "" : "; " + draft.roster().nameOf(previous) + " had it before";
  }

  private static void queue(Draft draft, OpenHandoff handoff, Selection selection) {
    OpenHandoff waiting = handoff.waiting(Standing.QUEUED);
    Optional<Action.Say> message =
        handoff.process() == Process.LIVE
            ? message(draft, waiting, Occasion.TEAM_AVAILABLE)
            : message(draft, waiting, Occasion.FOLLOW_UP);
    String line = draft.roster().nameOf(handoff.pool());
    String why =
        selection.present() == 0
            ? "nobody of " + line + " can take it"
            : "all %d of %s who could take it are full".formatted(selection.present(), line);
    park(draft, waiting, message, selection, why);
  }

  private static void keepOpen(Draft draft, OpenHandoff handoff, Selection selection) {
    OpenHandoff waiting = handoff.waiting(Standing.UNASSIGNED);
    park(
        draft,
        waiting,
        message(draft, waiting, Occasion.TEAM_UNAVAILABLE),
        selection,
        nobodyThere(draft, handoff.pool(), selection) + "; it is kept open");
  }

  private static void park(
      Draft draft,
      OpenHandoff waiting,
      Optional<Action.Say> message,
      Selection selection,
      String why) {
    draft.change(
        new HandoffChanged(message.isEmpty() ? waiting : waiting.told(message.get().occasion())));
    decided(draft, waiting, waitingRuling(draft, waiting), selection, why);
    unassign(draft, waiting, "it waits for somebody else");
    message.ifPresent(say -> act(draft, waiting, say));
  }

  /** How a waiting handoff stands, as it is published. */
  static Ruling waitingRuling(Draft draft, OpenHandoff waiting) {
    String previous = draft.previous(waiting);
    return waiting.standing() == Standing.QUEUED
        ? new Ruling.Queued(draft.state().position(waiting), previous)
        : new Ruling.KeptOpen(previous);
  }

  /** Why nobody gets it, in words. */
  static String nobodyThere(Draft draft, Pool pool, Selection selection) {
    String line = draft.roster().nameOf(pool);
    if (selection.candidateCount() == 0) {
      return "nobody belongs to " + line;
    }
    return selection.candidateCount() == 1
        ? "the only agent of " + line + " is not available"
        : "none of the %d agents of %s is available".formatted(selection.candidateCount(), line);
  }

  /** Publishes a decision on an open handoff. */
  static void decided(
      Draft draft, OpenHandoff handoff, Ruling ruling, Selection selection, String why) {
    draft.effect(
        new Decided(
            handoff.handoff(),
            handoff.process(),
            handoff.target(),
            handoff.priority(),
            ruling,
            selection.candidates(),
            selection.candidateCount(),
            why));
  }

  private static void unassign(Draft draft, OpenHandoff handoff, String reason) {
    String previous = draft.previous(handoff);
    if (previous != null && !previous.equals(handoff.agentId())) {
      act(draft, handoff, new Action.Unassign(previous, reason));
    }
  }

  private static void act(Draft draft, OpenHandoff handoff, Action action) {
    draft.effect(new Acted(handoff.handoff(), action));
  }

  private static Optional<Action.Say> message(Draft draft, OpenHandoff handoff, Occasion occasion) {
    return handoff.told().contains(occasion)
        ? Optional.empty()
        : Messages.text(
            draft.roster(), handoff.handoff(), handoff.target(), handoff.agentId(), occasion);
  }

  private static Notified notification(Handoff handoff, String agentId) {
    String who = handoff.customerName();
    String title = "New conversation" + (who.isEmpty() ? "" : " with " + who);
    String last = handoff.lastMessage();
    return new Notified(handoff, agentId, title, last == null ? "" : last);
  }
}
