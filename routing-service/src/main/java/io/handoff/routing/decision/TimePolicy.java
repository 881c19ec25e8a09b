package io.handoff.routing.decision;

import io.handoff.routing.decision.OpenHandoff.PassKind;
import io.handoff.routing.decision.OpenHandoff.Standing;
import io.handoff.routing.decision.OpenHandoff.Waiting;
import io.handoff.routing.decision.RoutingEvent.TimePassed;
import io.handoff.settings.HandoffConfig.Process;
import io.handoff.settings.MessagesConfig.Occasion;
import io.handoff.settings.TeamRouting.Then;
import io.handoff.settings.TeamRouting.WideningStep;
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
  void pass(Draft draft, TimePassed event) {
    draft.woke();
    Map<String, String> moved = new LinkedHashMap<>();
    while (true) {
      Deadline next = draft.state().firstDeadline().orElse(null);
      if (next == null || next.at().isAfter(event.origin().occurredAt())) {
        break;
      }
      if (next.agent()) {
        look(draft, draft.state().desk(next.id()).agent());
      } else {
        OpenHandoff open = draft.state().handoff(next.id()).orElseThrow();
        if (open.standing() == Standing.OFFERED) {
          offers.lapsed(draft, open, event.safe());
        } else {
          String why = look(draft, open);
          if (why != null) {
            moved.merge(open.conversationId(), why, (before, now) -> before + "; " + now);
          }
        }
      }
    }
    if (!moved.isEmpty()) {
      dispatcher.fillAll(draft);
      moved.forEach((conversationId, why) -> tell(draft, conversationId, why));
    }
  }

  private void look(Draft draft, AgentState agent) {
    Instant silentAt = Stamps.silentAt(agent, draft.roster(), draft.outages());
    Desk desk = draft.state().desk(agent.agentId());
    Instant returnsAt =
        Stamps.returnsAt(agent, desk, draft.state(), draft.roster(), draft.outages());
    if (isDue(draft, silentAt)) {
      presence.silent(draft, agent);
    } else if (isDue(draft, returnsAt)) {
      presence.gone(draft, agent);
    } else {
      draft.put(agent);
    }
  }

  /**
   * Looks at a handoff that waits.
   *
   * @return what has changed and is worth telling; null: nothing is
   */
  private @Nullable String look(Draft draft, OpenHandoff open) {
    OpenHandoff now = open;
    Waiting waiting = now.waiting();
    boolean freed = false;
    if (waiting != null && isDue(draft, waiting.heldUntil())) {
      now = now.with(waiting.heldFor(null, null));
      freed = true;
    }
    if (isDue(draft, Stamps.roundEnd(now, draft.roster()))) {
      now = now.without(pass -> pass.how() != PassKind.GAVE_BACK);
      freed = true;
    }
    WideningStep step =
        isDue(draft, Stamps.nextStepAt(now, draft.roster()))
            ? Stamps.nextStep(now, draft.roster())
            : null;
    if (step == null) {
      draft.put(now);
      return freed ? "" : null;
    }
    return widen(draft, now, step);
  }

  private static String widen(Draft draft, OpenHandoff open, WideningStep step) {
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
    draft.put(next);
    if (occasion != null) {
      Optional<Effect.Action.Say> message = Announcements.message(draft, next, occasion);
      OpenHandoff told = message.isEmpty() ? next : next.told(occasion);
      // Who is told of a call back is told of the follow-up.
      draft.put(callBack && message.isPresent() ? told.told(Occasion.FOLLOW_UP) : told);
      OpenHandoff about = next;
      message.ifPresent(say -> Announcements.act(draft, about, say));
    }
    return Words.widened(draft, step, callBack);
  }

  /** Publishes how a handoff stands that has been waiting and still does. */
  private void tell(Draft draft, String conversationId, String why) {
    OpenHandoff open = draft.state().handoff(conversationId).orElse(null);
    if (open == null || !open.waits() || why.isEmpty()) {
      return;
    }
    Selection selection = dispatcher.select(draft, open, null);
    boolean nobody =
        open.process() == Process.LIVE
            && selection.present() == 0
            && !dispatcher.mayWiden(draft, open);
    if (nobody && Dispatcher.isClosed(draft, open)) {
      HandoffPolicy.close(draft, open, selection);
      return;
    }
    OpenHandoff waiting = open.waiting(nobody ? Standing.UNASSIGNED : Standing.QUEUED, draft.now());
    draft.put(waiting);
    Ruling ruling = Waits.waitingRuling(draft, waiting);
    draft.put(Waits.shown(waiting, ruling));
    Announcements.decided(draft, waiting, ruling, selection, why);
  }

  private static boolean isDue(Draft draft, @Nullable Instant at) {
    return at != null && !at.isAfter(draft.now());
  }
}
