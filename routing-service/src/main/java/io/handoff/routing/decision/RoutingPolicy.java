package io.handoff.routing.decision;

import io.handoff.kit.Ids;
import io.handoff.kit.time.Outages;
import io.handoff.routing.decision.account.AccountRouting;
import io.handoff.routing.decision.agent.Presence;
import io.handoff.routing.decision.assignment.Dispatcher;
import io.handoff.routing.decision.assignment.HandoffPolicy;
import io.handoff.routing.decision.assignment.QueuePositionPublisher;
import io.handoff.routing.decision.effect.DecisionBuilder;
import io.handoff.routing.decision.effect.Effect.Logged;
import io.handoff.routing.decision.effect.Outcome;
import io.handoff.routing.decision.effect.RoutingEvent;
import io.handoff.routing.decision.effect.RoutingEvent.HandoffAsked;
import io.handoff.routing.decision.effect.RoutingEvent.PresenceReported;
import io.handoff.routing.decision.effect.RoutingEvent.Request;
import io.handoff.routing.decision.effect.RoutingEvent.TimePassed;
import io.handoff.routing.decision.queue.Roster;
import io.handoff.settings.model.ChannelConfig;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides on everything that routing is asked to look at. Pure: the same state, event and settings
 * give the same outcome, and nothing is changed.
 *
 * <p>In this order: a repeat changes nothing; wrong input changes nothing and is logged; the event
 * is taken in; waiting work is given to those whom the event gave room, and to everybody where the
 * settings are another version than the last time. So an edit of the settings takes effect with the
 * account's next record.
 */
public final class RoutingPolicy {

  private final Dispatcher dispatcher;
  private final HandoffPolicy handoffs;
  private final PresencePolicy presence;
  private final RequestPolicy requests;
  private final TimePolicy time;

  /** The policy, without any state. */
  public RoutingPolicy() {
    this.dispatcher = new Dispatcher();
    this.handoffs = new HandoffPolicy(dispatcher);
    this.presence = new PresencePolicy(dispatcher);
    OfferPolicy offers = new OfferPolicy(dispatcher, presence);
    this.requests = new RequestPolicy(dispatcher, handoffs, offers);
    this.time = new TimePolicy(dispatcher, presence, offers);
  }

  /** Decides on an event of the account where time was always kept. */
  public Outcome decide(AccountRouting state, RoutingEvent event, Roster roster) {
    return decide(state, event, roster, Outages.NONE);
  }

  /**
   * Decides on an event of the account.
   *
   * @param outages when no time was kept; agents who were silent then are not offline for that
   */
  public Outcome decide(AccountRouting state, RoutingEvent event, Roster roster, Outages outages) {
    return switch (event) {
      case HandoffAsked asked -> handoff(state, asked, roster, outages);
      case PresenceReported news -> presence(state, news, roster, outages);
      case Request request -> request(state, request, roster, outages);
      case TimePassed passed -> {
        DecisionBuilder decision = begin(state, roster, passed.origin(), outages);
        time.pass(decision, passed);
        yield end(decision, "time");
      }
    };
  }

  /**
   * The event that time has passed.
   *
   * @param at the moment at which something is due
   * @param safe the time up to which everything has been read
   */
  public static TimePassed timePassed(
      AccountRouting state, String accountId, Instant at, Instant safe) {
    String id = Ids.derive("routing-time", accountId, state.counters().wakes());
    return new TimePassed(new RoutingEvent.Origin(id, at), safe);
  }

  /**
   * Decides on an event of an account that has no settings. A new handoff is declined, so that it
   * is open nowhere; requests are answered as where nobody works: load is released, what goes on
   * waits until there are settings again. Everything else is refused.
   */
  public Outcome decideWithoutSettings(AccountRouting state, RoutingEvent event, String accountId) {
    if (event instanceof Request) {
      return decide(state, event, Roster.gone(accountId, state.counters().settingsVersion()));
    }
    String code = "unknown-account";
    String message = "there are no settings of account '" + accountId + "'";
    return event instanceof HandoffAsked asked
        ? new Outcome(code, 0, List.of(), HandoffPolicy.refusal(asked.handoff(), code, message))
        : Outcome.logged(0, new Logged(false, null, "account", code, message));
  }

  private Outcome handoff(
      AccountRouting state, HandoffAsked asked, Roster roster, Outages outages) {
    if (handoffs.isRepeat(state, asked)) {
      return Outcome.nothing("duplicate", roster.version());
    }
    DecisionBuilder decision = begin(state, roster, asked.origin(), outages);
    ChannelConfig channel = roster.config().channels().get(asked.handoff().channelId());
    return end(
        decision,
        channel == null
            ? HandoffPolicy.unknownChannel(decision, asked.handoff())
            : handoffs.route(decision, asked, channel));
  }

  private Outcome presence(
      AccountRouting state, PresenceReported news, Roster roster, Outages outages) {
    Logged refusal = presence.refusal(news, roster);
    @Nullable Presence status = news.presence();
    if (refusal != null || status == null) {
      return refusal == null
          ? Outcome.nothing("unknown-status", roster.version())
          : Outcome.logged(roster.version(), refusal);
    }
    if (presence.isRepeat(state, news)) {
      return Outcome.nothing("duplicate", roster.version());
    }
    DecisionBuilder decision = begin(state, roster, news.origin(), outages);
    return end(decision, presence.hear(decision, news, status));
  }

  private Outcome request(AccountRouting state, Request request, Roster roster, Outages outages) {
    if (state.seen(request.origin().eventId())) {
      return Outcome.nothing("duplicate", roster.version());
    }
    DecisionBuilder decision = begin(state, roster, request.origin(), outages);
    decision.seen();
    return end(decision, requests.answer(decision, request));
  }

  private static DecisionBuilder begin(
      AccountRouting state, Roster roster, RoutingEvent.Origin origin, Outages outages) {
    DecisionBuilder decision = new DecisionBuilder(state, roster, origin, outages);
    Dispatcher.restamp(decision);
    return decision;
  }

  private Outcome end(DecisionBuilder decision, String word) {
    dispatcher.settle(decision, null);
    decision.finish(QueuePositionPublisher.publish(decision));
    return decision.outcome(word);
  }
}
