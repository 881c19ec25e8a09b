package io.handoff.routing.topology;

import io.handoff.kit.streams.DecidingProcessor;
import io.handoff.kit.streams.Inbound;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.streams.Settings;
import io.handoff.kit.streams.SettingsView;
import io.handoff.routing.decision.AccountRouting;
import io.handoff.routing.decision.Effect;
import io.handoff.routing.decision.Effect.Acted;
import io.handoff.routing.decision.Effect.Decided;
import io.handoff.routing.decision.Effect.Logged;
import io.handoff.routing.decision.Effect.Notified;
import io.handoff.routing.decision.Effect.Ruled;
import io.handoff.routing.decision.LeastLoaded;
import io.handoff.routing.decision.Outcome;
import io.handoff.routing.decision.Roster;
import io.handoff.routing.decision.RoutingPolicy;
import io.handoff.routing.topology.RoutingProcessor.Routed;
import io.handoff.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Decides on handoffs, presence and requests, all keyed by account: one task owns an account, so
 * that two conversations never take the same last slot. Reads no clock.
 */
final class RoutingProcessor extends DecidingProcessor<Routed> {

  /** A decision with what it was taken on. */
  record Routed(Inputs.Input input, Outcome outcome) {}

  private final RoutingPolicy policy = new RoutingPolicy(new LeastLoaded());
  private final Map<String, Roster> rosters = new HashMap<>();
  private final RuleOutputs rules;
  private @Nullable SettingsView settings;
  private @Nullable RoutingStores stores;

  RoutingProcessor(ServiceContext service) {
    super(service);
    this.rules = new RuleOutputs(service.meters());
  }

  @Override
  protected void start(ProcessorContext<Object, Object> context) {
    // A task that starts again after a roll-back must not remember what was rolled back.
    settings = new SettingsView(service(), context);
    stores = new RoutingStores(context);
    rosters.clear();
  }

  @Override
  protected Routed decide(Inbound<?> inbound) {
    Inputs.Input input = Inputs.of(inbound);
    AccountRouting account = stores().account(input.accountId());
    Optional<Settings> version = settings().of(input.accountId(), inbound.appendedAt());
    Outcome outcome =
        version.isPresent()
            ? policy.decide(account, input.event(), roster(input.accountId(), version.get()))
            : policy.decideWithoutSettings(account, input.event(), input.accountId());
    return new Routed(input, outcome);
  }

  @Override
  protected void apply(Inbound<?> inbound, Routed routed) {
    Inputs.Input input = routed.input();
    stores().apply(input.accountId(), routed.outcome().changes());
    Outputs outputs =
        new Outputs(
            service().service(),
            input.accountId(),
            input.event().origin().eventId(),
            input.depth() + 1,
            input.event().origin().occurredAt(),
            routed.outcome().settingsVersion());
    int index = 0;
    Ruled ruled = null;
    for (Effect effect : routed.outcome().effects()) {
      ruled = effect instanceof Ruled now ? now : ruled;
      send(outputs, effect, index++, ruled);
    }
  }

  private void send(Outputs outputs, Effect effect, int index, @Nullable Ruled ruled) {
    switch (effect) {
      case Decided decided ->
          egress().send(Topics.ROUTING_DECISIONS, outputs.decision(decided, index, ruled));
      case Ruled now -> rules.send(egress(), outputs, now);
      case Acted acted -> egress().send(Topics.CONVERSATION_ACTIONS, outputs.action(acted, index));
      case Notified notified ->
          egress().send(Topics.NOTIFICATIONS, outputs.notification(notified, index));
      case Logged logged -> egress().send(Topics.DECISIONS, outputs.log(logged, index));
    }
  }

  @Override
  protected String outcome(Routed routed) {
    return routed.outcome().word();
  }

  /**
   * The settings indexed, once per version: the view gives the same object for the same version.
   */
  @SuppressWarnings("ReferenceEquality")
  private Roster roster(String accountId, Settings current) {
    Roster roster = rosters.get(accountId);
    if (roster == null || roster.config() != current.config()) {
      roster = Roster.of(current.config(), current.version());
      rosters.put(accountId, roster);
    }
    return roster;
  }

  private SettingsView settings() {
    if (settings == null) {
      throw new IllegalStateException("start comes first");
    }
    return settings;
  }

  private RoutingStores stores() {
    if (stores == null) {
      throw new IllegalStateException("start comes first");
    }
    return stores;
  }
}
