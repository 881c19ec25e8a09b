package io.handoff.routing.decision;

import io.handoff.routing.decision.account.OpenHandoff;
import io.handoff.routing.decision.account.OpenHandoff.HandoffStatus;
import io.handoff.routing.decision.account.OpenHandoff.PassKind;
import io.handoff.routing.decision.agent.Presence;
import io.handoff.routing.decision.assignment.Assignments;
import io.handoff.routing.decision.assignment.Dispatcher;
import io.handoff.routing.decision.assignment.HandoffPolicy;
import io.handoff.routing.decision.assignment.QueuePolicy;
import io.handoff.routing.decision.effect.DecisionBuilder;
import io.handoff.routing.decision.effect.Effect.Decided;
import io.handoff.routing.decision.effect.RoutingEvent.AssignAsked;
import io.handoff.routing.decision.effect.RoutingEvent.EndReported;
import io.handoff.routing.decision.effect.RoutingEvent.OfferAnswered;
import io.handoff.routing.decision.effect.RoutingEvent.PriorityAsked;
import io.handoff.routing.decision.effect.RoutingEvent.ReassignAsked;
import io.handoff.routing.decision.effect.RoutingEvent.ReleaseAsked;
import io.handoff.routing.decision.effect.RoutingEvent.ReopenAsked;
import io.handoff.routing.decision.effect.RoutingEvent.Request;
import io.handoff.routing.decision.effect.RoutingEvent.SnoozeAsked;
import io.handoff.routing.decision.effect.RoutingEvent.WakeAsked;
import io.handoff.routing.decision.effect.RoutingResult;
import io.handoff.routing.decision.handoff.Handoff;
import io.handoff.routing.decision.handoff.Priority;
import io.handoff.routing.decision.handoff.RoutingTarget;
import io.handoff.routing.decision.message.CustomerNotifications;
import io.handoff.routing.decision.queue.Roster;
import io.handoff.routing.decision.selection.AgentCandidate;
import io.handoff.routing.decision.selection.Selection;
import io.handoff.settings.model.AgentConfig;
import io.handoff.settings.model.HandoffConfig.Process;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people and tickets ask about handoffs that are open. */
final class RequestPolicy {

  private final Dispatcher dispatcher;
  private final HandoffPolicy handoffs;
  private final OfferPolicy offers;

  RequestPolicy(Dispatcher dispatcher, HandoffPolicy handoffs, OfferPolicy offers) {
    this.dispatcher = dispatcher;
    this.handoffs = handoffs;
    this.offers = offers;
  }

  /** Carries a request out, or refuses it with an answer. */
  String answer(DecisionBuilder decision, Request request) {
    if (request instanceof ReopenAsked asked) {
      return reopen(decision, asked);
    }
    Optional<OpenHandoff> found = find(decision, request);
    if (found.isEmpty()) {
      return request instanceof EndReported
          ? "already-ended"
          : refuse(decision, request, null, "unknown-handoff", "no such handoff is open");
    }
    OpenHandoff open = found.get();
    return switch (request) {
      case AssignAsked asked -> assign(decision, asked, open);
      case ReassignAsked asked -> reassign(decision, asked, open);
      case ReleaseAsked asked -> release(decision, asked, open);
      case PriorityAsked asked -> prioritise(decision, asked, open);
      case OfferAnswered asked -> answer(decision, asked, open);
      case ReopenAsked asked -> reopen(decision, asked);
      case SnoozeAsked asked -> snooze(decision, open);
      case WakeAsked asked -> wake(decision, open);
      case EndReported ended when ended.refused() -> {
        handoffs.giveUp(decision, open);
        yield "given-up";
      }
      case EndReported ended -> {
        handoffs.end(decision, open, "the handoff is over");
        yield "ended";
      }
    };
  }

  private String answer(DecisionBuilder decision, OfferAnswered answer, OpenHandoff open) {
    OfferPolicy.Problem problem = OfferPolicy.problem(decision.roster(), answer, open);
    if (problem != null) {
      return refuse(decision, answer, open, problem.code(), problem.message());
    }
    if (answer.accepted()) {
      Assignments.accepted(decision, open);
      return "offer-accepted";
    }
    offers.declined(decision, open);
    return "offer-declined";
  }

  private static Optional<OpenHandoff> find(DecisionBuilder decision, Request request) {
    String handoffId = request.subject().handoffId();
    return decision
        .state()
        .handoff(request.subject().conversationId())
        .filter(open -> handoffId == null || handoffId.equals(open.handoff().handoffId()));
  }

