package io.handoff.routing.decision;

import io.handoff.routing.decision.Effect.Decided;
import io.handoff.routing.decision.OpenHandoff.PassKind;
import io.handoff.routing.decision.OpenHandoff.Standing;
import io.handoff.routing.decision.RoutingEvent.AssignAsked;
import io.handoff.routing.decision.RoutingEvent.EndReported;
import io.handoff.routing.decision.RoutingEvent.OfferAnswered;
import io.handoff.routing.decision.RoutingEvent.PriorityAsked;
import io.handoff.routing.decision.RoutingEvent.ReassignAsked;
import io.handoff.routing.decision.RoutingEvent.ReleaseAsked;
import io.handoff.routing.decision.RoutingEvent.ReopenAsked;
import io.handoff.routing.decision.RoutingEvent.Request;
import io.handoff.routing.decision.RoutingEvent.SnoozeAsked;
import io.handoff.routing.decision.RoutingEvent.WakeAsked;
import io.handoff.settings.AgentConfig;
import io.handoff.settings.HandoffConfig.Process;
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
  String answer(Draft draft, Request request) {
    if (request instanceof ReopenAsked asked) {
      return reopen(draft, asked);
    }
    Optional<OpenHandoff> found = find(draft, request);
    if (found.isEmpty()) {
      return request instanceof EndReported
          ? "already-ended"
          : refuse(draft, request, null, "unknown-handoff", "no such handoff is open");
    }
    OpenHandoff open = found.get();
    return switch (request) {
      case AssignAsked asked -> assign(draft, asked, open);
      case ReassignAsked asked -> reassign(draft, asked, open);
      case ReleaseAsked asked -> release(draft, asked, open);
      case PriorityAsked asked -> prioritise(draft, asked, open);
      case OfferAnswered asked -> answer(draft, asked, open);
      case ReopenAsked asked -> reopen(draft, asked);
      case SnoozeAsked asked -> snooze(draft, open);
      case WakeAsked asked -> wake(draft, open);
      case EndReported ended when ended.refused() -> {
        handoffs.giveUp(draft, open);
        yield "given-up";
      }
      case EndReported ended -> {
        handoffs.end(draft, open, "the handoff is over");
        yield "ended";
      }
    };
  }

  private String answer(Draft draft, OfferAnswered answer, OpenHandoff open) {
    OfferPolicy.Problem problem = OfferPolicy.problem(draft.roster(), answer, open);
    if (problem != null) {
      return refuse(draft, answer, open, problem.code(), problem.message());
    }
    if (answer.accepted()) {
      Assignments.accepted(draft, open);
      return "offer-accepted";
    }
    offers.declined(draft, open);
    return "offer-declined";
  }

  private static Optional<OpenHandoff> find(Draft draft, Request request) {
    String handoffId = request.subject().handoffId();
    return draft
        .state()
        .handoff(request.subject().conversationId())
        .filter(open -> handoffId == null || handoffId.equals(open.handoff().handoffId()));
  }

  private String assign(Draft draft, AssignAsked asked, OpenHandoff before) {
    RoutingTarget target = Objects.requireNonNullElse(asked.target(), before.target());
    boolean moves = !target.equals(before.target());
    OpenHandoff open = moves ? before.with(target, draft.now()) : before;
    AgentConfig config = draft.roster().agent(asked.agentId());
    OfferPolicy.Problem problem = problem(draft, asked, open, config);
    if (problem != null || config == null) {
      if (moves) {
        move(draft, before, target, asked.by());
      }
      OfferPolicy.Problem why = Objects.requireNonNull(problem);
      return refuse(
          draft,
          asked,
          draft.state().handoff(open.conversationId()).orElseThrow(),
          why.code(),
          why.message());
    }
    if (moves) {
      draft.put(open);
    }
    Contender agent = new Contender(config, draft.state().desk(asked.agentId()));
    Selection selection = Selection.byPerson(agent);
    if (asked.agentId().equals(open.agentId()) && !isOffered(open)) {
      Announcements.decided(
          draft,
          open,
          new Ruling.Assigned(asked.agentId(), null, asked.commandId()),
          selection,
          config.name() + " has it already");
      return "assigned";
    }
    if (isOffered(open) && asked.agentId().equals(open.agentId())) {
      Assignments.accepted(draft, open);
      return "assigned";
    }
    draft.lost(open, null);
    String why = asked.by() + " chose " + config.name();
    Assignments.assign(draft, open, agent, selection, asked.commandId(), why);
    dispatcher.settle(draft, open.agentId());
    return "assigned";
  }

  /** Why the chosen agent cannot have it; null: can, or has it. */
  private static OfferPolicy.@Nullable Problem problem(
      Draft draft, AssignAsked asked, OpenHandoff open, @Nullable AgentConfig config) {
    if (config == null) {
      return new OfferPolicy.Problem("unknown-agent", "there is no agent " + asked.agentId());
    }
    if (asked.agentId().equals(open.agentId())) {
      return null;
    }
    Contender agent = new Contender(config, draft.state().desk(asked.agentId()));
    String channelId = open.handoff().channelId();
    if (!agent.hasRoom(draft.roster().needs(channelId).weight())) {
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
    return open.standing() == Standing.OFFERED;
  }

  private String reassign(Draft draft, ReassignAsked asked, OpenHandoff open) {
    RoutingTarget target = asked.target() == null ? open.target() : asked.target();
    if (target.agentId() != null && draft.roster().agent(target.agentId()) == null) {
      return refuse(draft, asked, open, "unknown-agent", "there is no agent " + target.agentId());
    }
    if (target.teamId() != null && !draft.roster().config().teams().containsKey(target.teamId())) {
      return refuse(draft, asked, open, "unknown-team", "there is no team " + target.teamId());
    }
    OpenHandoff next = open.with(asked.priority() == null ? open.priority() : asked.priority());
    if (!next.equals(open)) {
      draft.put(next);
    }
    if (!target.equals(open.target())) {
      return move(draft, next, target, asked.by());
    }
    return asked.target() != null ? "no-change" : elsewhere(draft, asked, next);
  }

  /**
   * Another target: who has it and belongs to it keeps it, otherwise somebody of it is looked for.
   */
  private String move(Draft draft, OpenHandoff open, RoutingTarget target, String by) {
    OpenHandoff next = open.with(target, draft.now());
    Roster roster = draft.roster();
    String agentId = open.agentId();
    AgentConfig agent = agentId == null ? null : roster.agent(agentId);
    if (agentId != null
        && agent != null
        && !isOffered(open)
        && roster.members(next.pool(), team -> true).openIds().contains(agentId)) {
      draft.put(next);
      Announcements.decided(
          draft,
          next,
          new Ruling.Assigned(agentId, null, null),
          Selection.byPerson(new Contender(agent, draft.state().desk(agentId))),
          "%s moved it to %s, where %s belongs too"
              .formatted(by, roster.nameOf(next.pool()), agent.name()));
      return "assigned";
    }
    return dispatcher.again(draft, open, next, by + " moved it");
  }

  /** Somebody else, if there is somebody who can take it; otherwise nothing changes. */
  private String elsewhere(Draft draft, ReassignAsked asked, OpenHandoff open) {
    String agentId = open.agentId();
    if (agentId == null || open.asleep()) {
      return refuse(draft, asked, open, "not-assigned", "nobody has the conversation");
    }
    Roster roster = draft.roster();
    dispatcher.settle(draft, null);
    OpenHandoff without =
        open.passedBy(agentId, PassKind.GAVE_BACK, draft.now())
            .waiting(Standing.UNASSIGNED, draft.now());
    Selection selection = dispatcher.select(draft, without, null);
    Contender chosen = selection.chosen();
    if (chosen == null) {
      return refuse(
          draft,
          asked,
          open,
          "nobody-better",
          "%s wanted somebody else, but nobody can take it; it stays with %s"
              .formatted(asked.by(), roster.nameOf(agentId)));
    }
    draft.lost(open, asked.by() + " handed it off");
    OpenHandoff waiting = open.waiting(Standing.UNASSIGNED, draft.now());
    draft.put(waiting);
    Assignments.give(draft, waiting, chosen, selection, "; " + asked.by() + " handed it off");
    dispatcher.settle(draft, agentId);
    return Dispatcher.word(draft.state().handoff(open.conversationId()).orElseThrow());
  }

  private String snooze(Draft draft, OpenHandoff open) {
    if (open.asleep()) {
      return "no-change";
    }
    boolean offered = isOffered(open);
    if (offered) {
      draft.lost(open, "it is snoozed");
    }
    OpenHandoff asleep =
        (offered ? open.waiting(Standing.UNASSIGNED, draft.now()) : open).sleeping();
    draft.put(asleep);
    if (offered) {
      Announcements.decided(
          draft,
          asleep,
          new Ruling.KeptOpen(draft.previous(asleep)),
          Selection.NONE,
          "it is snoozed; the offer is withdrawn");
      Announcements.unassign(draft, asleep, "it is snoozed");
    }
    dispatcher.settle(draft, open.agentId());
    return "snoozed";
  }

  /** Back from a snooze: to the same agent if there and free, without a word to the customer. */
  private String wake(Draft draft, OpenHandoff open) {
    if (!open.asleep()) {
      return "no-change";
    }
    OpenHandoff awake = open.awake(draft.now());
    String agentId = open.agentId();
    if (agentId == null) {
      OpenHandoff waiting = dispatcher.lineUp(draft, awake, null);
      return waiting.waits()
          ? dispatcher.place(draft, waiting, dispatcher.select(draft, waiting, null))
          : Dispatcher.word(waiting);
    }
    AgentConfig config = draft.roster().agent(agentId);
    boolean there =
        open.process() == Process.ASYNCHRONOUS
            || draft.state().desk(agentId).agent().presence() != Presence.OFFLINE;
    if (config != null
        && there
        && hasRoom(draft, open, new Contender(config, draft.state().desk(agentId)))) {
      draft.put(awake);
      return "woken";
    }
    return dispatcher.again(
        draft,
        open,
        awake,
        draft.roster().nameOf(agentId) + (there ? " has no room" : " is not there"));
  }

  private String release(Draft draft, ReleaseAsked asked, OpenHandoff open) {
    if (!asked.agentId().equals(open.agentId())) {
      return refuse(
          draft, asked, open, "not-assigned", asked.agentId() + " does not have the conversation");
    }
    PassKind how = isOffered(open) ? PassKind.DECLINED : PassKind.GAVE_BACK;
    return dispatcher.again(draft, open, open.passedBy(asked.agentId(), how, draft.now()), null);
  }

  /**
   * Whether an agent can have what sleeps with them again; it may have taken room all the while.
   */
  private static boolean hasRoom(Draft draft, OpenHandoff asleep, Contender agent) {
    String channelId = asleep.handoff().channelId();
    return asleep.terms().weight() > 0
        || (agent.hasRoom(draft.roster().needs(channelId).weight()) && agent.hasRoomOn(channelId));
  }

  private String prioritise(Draft draft, PriorityAsked asked, OpenHandoff open) {
    if (asked.priority() == open.priority()) {
      return "no-change";
    }
    OpenHandoff next = open.with(asked.priority());
    draft.put(next);
    if (next.waits()) {
      draft.effect(
          new Decided(
              next.handoff(),
              next.process(),
              next.target(),
              next.priority(),
              Waits.waitingRuling(draft, next),
              List.of(),
              0,
              null,
              "its priority is %s now, it was %s".formatted(next.priority(), open.priority())));
    }
    return "priority-changed";
  }

  private String reopen(Draft draft, ReopenAsked asked) {
    Handoff handoff = asked.handoff();
    OpenHandoff open = draft.state().handoff(handoff.conversationId()).orElse(null);
    if (open != null) {
      return Objects.equals(open.handoff().handoffId(), handoff.handoffId())
          ? "no-change"
          : refuse(
              draft,
              asked,
              null,
              "other-handoff-open",
              "the conversation has another handoff open by now");
    }
    return handoffs.reopen(
        draft, asked, draft.roster().config().channels().get(handoff.channelId()));
  }

  private static String refuse(
      Draft draft, Request request, @Nullable OpenHandoff open, String code, String message) {
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
    draft.effect(
        new Decided(
            handoff,
            open == null ? null : open.process(),
            open == null ? null : open.target(),
            open == null ? Priority.NORMAL : open.priority(),
            new Ruling.Refused(request.answersTo(), code, message),
            List.of(),
            0,
            null,
            message));
    return code;
  }
}
