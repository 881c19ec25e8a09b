package io.handoff.routing.decision.assignment;

import io.handoff.routing.decision.account.AccountRouting;
import io.handoff.routing.decision.account.OpenHandoff;
import io.handoff.routing.decision.account.OpenHandoff.Waiting;
import io.handoff.routing.decision.effect.DecisionBuilder;
import io.handoff.routing.decision.effect.Effect;
import io.handoff.routing.decision.effect.Effect.Acted;
import io.handoff.routing.decision.effect.Effect.Action;
import io.handoff.routing.decision.effect.Effect.Decided;
import io.handoff.routing.decision.effect.Effect.Logged;
import io.handoff.routing.decision.effect.RoutingEvent.HandoffAsked;
import io.handoff.routing.decision.effect.RoutingEvent.ReopenAsked;
import io.handoff.routing.decision.effect.RoutingResult;
import io.handoff.routing.decision.handoff.Handoff;
import io.handoff.routing.decision.handoff.Priority;
import io.handoff.routing.decision.handoff.RoutingTarget;
import io.handoff.routing.decision.message.CustomerNotifications;
import io.handoff.routing.decision.message.Messages;
import io.handoff.routing.decision.message.RoutingExplanations;
import io.handoff.routing.decision.selection.AgentCandidate;
import io.handoff.routing.decision.selection.Selection;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.settings.model.HandoffConfig;
import io.handoff.settings.model.HandoffConfig.Process;
import io.handoff.settings.model.MessagesConfig.Occasion;
import io.handoff.settings.model.TeamRouting.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Handoffs that arrive: the three processes, and the end of a handoff. */
public final class HandoffPolicy {

  private final Dispatcher dispatcher;