  private String assign(DecisionBuilder decision, AssignAsked asked, OpenHandoff before) {
    RoutingTarget target = Objects.requireNonNullElse(asked.target(), before.target());
    boolean moves = !target.equals(before.target());
    OpenHandoff open = moves ? before.with(target, decision.now()) : before;
    AgentConfig config = decision.roster().agent(asked.agentId());
    OfferPolicy.Problem problem = problem(decision, asked, open, config);
    if (problem != null || config == null) {
      if (moves) {
        move(decision, before, target, asked.by());
      }
      OfferPolicy.Problem why = Objects.requireNonNull(problem);
      return refuse(
          decision,
          asked,
          decision.state().handoff(open.conversationId()).orElseThrow(),
          why.code(),
          why.message());
    }
    if (moves) {
      decision.put(open);
    }
    AgentCandidate agent = new AgentCandidate(config, decision.state().desk(asked.agentId()));
    Selection selection = Selection.byPerson(agent);
    if (asked.agentId().equals(open.agentId()) && !isOffered(open)) {
      CustomerNotifications.decided(
          decision,
          open,
          new RoutingResult.Assigned(asked.agentId(), null, asked.commandId()),
          selection,
          config.name() + " has it already");
      return "assigned";
    }
    if (isOffered(open) && asked.agentId().equals(open.agentId())) {
      Assignments.accepted(decision, open);
      return "assigned";
    }
    decision.lost(open, null);
    String why = asked.by() + " chose " + config.name();
    Assignments.assign(decision, open, agent, selection, asked.commandId(), why);
    dispatcher.settle(decision, open.agentId());
    return "assigned";
  }

  /** Why the chosen agent cannot have it; null: can, or has it. */
  private static OfferPolicy.@Nullable Problem problem(
      DecisionBuilder decision, AssignAsked asked, OpenHandoff open, @Nullable AgentConfig config) {
    if (config == null) {
      return new OfferPolicy.Problem("unknown-agent", "there is no agent " + asked.agentId());
    }
    if (asked.agentId().equals(open.agentId())) {
      return null;
    }
    AgentCandidate agent = new AgentCandidate(config, decision.state().desk(asked.agentId()));
    String channelId = open.handoff().channelId();
    if (!agent.hasRoom(decision.roster().needs(channelId).weight())) {
      return new OfferPolicy.Problem(
          "agent-full",
          "%s has %d of %d conversations".formatted(config.name(), agent.load(), agent.capacity()));
    }
    return agent.hasRoomOn(channelId)
        ? null
        : new OfferPolicy.Problem(
            "agent-channel-full",
            "%s can have no more of channel %s".formatted(config.name(), channelId));
  }

  private static boolean isOffered(OpenHandoff open) {
    return open.standing() == HandoffStatus.OFFERED;
  }

  private String reassign(DecisionBuilder decision, ReassignAsked asked, OpenHandoff open) {
    RoutingTarget target = asked.target() == null ? open.target() : asked.target();
    if (target.agentId() != null && decision.roster().agent(target.agentId()) == null) {
      return refuse(
          decision, asked, open, "unknown-agent", "there is no agent " + target.agentId());
    }
    if (target.teamId() != null
        && !decision.roster().config().teams().containsKey(target.teamId())) {
      return refuse(decision, asked, open, "unknown-team", "there is no team " + target.teamId());
    }
    OpenHandoff next = open.with(asked.priority() == null ? open.priority() : asked.priority());
    if (!next.equals(open)) {
      decision.put(next);
    }
    if (!target.equals(open.target())) {
      return move(decision, next, target, asked.by());
    }
    return asked.target() != null ? "no-change" : elsewhere(decision, asked, next);
  }

  /**
   * Another target: who has it and belongs to it keeps it, otherwise somebody of it is looked for.
   */
  private String move(DecisionBuilder decision, OpenHandoff open, RoutingTarget target, String by) {
    OpenHandoff next = open.with(target, decision.now());
    Roster roster = decision.roster();
    String agentId = open.agentId();
    AgentConfig agent = agentId == null ? null : roster.agent(agentId);
    if (agentId != null
        && agent != null
        && !isOffered(open)
        && roster.members(next.pool(), team -> true).openIds().contains(agentId)) {
      decision.put(next);
      CustomerNotifications.decided(
          decision,
          next,
          new RoutingResult.Assigned(agentId, null, null),
          Selection.byPerson(new AgentCandidate(agent, decision.state().desk(agentId))),
          "%s moved it to %s, where %s belongs too"
              .formatted(by, roster.nameOf(next.pool()), agent.name()));
      return "assigned";
    }
    return dispatcher.again(decision, open, next, by + " moved it");
  }

  /** Somebody else, if there is somebody who can take it; otherwise nothing changes. */
  private String elsewhere(DecisionBuilder decision, ReassignAsked asked, OpenHandoff open) {
    String agentId = open.agentId();
    if (agentId == null || open.asleep()) {
      return refuse(decision, asked, open, "not-assigned", "nobody has the conversation");
    }
    Roster roster = decision.roster();
    dispatcher.settle(decision, null);
    OpenHandoff without =
        open.passedBy(agentId, PassKind.GAVE_BACK, decision.now())
            .waiting(HandoffStatus.UNASSIGNED, decision.now());
    Selection selection = dispatcher.select(decision, without, null);
    AgentCandidate chosen = selection.chosen();
    if (chosen == null) {
      return refuse(
          decision,
          asked,
          open,
          "nobody-better",
          "%s wanted somebody else, but nobody can take it; it stays with %s"
              .formatted(asked.by(), roster.nameOf(agentId)));
    }
    decision.lost(open, asked.by() + " handed it off");
    OpenHandoff waiting = open.waiting(HandoffStatus.UNASSIGNED, decision.now());
    decision.put(waiting);
    Assignments.give(decision, waiting, chosen, selection, "; " + asked.by() + " handed it off");
    dispatcher.settle(decision, agentId);
    return Dispatcher.word(decision.state().handoff(open.conversationId()).orElseThrow());
  }

