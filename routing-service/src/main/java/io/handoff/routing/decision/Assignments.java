package io.handoff.routing.decision;

import io.handoff.routing.decision.Change.CustomerServed;
import io.handoff.routing.decision.Change.LineChanged;
import io.handoff.routing.decision.Effect.Action;
import io.handoff.routing.decision.Effect.Decided;
import io.handoff.routing.decision.OpenHandoff.Offer;
import io.handoff.routing.decision.OpenHandoff.Waiting;
import io.handoff.settings.AgentConfig;
import io.handoff.settings.HandoffConfig.Process;
import io.handoff.settings.MessagesConfig.Occasion;
import io.handoff.settings.NeedsConfig;
import io.handoff.settings.TeamRouting;
import io.handoff.settings.TeamRouting.Acceptance;
import io.handoff.settings.TeamRouting.Strategy;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives conversations to agents who have room: assigns, or offers where agents have to accept. All
 * assignments and offers are made here, so that here is what keeps the guarantee that nobody gets
 * more than the capacity allows.
 */
final class Assignments {
  private Assignments() {}

  /** Assigns a handoff to an agent who has room, or offers it where agents have to accept. */
  static void give(
      Draft draft, OpenHandoff handoff, Contender chosen, Selection selection, String because) {
    Pool pool = handoff.pool();
    TeamRouting routing = draft.roster().routing(pool.teamId());
    Situation situation =
        new Situation(
            draft.state().line(Dispatcher.turnKey(pool, routing)), draft.roster().needs(pool));
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
      Line turn = draft.state().line(Dispatcher.turnKey(pool, routing));
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
    Announcements.decided(
        draft,
        offered,
        new Ruling.Offered(agentId, until, draft.previous(offered)),
        selection,
        why);
    Announcements.unassign(draft, offered, "it goes to " + agent.config().name());
    Announcements.act(draft, offered, new Action.Assign(agentId, handoff.target().teamId(), until));
  }

  /** Gives a handoff to an agent who has room. */
  static void assign(
      Draft draft,
      OpenHandoff handoff,
      Contender agent,
      Selection selection,
      @Nullable String commandId,
      String why) {
    String agentId = room(agent, handoff, draft);
    OpenHandoff held = handoff.assignedTo(agentId);
    Optional<Action.Say> message = Announcements.message(draft, held, greeting(held));
    draft.put(Announcements.told(held, message));
    draft.assigned(agentId);
    served(draft, held, agentId);

    Ruling ruling = new Ruling.Assigned(agentId, draft.previous(held), commandId);
    Announcements.decided(draft, held, ruling, selection, why);
    Announcements.unassign(draft, held, "it goes to " + agent.config().name());
    Announcements.act(draft, held, new Action.Assign(agentId, handoff.target().teamId(), null));
    message.ifPresent(say -> Announcements.act(draft, held, say));
  }

  /** The agent who was offered a handoff has it from now on. */
  static void accepted(Draft draft, OpenHandoff offered) {
    String agentId = Objects.requireNonNull(offered.agentId(), "an offer is to somebody");
    OpenHandoff held = offered.assignedTo(agentId);
    Optional<Action.Say> message = Announcements.message(draft, held, greeting(held));
    draft.put(Announcements.told(held, message));
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
    Announcements.act(draft, held, new Action.Assign(agentId, held.target().teamId(), null));
    message.ifPresent(say -> Announcements.act(draft, held, say));
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

  private static String before(Draft draft, OpenHandoff handoff) {
    String previous = draft.previous(handoff);
    return previous == null ? "" : "; " + draft.roster().nameOf(previous) + " had it before";
  }
}