  public HandoffPolicy(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /** Whether this handoff was asked for before, whatever became of it since. */
  public boolean isRepeat(AccountRouting state, HandoffAsked asked) {
    Handoff handoff = asked.handoff();
    return state.finished(handoff.handoffId())
        || state
            .handoff(handoff.conversationId())
            .filter(open -> open.handoff().handoffId().equals(handoff.handoffId()))
            .isPresent();
  }

  /**
   * Declines a handoff of a channel that the settings do not have, so that nobody waits for more:
   * whoever asked hears that it is over, and the customer's next call is looked at anew.
   */
  public static String unknownChannel(DecisionBuilder decision, Handoff handoff) {
    decision.finished(handoff.handoffId());
    refusal(
            handoff,
            "unknown-channel",
            "the account's settings have no channel '" + handoff.channelId() + "'")
        .forEach(decision::effect);
    return "unknown-channel";
  }

  /** The effects of a handoff that the settings leave no place for. */
  public static List<Effect> refusal(Handoff handoff, String code, String message) {
    return List.of(
        new Logged(false, handoff, "handoff", code, message),
        new Decided(
            handoff,
            Process.NONE,
            null,
            Priority.NORMAL,
            new RoutingResult.Declined(false),
            List.of(),
            0,
            null,
            message + "; the AI agent goes on"));
  }

  /** Routes a handoff. An older one of the conversation ends first. */
  public String route(DecisionBuilder decision, HandoffAsked asked, ChannelConfig channel) {
    Handoff handoff = asked.handoff();
    String freed = null;
    OpenHandoff old = decision.state().handoff(handoff.conversationId()).orElse(null);
    if (old != null) {
      String why = "another handoff took its place";
      finish(decision, old, why);
      freed = old.agentId();
      if (freed != null) {
        CustomerNotifications.act(decision, old, new Action.Unassign(freed, why));
      }
    }
    HandoffConfig config = channel.handoff();
    HandoffRules.Plan plan = HandoffRules.plan(decision, asked, channel);
    RoutingTarget target = plan.target();
    if (config.process() == Process.NONE) {
      decline(decision, handoff, target);
      dispatcher.settle(decision, freed);
      return "declined";
    }
    decision.effect(new Acted(handoff, new Action.PauseAiAgent()));
    OpenHandoff open =
        OpenHandoff.arrived(
            handoff, config.process(), target, plan.priority(), decision.arrive(), decision.now());
    open = dispatcher.lineUp(decision, open, freed);
    if (!open.waits()) {
      return Dispatcher.word(open);
    }
    String last = lastAgent(decision, open, asked.lastAgentId());
    Selection selection = dispatcher.select(decision, open, last);
    if (selection.present() == 0
        && Dispatcher.isClosed(decision, open)
        && !dispatcher.mayWiden(decision, open)) {
      close(decision, open, selection);
      return "closed";
    }
    OpenHandoff held = hold(decision, open, selection, last);
    return dispatcher.place(
        decision, held, held.equals(open) ? selection : dispatcher.select(decision, held, null));
  }

  /** The customer's last agent, where the team asks for that one. */
  private static @Nullable String lastAgent(
      DecisionBuilder decision, OpenHandoff open, @Nullable String lastAgentId) {
    return decision.roster().routing(open.target().teamId()).strategy() == Strategy.LAST_AGENT
        ? lastAgentId
        : null;
  }

  /** Lets a handoff wait for the customer's last agent, if that one is there and only full. */
  private static OpenHandoff hold(
      DecisionBuilder decision, OpenHandoff open, Selection selection, @Nullable String last) {
    Duration wait = decision.roster().routing(open.target().teamId()).lastAgentWait();
    Waiting waiting = open.waiting();
    if (last == null || waiting == null || wait.isZero() || isChosen(selection, last)) {
      return open;
    }
    OpenHandoff held = open.with(waiting.heldFor(last, decision.now().plus(wait)));
    Selection only =
        Selection.of(decision.state(), Dispatcher.question(decision, held.pool()), held, null);
    boolean member =
        decision.roster().members(open.pool(), decision::isOpen).openIds().contains(last);
    return member && only.obstacle() == Selection.Obstacle.ALL_FULL ? held : open;
  }

  private static boolean isChosen(Selection selection, String agentId) {
    AgentCandidate chosen = selection.chosen();
    return chosen != null && chosen.config().agentId().equals(agentId);
  }

  /**
   * Routes a handoff again: its customer came back, or its conversation was not closed after all.
   * Its agent gets it again only if there. Never closes the conversation. On a channel whose
   * process is "none" by now it is live, and so it is on one that the settings no longer have.
   *
   * @param channel null: the settings do not have it
   */
  public String reopen(
      DecisionBuilder decision, ReopenAsked asked, @Nullable ChannelConfig channel) {
    Handoff handoff = asked.handoff();
    Process process =
        channel != null && channel.handoff().process() == Process.ASYNCHRONOUS
            ? Process.ASYNCHRONOUS
            : Process.LIVE;
    decision.effect(new Acted(handoff, new Action.PauseAiAgent()));
    OpenHandoff open =
        OpenHandoff.arrived(
                handoff,
                process,
                asked.target(),
                asked.priority(),
                decision.arrive(),
                decision.now())
            .again();
    open = dispatcher.lineUp(decision, open, null);
    if (!open.waits()) {
      return Dispatcher.word(open);
    }
    String before = asked.agentId();
    boolean there =
        before != null
            && switch (decision.state().desk(before).agent().presence()) {
              case AVAILABLE, BUSY -> true;
              case AWAY, OFFLINE -> false;
            };
    return dispatcher.place(
        decision, open, dispatcher.select(decision, open, there ? before : null));
  }

  /** Ends an open handoff; whoever had it takes waiting work. */
  public void end(DecisionBuilder decision, OpenHandoff open, String why) {
    finish(decision, open, why);
    dispatcher.settle(decision, open.agentId());
  }

  /**
   * Gives a handoff up that ticket-service has no ticket for: whoever had it has room again, and
   * the customer's next call is heard.
   */
  public void giveUp(DecisionBuilder decision, OpenHandoff open) {
    String why = "ticket-service could not take the handoff in";
    finish(decision, open, new RoutingResult.Declined(false), why);
    String agentId = open.agentId();
    if (agentId != null) {
      CustomerNotifications.act(decision, open, new Action.Unassign(agentId, why));
    }
    dispatcher.settle(decision, agentId);
  }

  private static void finish(DecisionBuilder decision, OpenHandoff open, String why) {
    finish(decision, open, new RoutingResult.Ended(open.agentId()), why);
  }

  private static void finish(
      DecisionBuilder decision, OpenHandoff open, RoutingResult result, String why) {
    decision.remove(open);
    decision.finished(open.handoff().handoffId());
    String agentId = open.agentId();
    if (agentId != null) {
      decision.put(decision.state().desk(agentId).agent().idle(decision.now()));
    }
    decision.effect(
        new Decided(
            open.handoff(),
            open.process(),
            open.target(),
            open.priority(),
            result,
            List.of(),
            0,
            null,
            why));
  }

  private static void decline(DecisionBuilder decision, Handoff handoff, RoutingTarget target) {
    Optional<Action.Say> reply = Messages.text(decision, handoff, target, Occasion.NO_HANDOFF);
    decision.finished(handoff.handoffId());
    decision.effect(
        new Decided(
            handoff,
            Process.NONE,
            target,
            Priority.NORMAL,
            new RoutingResult.Declined(reply.isPresent()),
            List.of(),
            0,
            null,
            "the channel hands nothing over; the AI agent goes on"));
    reply.ifPresent(say -> decision.effect(new Acted(handoff, say)));
  }

  /** Ends a handoff that nobody is there for, and asks the platform to close the conversation. */
  public static void close(DecisionBuilder decision, OpenHandoff open, Selection selection) {
    Handoff handoff = open.handoff();
    decision.remove(open);
    decision.finished(handoff.handoffId());
    CustomerNotifications.decided(
        decision,
        open,
        new RoutingResult.Closed(),
        selection,
        RoutingExplanations.nobodyThere(decision, open.pool(), selection)
            + "; the account closes it then");
    Messages.text(decision, handoff, open.target(), Occasion.UNASSIGNED)
        .ifPresent(say -> decision.effect(new Acted(handoff, say)));
    decision.effect(
        new Acted(
            handoff, new Action.Close(lastSequence(handoff), decision.origin().occurredAt())));
  }

  /**
   * The last message that is known to have been there: that of the trigger, or as many as there
   * were, for sequences begin at 1 and rise.
   */
  private static long lastSequence(Handoff handoff) {
    Long sequence = handoff.evidence().messageSequence();
    return Math.max(sequence == null ? 0 : sequence, handoff.messageCount());
  }
}