  private String snooze(DecisionBuilder decision, OpenHandoff open) {
    if (open.asleep()) {
      return "no-change";
    }
    boolean offered = isOffered(open);
    if (offered) {
      decision.lost(open, "it is snoozed");
    }
    OpenHandoff asleep =
        (offered ? open.waiting(HandoffStatus.UNASSIGNED, decision.now()) : open).sleeping();
    decision.put(asleep);
    if (offered) {
      CustomerNotifications.decided(
          decision,
          asleep,
          new RoutingResult.KeptOpen(decision.previous(asleep)),
          Selection.NONE,
          "it is snoozed; the offer is withdrawn");
      CustomerNotifications.unassign(decision, asleep, "it is snoozed");
    }
    dispatcher.settle(decision, open.agentId());
    return "snoozed";
  }

  /** Back from a snooze: to the same agent if there and free, without a word to the customer. */
  private String wake(DecisionBuilder decision, OpenHandoff open) {
    if (!open.asleep()) {
      return "no-change";
    }
    OpenHandoff awake = open.awake(decision.now());
    String agentId = open.agentId();
    if (agentId == null) {
      OpenHandoff waiting = dispatcher.lineUp(decision, awake, null);
      return waiting.waits()
          ? dispatcher.place(decision, waiting, dispatcher.select(decision, waiting, null))
          : Dispatcher.word(waiting);
    }
    AgentConfig config = decision.roster().agent(agentId);
    boolean there =
        open.process() == Process.ASYNCHRONOUS
            || decision.state().desk(agentId).agent().presence() != Presence.OFFLINE;
    if (config != null
        && there
        && hasRoom(decision, open, new AgentCandidate(config, decision.state().desk(agentId)))) {
      decision.put(awake);
      return "woken";
    }
    return dispatcher.again(
        decision,
        open,
        awake,
        decision.roster().nameOf(agentId) + (there ? " has no room" : " is not there"));
  }

  private String release(DecisionBuilder decision, ReleaseAsked asked, OpenHandoff open) {
    if (!asked.agentId().equals(open.agentId())) {
      return refuse(
          decision,
          asked,
          open,
          "not-assigned",
          asked.agentId() + " does not have the conversation");
    }
    PassKind how = isOffered(open) ? PassKind.DECLINED : PassKind.GAVE_BACK;
    return dispatcher.again(
        decision, open, open.passedBy(asked.agentId(), how, decision.now()), null);
  }

  /**
   * Whether an agent can have what sleeps with them again; it may have taken room all the while.
   */
  private static boolean hasRoom(
      DecisionBuilder decision, OpenHandoff asleep, AgentCandidate agent) {
    String channelId = asleep.handoff().channelId();
    return asleep.terms().weight() > 0
        || (agent.hasRoom(decision.roster().needs(channelId).weight())
            && agent.hasRoomOn(channelId));
  }

  private String prioritise(DecisionBuilder decision, PriorityAsked asked, OpenHandoff open) {
    if (asked.priority() == open.priority()) {
      return "no-change";
    }
    OpenHandoff next = open.with(asked.priority());
    decision.put(next);
    if (next.waits()) {
      decision.effect(
          new Decided(
              next.handoff(),
              next.process(),
              next.target(),
              next.priority(),
              QueuePolicy.waitingRuling(decision, next),
              List.of(),
              0,
              null,
              "its priority is %s now, it was %s".formatted(next.priority(), open.priority())));
    }
    return "priority-changed";
  }

  private String reopen(DecisionBuilder decision, ReopenAsked asked) {
    Handoff handoff = asked.handoff();
    OpenHandoff open = decision.state().handoff(handoff.conversationId()).orElse(null);
    if (open != null) {
      return Objects.equals(open.handoff().handoffId(), handoff.handoffId())
          ? "no-change"
          : refuse(
              decision,
              asked,
              null,
              "other-handoff-open",
              "the conversation has another handoff open by now");
    }
    return handoffs.reopen(
        decision, asked, decision.roster().config().channels().get(handoff.channelId()));
  }

  private static String refuse(
      DecisionBuilder decision,
      Request request,
      @Nullable OpenHandoff open,
      String code,
      String message) {
    Handoff handoff =
        open != null
            ? open.handoff()
            : request instanceof ReopenAsked asked
                ? asked.handoff()
                : Handoff.unknown(
                    Objects.requireNonNullElse(request.subject().handoffId(), ""),
                    request.subject().conversationId(),
                    request.origin().eventId(),
                    request.origin().occurredAt());
    decision.effect(
        new Decided(
            handoff,
            open == null ? null : open.process(),
            open == null ? null : open.target(),
            open == null ? Priority.NORMAL : open.priority(),
            new RoutingResult.Refused(request.answersTo(), code, message),
            List.of(),
            0,
            null,
            message));
    return code;
  }
}
