package io.handoff.routing.decision.assignment;

import io.handoff.routing.decision.account.Change.CustomerServed;
import io.handoff.routing.decision.account.Change.LineChanged;
import io.handoff.routing.decision.account.OpenHandoff;
import io.handoff.routing.decision.account.OpenHandoff.Offer;
import io.handoff.routing.decision.account.OpenHandoff.Waiting;
import io.handoff.routing.decision.agent.AgentState;
import io.handoff.routing.decision.effect.DecisionBuilder;
import io.handoff.routing.decision.effect.Effect.Action;
import io.handoff.routing.decision.effect.Effect.Decided;
import io.handoff.routing.decision.effect.RoutingResult;
import io.handoff.routing.decision.handoff.Customer;
import io.handoff.routing.decision.message.CustomerNotifications;
import io.handoff.routing.decision.queue.Pool;
import io.handoff.routing.decision.queue.QueueStatistics;
import io.handoff.routing.decision.selection.AgentCandidate;
import io.handoff.routing.decision.selection.AssignmentStrategy;
import io.handoff.routing.decision.selection.Selection;
import io.handoff.routing.decision.selection.StrategyContext;
import io.handoff.settings.model.AgentConfig;
import io.handoff.settings.model.HandoffConfig.Process;
import io.handoff.settings.model.MessagesConfig.Occasion;
import io.handoff.settings.model.NeedsConfig;
import io.handoff.settings.model.TeamRouting;
import io.handoff.settings.model.TeamRouting.Acceptance;
import io.handoff.settings.model.TeamRouting.Strategy;
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
public final class Assignments {
  private Assignments() {}

  /** Assigns a handoff to an agent who has room, or offers it where agents have to accept. */
  public static void give(
      DecisionBuilder decision,
      OpenHandoff handoff,
      AgentCandidate chosen,
      Selection selection,
      String because) {
    Pool pool = handoff.pool();
    TeamRouting routing = decision.roster().routing(pool.teamId());
    StrategyContext context =
        new StrategyContext(
            decision.state().line(Dispatcher.turnKey(pool, routing)),
            decision.roster().needs(pool));
    String why =
        chosen.config().name()
            + " "
            + AssignmentStrategy.of(routing.strategy())
                .reason(chosen, selection.contenders(), context)
            + because
            + before(decision, handoff);
    turn(decision, handoff, chosen.config(), routing);
    Acceptance acceptance = routing.acceptance();
    if (acceptance == null) {
      assign(decision, handoff, chosen, selection, null, why);
    } else {
      offer(decision, handoff, chosen, selection, acceptance, why);
    }
  }

  private static void turn(
      DecisionBuilder decision, OpenHandoff handoff, AgentConfig agent, TeamRouting routing) {
    Pool pool = handoff.pool();
    Waiting waiting = handoff.waiting();
    if (waiting != null && waiting.shownPosition() > 0) {
      decision.change(new LineChanged(decision.state().line(pool.line()).took(decision.now())));
    }
    if (routing.strategy() == Strategy.ROTATION
        || routing.strategy() == Strategy.ROTATION_BY_CHANNEL) {
      QueueStatistics turn = decision.state().line(Dispatcher.turnKey(pool, routing));
      decision.change(new LineChanged(turn.turned(agent.agentId(), agent.position())));
    }
  }

  private static void offer(
      DecisionBuilder decision,
      OpenHandoff handoff,
      AgentCandidate agent,
      Selection selection,
      Acceptance acceptance,
      String why) {
    String agentId = room(agent, handoff, decision);
    Instant until = decision.now().plus(acceptance.within());
    Offer offer = new Offer(decision.nextDecisionId(), until, false);
    Waiting waiting = handoff.waiting();
    OpenHandoff offered =
        (waiting == null ? handoff : handoff.with(waiting.shown(0, null)))
            .offeredTo(agentId, offer);
    decision.put(offered);
    decision.assigned(agentId);
    CustomerNotifications.decided(
        decision,
        offered,
        new RoutingResult.Offered(agentId, until, decision.previous(offered)),
        selection,
        why);
    CustomerNotifications.unassign(decision, offered, "it goes to " + agent.config().name());
    CustomerNotifications.act(
        decision, offered, new Action.Assign(agentId, handoff.target().teamId(), until));
  }

  /** Gives a handoff to an agent who has room. */
  public static void assign(
      DecisionBuilder decision,
      OpenHandoff handoff,
      AgentCandidate agent,
      Selection selection,
      @Nullable String commandId,
      String why) {
    String agentId = room(agent, handoff, decision);
    OpenHandoff held = handoff.assignedTo(agentId);
    Optional<Action.Say> message = CustomerNotifications.message(decision, held, greeting(held));
    decision.put(CustomerNotifications.told(held, message));
    decision.assigned(agentId);
    served(decision, held, agentId);

    RoutingResult result = new RoutingResult.Assigned(agentId, decision.previous(held), commandId);
    CustomerNotifications.decided(decision, held, result, selection, why);
    CustomerNotifications.unassign(decision, held, "it goes to " + agent.config().name());
    CustomerNotifications.act(
        decision, held, new Action.Assign(agentId, handoff.target().teamId(), null));
    message.ifPresent(say -> CustomerNotifications.act(decision, held, say));
  }

  /** The agent who was offered a handoff has it from now on. */
  public static void accepted(DecisionBuilder decision, OpenHandoff offered) {
    String agentId = Objects.requireNonNull(offered.agentId(), "an offer is to somebody");
    OpenHandoff held = offered.assignedTo(agentId);
    Optional<Action.Say> message = CustomerNotifications.message(decision, held, greeting(held));
    decision.put(CustomerNotifications.told(held, message));
    AgentState agent = decision.state().desk(agentId).agent();
    decision.put(agent.missed(0, false).idle(decision.now()));
    served(decision, held, agentId);
    decision.effect(
        new Decided(
            held.handoff(),
            held.process(),
            held.target(),
            held.priority(),
            new RoutingResult.Assigned(agentId, null, null),
            List.of(),
            0,
            null,
            decision.roster().nameOf(agentId) + " accepted it"));
    CustomerNotifications.act(
        decision, held, new Action.Assign(agentId, held.target().teamId(), null));
    message.ifPresent(say -> CustomerNotifications.act(decision, held, say));
  }

  private static Occasion greeting(OpenHandoff handoff) {
    return handoff.process() == Process.LIVE ? Occasion.TEAM_AVAILABLE : Occasion.FOLLOW_UP;
  }

  /** Remembers a customer's last agent where somebody asks for it. */
  private static void served(DecisionBuilder decision, OpenHandoff held, String agentId) {
    Customer customer = held.handoff().customer();
    if (customer != null
        && decision.roster().routing(held.target().teamId()).strategy() == Strategy.LAST_AGENT) {
      decision.change(new CustomerServed(customer.customerId(), agentId));
    }
  }

  private static String room(AgentCandidate agent, OpenHandoff handoff, DecisionBuilder decision) {
    String agentId = agent.config().agentId();
    NeedsConfig needs = decision.roster().needs(handoff.handoff().channelId());
    if (!agent.hasRoom(needs.weight()) || !agent.hasRoomOn(handoff.handoff().channelId())) {
      throw new IllegalStateException(agentId + " has no room");
    }
    return agentId;
  }

  private static String before(DecisionBuilder decision, OpenHandoff handoff) {
    String previous = decision.previous(handoff);
    return previous == null ? "" : "; " + decision.roster().nameOf(previous) + " had it before";
  }
}
