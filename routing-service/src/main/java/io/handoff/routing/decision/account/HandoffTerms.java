package io.handoff.routing.decision.account;

import io.handoff.kit.time.Outages;
import io.handoff.routing.decision.account.OpenHandoff.Offer;
import io.handoff.routing.decision.account.OpenHandoff.Pass;
import io.handoff.routing.decision.account.OpenHandoff.PassKind;
import io.handoff.routing.decision.account.OpenHandoff.Terms;
import io.handoff.routing.decision.account.OpenHandoff.Waiting;
import io.handoff.routing.decision.agent.AgentState;
import io.handoff.routing.decision.agent.AgentWorkload;
import io.handoff.routing.decision.agent.Presence;
import io.handoff.routing.decision.queue.Roster;
import io.handoff.settings.model.HandoffConfig.Process;
import io.handoff.settings.model.NeedsConfig;
import io.handoff.settings.model.RoutingConfig.WhenOffline;
import io.handoff.settings.model.SettingsDefaults;
import io.handoff.settings.model.TeamRouting;
import io.handoff.settings.model.TeamRouting.Acceptance;
import io.handoff.settings.model.TeamRouting.WideningStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the settings in force make of agents and handoffs, and when each has to be looked at. */
public final class HandoffTerms {
  private HandoffTerms() {}

  /** Without ageing: longer than anything waits. */
  private static final long NO_AGEING = Duration.ofDays(3_650).toMillis();

  /** The handoff with what the settings in force make of it. */
  public static OpenHandoff of(OpenHandoff handoff, AccountRouting state, Roster roster) {
    NeedsConfig needs = roster.needs(handoff.handoff().channelId());
    String language = handoff.handoff().language();
    Duration ageing = roster.config().routing().ageing();
    Terms terms =
        new Terms(
            weight(handoff, state, roster, needs),
            needs.speaksLanguage() && !language.isEmpty()
                ? language.split("[-_]", 2)[0].toLowerCase(Locale.ROOT)
                : null,
            ageing == null ? NO_AGEING : ageing.toMillis());
    return handoff.under(terms, lookAt(handoff, roster));
  }

  /** What it takes of a capacity: as when the agent got it, unless it sleeps or has just woken. */
  private static int weight(
      OpenHandoff handoff, AccountRouting state, Roster roster, NeedsConfig needs) {
    if (handoff.asleep() && !roster.config().routing().snoozedTakesCapacity()) {
      return 0;
    }
    String agentId = handoff.agentId();
    boolean held =
        agentId != null
            && handoff.terms().weight() > 0
            && state
                .handoff(handoff.conversationId())
                .filter(before -> agentId.equals(before.agentId()))
                .isPresent();
    return held ? handoff.terms().weight() : needs.weight();
  }

  private static @Nullable Instant lookAt(OpenHandoff handoff, Roster roster) {
    Offer offer = handoff.offer();
    Waiting waiting = handoff.waiting();
    if (offer != null) {
      return offer.expiresAt();
    }
    if (!handoff.waits() || waiting == null || handoff.asleep()) {
      return null;
    }
    return earlier(
        waiting.heldUntil(), earlier(roundEnd(handoff, roster), nextStepAt(handoff, roster)));
  }

  /** When those who let it pass get another chance; null: nobody did. */
  public static @Nullable Instant roundEnd(OpenHandoff handoff, Roster roster) {
    Instant last = null;
    for (Pass pass : handoff.passes()) {
      if (pass.how() != PassKind.GAVE_BACK && (last == null || pass.at().isAfter(last))) {
        last = pass.at();
      }
    }
    if (last == null) {
      return null;
    }
    Acceptance acceptance = roster.routing(handoff.target().teamId()).acceptance();
    return last.plus(
        (acceptance == null ? SettingsDefaults.ACCEPTANCE : acceptance).nextRoundAfter());
  }

  /** The next step of widening; null: there is none. */
  public static @Nullable WideningStep nextStep(OpenHandoff handoff, Roster roster) {
    TeamRouting routing = roster.routing(handoff.target().teamId());
    Waiting waiting = handoff.waiting();
    List<WideningStep> steps = routing.widening();
    return waiting == null || waiting.stage() >= steps.size() ? null : steps.get(waiting.stage());
  }

  /** When a waiting handoff is offered to more agents; null: never. */
  public static @Nullable Instant nextStepAt(OpenHandoff handoff, Roster roster) {
    WideningStep step = nextStep(handoff, roster);
    Waiting waiting = handoff.waiting();
    return step == null || waiting == null ? null : waiting.since().plus(step.after());
  }

  /** The agent with the moment when routing has to look at them next. */
  public static AgentState of(
      AgentState agent,
      AgentWorkload workload,
      AccountRouting state,
      Roster roster,
      Outages outages) {
    return agent.lookedAt(
        earlier(
            silentAt(agent, roster, outages), returnsAt(agent, workload, state, roster, outages)));
  }

  /**
   * When the agent counts as offline unless heard of; null: at no time. Time that was not kept does
   * not count: nobody may have been able to publish then.
   */
  public static @Nullable Instant silentAt(AgentState agent, Roster roster, Outages outages) {
    Duration timeout = roster.config().routing().heartbeatTimeout();
    Instant heardAt = agent.heardAt();
    return timeout == null
            || heardAt == null
            || !agent.beats()
            || agent.presence() == Presence.OFFLINE
        ? null
        : outages.shifted(heardAt, heardAt.plus(timeout));
  }

  /**
   * When the agent, who is offline, loses conversations; null: at no time. Who was never heard of
   * is offline since no known moment, and has the grace from the last assignment. Time that was not
   * kept does not count.
   */
  public static @Nullable Instant returnsAt(
      AgentState agent,
      AgentWorkload workload,
      AccountRouting state,
      Roster roster,
      Outages outages) {
    Duration grace = roster.config().routing().offlineGrace();
    Instant since = later(agent.offlineSince(), agent.lastAssignedAt());
    if (grace == null || since == null || agent.presence() != Presence.OFFLINE) {
      return null;
    }
    boolean any =
        workload.held().stream()
            .anyMatch(
                held ->
                    state
                        .handoff(held.conversationId())
                        .filter(handoff -> returns(handoff, roster))
                        .isPresent());
    return any ? outages.shifted(since, since.plus(grace)) : null;
  }

  /** Whether an agent who is offline loses this conversation. */
  public static boolean returns(OpenHandoff handoff, Roster roster) {
    return (handoff.process() == Process.LIVE
            || roster.config().routing().asynchronousWhenOffline() == WhenOffline.RETURN)
        && !handoff.asleep();
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null) {
      return other;
    }
    return other == null || one.isAfter(other) ? one : other;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null) {
      return other;
    }
    return other == null || one.isBefore(other) ? one : other;
  }
}
