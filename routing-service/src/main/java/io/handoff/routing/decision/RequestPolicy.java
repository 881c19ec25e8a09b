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
import io.handoff.settings.AgentConfig;
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

  private String assign(Draft draft, AssignAsked asked, OpenHandoff open) {
    AgentConfig config = draft.roster().agent(asked.agentId());
    if (config == null) {
      return refuse(draft, asked, open, "unknown-agent", "there is no agent " + asked.agentId());
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
    String channelId = open.handoff().channelId();
    if (!agent.hasRoom(draft.roster().needs(channelId).weight())) {
      return refuse(
          draft,
          asked,
          open,
          "agent-full",
          "%s has %d of %d conversations".formatted(config.name(), agent.load(), agent.capacity()));
    }
    if (!agent.hasRoomOn(channelId)) {
      return refuse(
          draft,
          asked,
          open,
          "agent-channel-full",
          "%s can have no more of channel %s".formatted(config.name(), channelId));
    }
    draft.lost(open, null);
    String why = "a person chose " + config.name();
    Assignments.assign(draft, open, agent, selection, asked.commandId(), why);
    dispatcher.settle(draft, open.agentId());
    return "assigned";
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
    if (!target.equals(open.target())) {
      next = next.with(target, draft.now());
    } else if (open.agentId() != null) {
      next = next.passedBy(open.agentId(), PassKind.GAVE_BACK, draft.now());
    }
    return dispatcher.again(draft, open, next, null);
  }

  private String release(Draft draft, ReleaseAsked asked, OpenHandoff open) {
    if (!asked.agentId().equals(open.agentId())) {
      return refuse(
          draft, asked, open, "not-assigned", asked.agentId() + " does not have the conversation");
    }
    PassKind how = isOffered(open) ? PassKind.DECLINED : PassKind.GAVE_BACK;
    return dispatcher.again(draft, open, open.passedBy(asked.agentId(), how, draft.now()), null);
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
