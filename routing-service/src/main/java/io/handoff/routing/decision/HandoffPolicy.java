package io.handoff.routing.decision;

import io.handoff.routing.decision.Effect.Acted;
import io.handoff.routing.decision.Effect.Action;
import io.handoff.routing.decision.Effect.Decided;
import io.handoff.routing.decision.Effect.Logged;
import io.handoff.routing.decision.RoutingEvent.HandoffAsked;
import io.handoff.routing.decision.RoutingEvent.ReopenAsked;
import io.handoff.settings.ChannelConfig;
import io.handoff.settings.HandoffConfig;
import io.handoff.settings.HandoffConfig.Process;
import io.handoff.settings.HandoffConfig.WhenNobodyAvailable;
import io.handoff.settings.MessagesConfig.Occasion;
import java.util.List;
import java.util.Optional;

/** Handoffs that arrive: the three processes, and the end of a handoff. */
final class HandoffPolicy {

  private final Dispatcher dispatcher;

  HandoffPolicy(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /** Whether this handoff was asked for before, whatever became of it since. */
  boolean isRepeat(AccountRouting state, HandoffAsked asked) {
    Handoff handoff = asked.handoff();
    return state.finished(handoff.handoffId())
        || state
            .handoff(handoff.conversationId())
            .filter(open -> open.handoff().handoffId().equals(handoff.handoffId()))
            .isPresent();
  }

  /** The answer to a handoff of a channel that the settings do not have. */
  static Logged unknownChannel(Handoff handoff) {
    return new Logged(
        false,
        handoff,
        "handoff",
        "unknown-channel",
        "the account's settings have no channel '" + handoff.channelId() + "'");
  }

  /** Routes a handoff. An older one of the conversation ends first. */
  String route(Draft draft, HandoffAsked asked, ChannelConfig channel) {
    Handoff handoff = asked.handoff();
    String freed = null;
    OpenHandoff old = draft.state().handoff(handoff.conversationId()).orElse(null);
    if (old != null) {
      finish(draft, old, "another handoff took its place");
      freed = old.agentId();
    }
    HandoffConfig config = channel.handoff();
    HandoffRules.Plan plan = HandoffRules.plan(draft, asked, channel);
    RoutingTarget target = plan.target();
    if (config.process() == Process.NONE) {
      decline(draft, handoff, target);
      dispatcher.settle(draft, freed);
      return "declined";
    }
    draft.effect(new Acted(handoff, new Action.PauseAiAgent()));
    OpenHandoff open =
        OpenHandoff.arrived(handoff, config.process(), target, plan.priority(), draft.arrive());
    open = dispatcher.lineUp(draft, open, freed);
    if (!open.waits()) {
      return "assigned";
    }
    Selection selection = dispatcher.select(draft, open.pool(), null);
    if (selection.present() == 0
        && config.process() == Process.LIVE
        && config.whenNobodyAvailable() == WhenNobodyAvailable.CLOSE) {
      close(draft, open, selection);
      return "closed";
    }
    return dispatcher.place(draft, open, selection);
  }

  /**
   * Routes a handoff again whose customer came back. Never closes the conversation: the customer
   * has just written. On a channel whose process is "none" by now it is live.
   */
  String reopen(Draft draft, ReopenAsked asked, ChannelConfig channel) {
    Handoff handoff = asked.handoff();
    Process process =
        channel.handoff().process() == Process.ASYNCHRONOUS ? Process.ASYNCHRONOUS : Process.LIVE;
    draft.effect(new Acted(handoff, new Action.PauseAiAgent()));
    OpenHandoff open =
        OpenHandoff.arrived(handoff, process, asked.target(), asked.priority(), draft.arrive());
    open = dispatcher.lineUp(draft, open, null);
    if (!open.waits()) {
      return "assigned";
    }
    return dispatcher.place(draft, open, dispatcher.select(draft, open.pool(), asked.agentId()));
  }

  /** Ends an open handoff; whoever had it takes waiting work. */
  void end(Draft draft, OpenHandoff open, String why) {
    finish(draft, open, why);
    dispatcher.settle(draft, open.agentId());
  }

  private static void finish(Draft draft, OpenHandoff open, String why) {
    draft.remove(open);
    draft.finished(open.handoff().handoffId());
    draft.effect(
        new Decided(
            open.handoff(),
            open.process(),
            open.target(),
            open.priority(),
            new Ruling.Ended(open.agentId()),
            List.of(),
            0,
            why));
  }

  private static void decline(Draft draft, Handoff handoff, RoutingTarget target) {
    Optional<Action.Say> reply =
        Messages.text(draft.roster(), handoff, target, null, Occasion.NO_HANDOFF);
    draft.finished(handoff.handoffId());
    draft.effect(
        new Decided(
            handoff,
            Process.NONE,
            target,
            Priority.NORMAL,
            new Ruling.Declined(reply.isPresent()),
            List.of(),
            0,
            "the channel hands nothing over; the AI agent goes on"));
    reply.ifPresent(say -> draft.effect(new Acted(handoff, say)));
  }

  private static void close(Draft draft, OpenHandoff open, Selection selection) {
    Handoff handoff = open.handoff();
    draft.remove(open);
    draft.finished(handoff.handoffId());
    Dispatcher.decided(
        draft,
        open,
        new Ruling.Closed(),
        selection,
        Dispatcher.nobodyThere(draft, open.pool(), selection) + "; the account closes it then");
    Messages.text(draft.roster(), handoff, open.target(), null, Occasion.UNASSIGNED)
        .ifPresent(say -> draft.effect(new Acted(handoff, say)));
    Long sequence = handoff.evidence().messageSequence();
    draft.effect(
        new Acted(
            handoff,
            new Action.Close(sequence == null ? 0 : sequence, draft.origin().occurredAt())));
  }
}
