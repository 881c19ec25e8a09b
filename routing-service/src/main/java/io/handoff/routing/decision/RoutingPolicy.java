package io.handoff.routing.decision;

import io.handoff.kit.Ids;
import io.handoff.kit.time.Outages;
import io.handoff.routing.decision.Effect.Logged;
import io.handoff.routing.decision.RoutingEvent.HandoffAsked;
import io.handoff.routing.decision.RoutingEvent.PresenceReported;
import io.handoff.routing.decision.RoutingEvent.Request;
import io.handoff.routing.decision.RoutingEvent.TimePassed;
import io.handoff.settings.ChannelConfig;
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
        Draft draft = begin(state, roster, passed.origin(), outages);
        time.pass(draft, passed);
        yield end(draft, "time");
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
    Draft draft = begin(state, roster, asked.origin(), outages);
    ChannelConfig channel = roster.config().channels().get(asked.handoff().channelId());
    return end(
        draft,
        channel == null
            ? HandoffPolicy.unknownChannel(draft, asked.handoff())
            : handoffs.route(draft, asked, channel));
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
    Draft draft = begin(state, roster, news.origin(), outages);
    return end(draft, presence.hear(draft, news, status));
  }

  private Outcome request(AccountRouting state, Request request, Roster roster, Outages outages) {
    if (state.seen(request.origin().eventId())) {
      return Outcome.nothing("duplicate", roster.version());
    }
    Draft draft = begin(state, roster, request.origin(), outages);
    draft.seen();
    return end(draft, requests.answer(draft, request));
  }

  private static Draft begin(
      AccountRouting state, Roster roster, RoutingEvent.Origin origin, Outages outages) {
    Draft draft = new Draft(state, roster, origin, outages);
    Dispatcher.restamp(draft);
    return draft;
  }

  private Outcome end(Draft draft, String word) {
    dispatcher.settle(draft, null);
    draft.finish(QueueNews.publish(draft));
    return draft.outcome(word);
  }
}
