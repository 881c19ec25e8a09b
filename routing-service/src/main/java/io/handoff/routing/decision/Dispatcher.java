package io.handoff.routing.decision;

import io.handoff.routing.decision.Change.CustomerServed;
import io.handoff.routing.decision.Change.LineChanged;
import io.handoff.routing.decision.Effect.Acted;
import io.handoff.routing.decision.Effect.Action;
import io.handoff.routing.decision.Effect.Decided;
import io.handoff.routing.decision.Effect.Notified;
import io.handoff.routing.decision.OpenHandoff.Offer;
import io.handoff.routing.decision.OpenHandoff.Standing;
import io.handoff.routing.decision.OpenHandoff.Waiting;
import io.handoff.routing.decision.Selection.Question;
import io.handoff.settings.AgentConfig;
import io.handoff.settings.HandoffConfig.Process;
import io.handoff.settings.MessagesConfig.Occasion;
import io.handoff.settings.NeedsConfig;
import io.handoff.settings.TeamRouting;
import io.handoff.settings.TeamRouting.Acceptance;
import io.handoff.settings.TeamRouting.Strategy;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives conversations to agents and lets them wait. All assignments and offers are made here, so
 * that here is what keeps the two guarantees: nobody gets more than the capacity allows, and the
 * head of the line goes first.
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

  private static String turnKey(Pool pool, TeamRouting routing) {
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
      draft.state().handoff(key.conversationId()).ifPresent(draft::put);
    }
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
      give(draft, handoff, chosen, selection, "");
    } else if (handoff.process() == Process.ASYNCHRONOUS || selection.present() > 0) {
      queue(draft, handoff, selection);
    } else {
      keepOpen(draft, handoff, selection);
    }
    return word(draft.state().handoff(handoff.conversationId()).orElseThrow());
  }

  /** Assigns a handoff to an agent who has room, or offers it where agents have to accept. */
  private void give(
      Draft draft, OpenHandoff handoff, Contender chosen, Selection selection, String because) {
    Pool pool = handoff.pool();
    TeamRouting routing = draft.roster().routing(pool.teamId());
    Situation situation =
        new Situation(draft.state().line(turnKey(pool, routing)), draft.roster().needs(pool));
    String why =
        chosen.config().name()
            + " "
            + AssignmentStrategy.of(routing.strategy())
                .reason(chosen, selection.contenders(), situation)
            + because
            + before(draft, handoff);
    turn(draft, handoff, chosen.config(), routing);
    Acceptance acceptance = routing.acceptance();
    if (acceptance == null) {
      assign(draft, handoff, chosen, selection, null, why);
    } else {
      offer(draft, handoff, chosen, selection, acceptance, why);
    }
  }

  private static void turn(
      Draft draft, OpenHandoff handoff, AgentConfig agent, TeamRouting routing) {
    Pool pool = handoff.pool();
    Waiting waiting = handoff.waiting();
    if (waiting != null && waiting.shownPosition() > 0) {
      draft.change(new LineChanged(draft.state().line(pool.line()).took(draft.now())));
    }
    if (routing.strategy() == Strategy.ROTATION
        || routing.strategy() == Strategy.ROTATION_BY_CHANNEL) {
      Line turn = draft.state().line(turnKey(pool, routing));
      draft.change(new LineChanged(turn.turned(agent.agentId(), agent.position())));
    }
  }

  private static void offer(
      Draft draft,
      OpenHandoff handoff,
      Contender agent,
      Selection selection,
      Acceptance acceptance,
      String why) {
    String agentId = room(agent, handoff, draft);
    Instant until = draft.now().plus(acceptance.within());
    Offer offer = new Offer(draft.nextDecisionId(), until, false);
    Waiting waiting = handoff.waiting();
    OpenHandoff offered =
        (waiting == null ? handoff : handoff.with(waiting.shown(0, null)))
            .offeredTo(agentId, offer);
    draft.put(offered);
    draft.assigned(agentId);
    decided(
        draft,
        offered,
        new Ruling.Offered(agentId, until, draft.previous(offered)),
        selection,
        why);
    unassign(draft, offered, "it goes to " + agent.config().name());
    act(draft, offered, new Action.Assign(agentId, handoff.target().teamId(), until));
    draft.effect(notification(offered.handoff(), agentId, true));
  }

  /** Gives a handoff to an agent who has room. */
  void assign(
      Draft draft,
      OpenHandoff handoff,
      Contender agent,
      Selection selection,
      @Nullable String commandId,
      String why) {
    String agentId = room(agent, handoff, draft);
    OpenHandoff held = handoff.assignedTo(agentId);
    Optional<Action.Say> message = message(draft, held, greeting(held));
    draft.put(told(held, message));
    draft.assigned(agentId);
    served(draft, held, agentId);

    Ruling ruling = new Ruling.Assigned(agentId, draft.previous(held), commandId);
    decided(draft, held, ruling, selection, why);
    unassign(draft, held, "it goes to " + agent.config().name());
    act(draft, held, new Action.Assign(agentId, handoff.target().teamId(), null));
    message.ifPresent(say -> act(draft, held, say));
    draft.effect(notification(held.handoff(), agentId, false));
  }

  /** The agent who was offered a handoff has it from now on. */
  void accepted(Draft draft, OpenHandoff offered) {
    String agentId = Objects.requireNonNull(offered.agentId(), "an offer is to somebody");
    OpenHandoff held = offered.assignedTo(agentId);
    Optional<Action.Say> message = message(draft, held, greeting(held));
    draft.put(told(held, message));
    AgentState agent = draft.state().desk(agentId).agent();
    draft.put(agent.missed(0, false).idle(draft.now()));
    served(draft, held, agentId);
    draft.effect(
        new Decided(
            held.handoff(),
            held.process(),
            held.target(),
            held.priority(),
            new Ruling.Assigned(agentId, null, null),
            List.of(),
            0,
            null,
            draft.roster().nameOf(agentId) + " accepted it"));
    act(draft, held, new Action.Assign(agentId, held.target().teamId(), null));
    message.ifPresent(say -> act(draft, held, say));
  }

  private static Occasion greeting(OpenHandoff handoff) {
    return handoff.process() == Process.LIVE ? Occasion.TEAM_AVAILABLE : Occasion.FOLLOW_UP;
  }

  /** Remembers a customer's last agent where somebody asks for it. */
  private static void served(Draft draft, OpenHandoff held, String agentId) {
    Customer customer = held.handoff().customer();
    if (customer != null
        && draft.roster().routing(held.target().teamId()).strategy() == Strategy.LAST_AGENT) {
      draft.change(new CustomerServed(customer.customerId(), agentId));
    }
  }

  private static String room(Contender agent, OpenHandoff handoff, Draft draft) {
    String agentId = agent.config().agentId();
    NeedsConfig needs = draft.roster().needs(handoff.handoff().channelId());
    if (!agent.hasRoom(needs.weight()) || !agent.hasRoomOn(handoff.handoff().channelId())) {
      throw new IllegalStateException(agentId + " has no room");
    }
    return agentId;
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
        String because =
            "; of what waited for %s, this was first by priority (%s) and age"
                .formatted(draft.roster().nameOf(from), handoff.priority());
        give(draft, handoff, chosen, selection, because);
      }
    }
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

  private static String before(Draft draft, OpenHandoff handoff) {
    String previous = draft.previous(handoff);
    return previous == null ? "" : "; " + draft.roster().nameOf(previous) + " had it before";
  }

  private static void queue(Draft draft, OpenHandoff handoff, Selection selection) {
    OpenHandoff waiting = handoff.waiting(Standing.QUEUED, draft.now());
    Optional<Action.Say> message =
        waiting.process() == Process.LIVE
            ? message(draft, waiting, Occasion.QUEUED)
                .or(() -> message(draft, waiting, Occasion.TEAM_AVAILABLE))
            : message(draft, waiting, Occasion.FOLLOW_UP);
    park(draft, waiting, message, selection, Words.whyItWaits(draft, waiting, selection));
  }

  private static void keepOpen(Draft draft, OpenHandoff handoff, Selection selection) {
    OpenHandoff waiting = handoff.waiting(Standing.UNASSIGNED, draft.now());
    park(
        draft,
        waiting,
        message(draft, waiting, Occasion.TEAM_UNAVAILABLE),
        selection,
        Words.nobodyThere(draft, handoff.pool(), selection) + "; it is kept open");
  }

  private static void park(
      Draft draft,
      OpenHandoff waiting,
      Optional<Action.Say> message,
      Selection selection,
      String why) {
    draft.put(waiting);
    OpenHandoff stamped = draft.state().handoff(waiting.conversationId()).orElseThrow();
    Ruling ruling = waitingRuling(draft, stamped);
    draft.put(told(shown(stamped, ruling), message));
    decided(draft, stamped, ruling, selection, why);
    unassign(draft, stamped, "it waits for somebody else");
    message.ifPresent(say -> act(draft, stamped, say));
  }

  private static OpenHandoff told(OpenHandoff handoff, Optional<Action.Say> message) {
    return message.isEmpty() ? handoff : handoff.told(message.get().occasion());
  }

  /** The same with the position that is published remembered. */
  static OpenHandoff shown(OpenHandoff handoff, Ruling ruling) {
    Waiting waiting = handoff.waiting();
    if (waiting == null) {
      return handoff;
    }
    return ruling instanceof Ruling.Queued(int position, var waitMs, var previous)
        ? handoff.with(waiting.shown(position, waitMs))
        : handoff.with(waiting.shown(1, null));
  }

  /** How a waiting handoff stands, as it is published. */
  static Ruling waitingRuling(Draft draft, OpenHandoff waiting) {
    String previous = draft.previous(waiting);
    if (waiting.standing() != Standing.QUEUED) {
      return new Ruling.KeptOpen(previous);
    }
    int position = draft.state().position(waiting);
    Long estimate = draft.state().line(waiting.pool().line()).estimate(position);
    return new Ruling.Queued(position, estimate, previous);
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
            selection.obstacle(),
            why));
  }

  private static void unassign(Draft draft, OpenHandoff handoff, String reason) {
    String previous = draft.previous(handoff);
    if (previous != null && !previous.equals(handoff.agentId())) {
      String special = draft.lossReason(handoff);
      act(draft, handoff, new Action.Unassign(previous, special == null ? reason : special));
    }
    draft.lossPublished(handoff);
  }

  static void act(Draft draft, OpenHandoff handoff, Action action) {
    draft.effect(new Acted(handoff.handoff(), action));
  }

  static Optional<Action.Say> message(Draft draft, OpenHandoff handoff, Occasion occasion) {
    return handoff.told().contains(occasion)
        ? Optional.empty()
        : Messages.text(draft, handoff, occasion);
  }

  private static Notified notification(Handoff handoff, String agentId, boolean offered) {
    String who = handoff.customerName();
    String title =
        (offered ? "Conversation offered" : "New conversation")
            + (who.isEmpty() ? "" : " with " + who);
    String last = handoff.lastMessage();
    return new Notified(handoff, agentId, offered, title, last == null ? "" : last);
  }
}
