package io.handoff.routing.decision;

import io.handoff.routing.decision.account.HandoffTerms;
import io.handoff.routing.decision.account.OpenHandoff;
import io.handoff.routing.decision.account.OpenHandoff.HandoffStatus;
import io.handoff.routing.decision.account.OpenHandoff.PassKind;
import io.handoff.routing.decision.account.OpenHandoff.Waiting;
import io.handoff.routing.decision.agent.AgentState;
import io.handoff.routing.decision.agent.AgentWorkload;
import io.handoff.routing.decision.assignment.Dispatcher;
import io.handoff.routing.decision.assignment.HandoffPolicy;
import io.handoff.routing.decision.assignment.QueuePolicy;
import io.handoff.routing.decision.effect.DecisionBuilder;
import io.handoff.routing.decision.effect.Effect;
import io.handoff.routing.decision.effect.RoutingEvent.TimePassed;
import io.handoff.routing.decision.effect.RoutingResult;
import io.handoff.routing.decision.message.CustomerNotifications;
import io.handoff.routing.decision.message.RoutingExplanations;
import io.handoff.routing.decision.queue.Deadline;
import io.handoff.routing.decision.selection.Selection;
import io.handoff.settings.model.HandoffConfig.Process;
import io.handoff.settings.model.MessagesConfig.Occasion;
import io.handoff.settings.model.TeamRouting.Then;
import io.handoff.settings.model.TeamRouting.WideningStep;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens because time has passed: nothing else in routing looks at deadlines. */
final class TimePolicy {

  private final Dispatcher dispatcher;
  private final PresencePolicy presence;
  private final OfferPolicy offers;

  TimePolicy(Dispatcher dispatcher, PresencePolicy presence, OfferPolicy offers) {
    this.dispatcher = dispatcher;
    this.presence = presence;
    this.offers = offers;
  }

  /** Carries out all that is due, in the order of the deadlines. */
  void pass(DecisionBuilder decision, TimePassed event) {
    decision.woke();
    Map<String, String> moved = new LinkedHashMap<>();
    while (true) {
      Deadline next = decision.state().firstDeadline().orElse(null);
      if (next == null || next.at().isAfter(event.origin().occurredAt())) {
        break;
      }
      if (next.agent()) {
        look(decision, decision.state().desk(next.id()).agent());
      } else {
        OpenHandoff open = decision.state().handoff(next.id()).orElseThrow();
        if (open.standing() == HandoffStatus.OFFERED) {
          offers.lapsed(decision, open, event.safe());
        } else {
          String why = look(decision, open);
          if (why != null) {
            moved.merge(open.conversationId(), why, (before, now) -> before + "; " + now);
          }
        }
      }
    }
    if (!moved.isEmpty()) {
      dispatcher.fillAll(decision);
      moved.forEach((conversationId, why) -> tell(decision, conversationId, why));
    }
  }

  private void look(DecisionBuilder decision, AgentState agent) {
    Instant silentAt = HandoffTerms.silentAt(agent, decision.roster(), decision.outages());
    AgentWorkload workload = decision.state().desk(agent.agentId());
    Instant returnsAt =
        HandoffTerms.returnsAt(
            agent, workload, decision.state(), decision.roster(), decision.outages());
    if (isDue(decision, silentAt)) {
      presence.silent(decision, agent);
    } else if (isDue(decision, returnsAt)) {
      presence.gone(decision, agent);
    } else {
      decision.put(agent);
    }
  }

  /**
   * Looks at a handoff that waits.
   *
   * @return what has changed and is worth telling; null: nothing is
   */
  private @Nullable String look(DecisionBuilder decision, OpenHandoff open) {
    OpenHandoff now = open;
    Waiting waiting = now.waiting();
    boolean freed = false;
    if (waiting != null && isDue(decision, waiting.heldUntil())) {
      now = now.with(waiting.heldFor(null, null));
      freed = true;
    }
    if (isDue(decision, HandoffTerms.roundEnd(now, decision.roster()))) {
      now = now.without(pass -> pass.how() != PassKind.GAVE_BACK);
      freed = true;
    }
    WideningStep step =
        isDue(decision, HandoffTerms.nextStepAt(now, decision.roster()))
            ? HandoffTerms.nextStep(now, decision.roster())
            : null;
    if (step == null) {
      decision.put(now);
      return freed ? "" : null;
    }
    return widen(decision, now, step);
  }

  private static String widen(DecisionBuilder decision, OpenHandoff open, WideningStep step) {
    Waiting waiting = open.waiting();
    OpenHandoff next = waiting == null ? open : open.with(waiting.widened());
    boolean callBack = step.then() == Then.CALL_BACK && open.process() == Process.LIVE;
    if (callBack) {
      next = next.asynchronous();
    }
    Occasion occasion =
        callBack
            ? Occasion.CALL_BACK
            : step.then() == Then.OVERFLOW_MESSAGE && open.process() == Process.LIVE
                ? Occasion.OVERFLOW
                : null;
    decision.put(next);
    if (occasion != null) {
      Optional<Effect.Action.Say> message = CustomerNotifications.message(decision, next, occasion);
      OpenHandoff told = message.isEmpty() ? next : next.told(occasion);
      // Who is told of a call back is told of the follow-up.
      decision.put(callBack && message.isPresent() ? told.told(Occasion.FOLLOW_UP) : told);
      OpenHandoff about = next;
      message.ifPresent(say -> CustomerNotifications.act(decision, about, say));
    }
    return RoutingExplanations.widened(decision, step, callBack);
  }

  /** Publishes how a handoff stands that has been waiting and still does. */
  private void tell(DecisionBuilder decision, String conversationId, String why) {
    OpenHandoff open = decision.state().handoff(conversationId).orElse(null);
    if (open == null || !open.waits() || why.isEmpty()) {
      return;
    }
    Selection selection = dispatcher.select(decision, open, null);
    boolean nobody =
        open.process() == Process.LIVE
            && selection.present() == 0
            && !dispatcher.mayWiden(decision, open);
    if (nobody && Dispatcher.isClosed(decision, open)) {
      HandoffPolicy.close(decision, open, selection);
      return;
    }
    OpenHandoff waiting =
        open.waiting(nobody ? HandoffStatus.UNASSIGNED : HandoffStatus.QUEUED, decision.now());
    decision.put(waiting);
    RoutingResult result = QueuePolicy.waitingRuling(decision, waiting);
    decision.put(QueuePolicy.shown(waiting, result));
    CustomerNotifications.decided(decision, waiting, result, selection, why);
  }

  private static boolean isDue(DecisionBuilder decision, @Nullable Instant at) {
    return at != null && !at.isAfter(decision.now());
  }
}
