package io.handoff.routing.topology;

import io.handoff.avro.HandoffRequest;
import io.handoff.avro.HandoffRequested;
import io.handoff.kit.streams.CustomerView;
import io.handoff.kit.streams.DecidingProcessor;
import io.handoff.kit.streams.DecodedRecord;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.streams.Settings;
import io.handoff.kit.streams.SettingsView;
import io.handoff.kit.streams.store.StateGauges;
import io.handoff.kit.time.TimeKeeper;
import io.handoff.kit.time.TimeKeeper.Rhythm;
import io.handoff.routing.decision.RoutingPolicy;
import io.handoff.routing.decision.account.AccountRouting;
import io.handoff.routing.decision.effect.Effect;
import io.handoff.routing.decision.effect.Effect.Acted;
import io.handoff.routing.decision.effect.Effect.Decided;
import io.handoff.routing.decision.effect.Effect.Logged;
import io.handoff.routing.decision.effect.Effect.Ruled;
import io.handoff.routing.decision.effect.Outcome;
import io.handoff.routing.decision.effect.RoutingEvent;
import io.handoff.routing.decision.effect.RoutingEvent.HandoffAsked;
import io.handoff.routing.decision.effect.RoutingEvent.PresenceReported;
import io.handoff.routing.decision.effect.RoutingEvent.TimePassed;
import io.handoff.routing.decision.effect.RoutingResult;
import io.handoff.routing.decision.handoff.Customer;
import io.handoff.routing.decision.queue.Roster;
import io.handoff.routing.topology.RoutingProcessor.Routed;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.RegistryUnavailableException;
import io.handoff.schemas.serde.SchemaRegistryException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides on handoffs, presence and requests, all keyed by account, and on what falls due: one task
 * owns an account, so that two conversations never take the same last slot. Event times decide; the
 * machine's clock only wakes.
 */
final class RoutingProcessor extends DecidingProcessor<Routed> {

  private static final Logger LOG = LoggerFactory.getLogger(RoutingProcessor.class);

  /** How often to look whether settings have changed for work that waits. */
  private static final Duration SETTINGS_LOOK = Duration.ofSeconds(1);

  /** How long an account rests whose settings are gone, or in which looking at time failed. */
  private static final Duration REST = Duration.ofMinutes(1);

  /** Moments of one account that are acted on before others get their turn. */
  private static final int MOMENTS = 100;

  /** Moments of all accounts that are acted on before records get theirs and a commit is made. */
  private static final int MOMENTS_OF_ALL = 1_000;

  /** A decision with what it was taken on. */
  record Routed(Inputs.Input input, Outcome outcome) {}

  private record Parts(
      SettingsView settings,
      CustomerView customers,
      RoutingStores stores,
      Rosters rosters,
      TimeKeeper time,
      StateGauges.Share share) {}

  /** How often figures are shown. */
  private static final Duration SHOW = Duration.ofSeconds(2);

  private final RuleOutputs rules;

  private final RoutingPolicy policy = new RoutingPolicy();
  private final RoutingMeters meters;
  private final Rhythm rhythm;
  private final AtomicInteger tasks;

  /** When the last record of an account was published, as far as this task has read one. */
  private final Map<String, Instant> published = new HashMap<>();

  private @Nullable Parts parts;
  private @Nullable Instant sweepAt;
  private int moments;

  /**
   * A processor.
   *
   * @param tasks how many tasks of the process are at work; shared by all of them
   */
  RoutingProcessor(ServiceContext service, Rhythm rhythm, AtomicInteger tasks) {
    super(service);
    this.rhythm = rhythm;
    this.tasks = tasks;
    this.meters = new RoutingMeters(service.meters());
    this.rules = new RuleOutputs(service.meters());
  }

  @Override
  protected void start(ProcessorContext<Object, Object> context) {
    // A task that starts again after a roll-back must not remember what was rolled back.
    TimeKeeper time =
        new TimeKeeper(
            service().applicationId(),
            context,
            RoutingTopology.INPUTS,
            context.getStateStore(RoutingStores.TIMERS),
            rhythm,
            this::due);
    parts =
        new Parts(
            new SettingsView(service(), context),
            new CustomerView(service(), context),
            new RoutingStores(
                service(),
                context,
                time.timers(),
                () -> RoutingStores.HELD / Math.max(1, tasks.get())),
            new Rosters(),
            time,
            service().gauges().share());
    whenClosed(time::close);
    tasks.incrementAndGet();
    whenClosed(tasks::decrementAndGet);
    whenClosed(parts().share()::close);
    every(SETTINGS_LOOK, PunctuationType.WALL_CLOCK_TIME, now -> lookAtSettings());
    every(SHOW, PunctuationType.WALL_CLOCK_TIME, now -> show());
  }

  /** Shows what the stores hold. */
  private void show() {
    Instant now = systemTime();
    RoutingGauges figures = parts().stores().figures();
    figures.walk();
    figures.show(
        parts().share(),
        service().gauges(),
        account -> parts().settings().of(account, now).map(Settings::config));
  }

  @Override
  protected void tick(DecodedRecord<?> inbound) {
    parts().time().read(inbound);
  }

  @Override
  protected Routed decide(DecodedRecord<?> inbound) {
    Inputs.Input input = Inputs.of(inbound);
    String accountId = input.accountId();
    RoutingEvent event = knowing(accountId, input.event());
    AccountRouting account = parts().stores().account(accountId);
    Optional<Settings> version = settings(accountId, input.event(), inbound.appendedAt());
    Outcome outcome =
        version.isPresent()
            ? policy.decide(
                account,
                event,
                parts().rosters().of(accountId, version.get()),
                parts().time().outages())
            : policy.decideWithoutSettings(account, event, accountId);
    return new Routed(input, outcome);
  }

  private Optional<Settings> settings(String accountId, RoutingEvent event, Instant publishedAt) {
    SettingsView settings = parts().settings();
    return switch (event) {
      case HandoffAsked asked ->
          settings.ofRecord(accountId, asked.handoff().channelId(), publishedAt);
      case PresenceReported news ->
          settings.of(
              accountId,
              "agent/" + news.agentId(),
              publishedAt,
              config -> config.agents().containsKey(news.agentId()));
      default -> settings.ofRecord(accountId, null, publishedAt);
    };
  }

  /** A handoff together with what is known of its customer, and who had the customer last. */
  private RoutingEvent knowing(String accountId, RoutingEvent event) {
    if (event instanceof HandoffAsked asked && asked.handoff().customer() != null) {
      Customer customer = asked.handoff().customer();
      return asked.knowing(
          parts().customers().of(accountId, customer.customerId()),
          parts().stores().lastAgent(accountId, customer.customerId()));
    }
    return event;
  }

  @Override
  protected void apply(DecodedRecord<?> inbound, Routed routed) {
    Inputs.Input input = routed.input();
    published.merge(input.accountId(), inbound.appendedAt(), (a, b) -> a.isAfter(b) ? a : b);
    publish(input.accountId(), input.event().origin(), input.depth() + 1, routed.outcome());
    parts().time().worked();
  }

  @Override
  protected List<?> entries(Routed routed) {
    return routed.outcome().changes();
  }

  /** Declines a handoff that cannot be decided on, so that the customer's next call is heard. */
  @Override
  protected void refused(DecodedRecord<?> inbound) {
    if (inbound.value() instanceof HandoffRequest request
        && request.getPayload() instanceof HandoffRequested asked
        && !request.getConversationId().isEmpty()) {
      egress()
          .send(
              Topics.ROUTING_DECISIONS,
              Outputs.declined(request, asked.getHandoff(), inbound.occurredAt()));
    }
  }

  @Override
  protected String outcome(Routed routed) {
    return routed.outcome().word();
  }

  @Override
  protected List<String> refusals(Routed routed) {
    return routed.outcome().effects().stream()
        .map(RoutingProcessor::refusal)
        .filter(Objects::nonNull)
        .toList();
  }

  private static @Nullable String refusal(Effect effect) {
    return switch (effect) {
      case Decided decided when decided.ruling() instanceof RoutingResult.Refused refused ->
          refused.code();
      case Logged logged when !logged.suppressed() -> logged.code();
      default -> null;
    };
  }

  /** The account's timer has come due. */
  private void due(String timer, Instant queuedAt) {
    String accountId = RoutingStores.accountOf(timer);
    RoutingStores stores = parts().stores();
    if (!stores.takeAlarm(accountId, queuedAt)) {
      return;
    }
    Instant safe = parts().time().safeTime();
    Roster roster = attempt(accountId, safe, () -> roster(accountId, safe));
    if (roster == null) {
      stores.rest(accountId, safe.plus(REST));
      return;
    }
    AccountRouting account = stores.account(accountId);
    boolean edited = roster.version() != account.counters().settingsVersion();
    Instant at = edited && account.wakeAt().isAfter(safe) ? safe : account.wakeAt();
    for (int i = 0; i < MOMENTS && !at.isAfter(safe) && mayAct(); i++) {
      TimePassed event = RoutingPolicy.timePassed(account, accountId, at, safe);
      Outcome outcome =
          attempt(
              accountId, at, () -> policy.decide(account, event, roster, parts().time().outages()));
      if (outcome == null) {
        stores.rest(accountId, safe.plus(REST));
        return;
      }
      publish(accountId, event.origin(), 1, outcome);
      if (at.isAfter(published.getOrDefault(accountId, Instant.MIN))) {
        meters.late(at, systemTime()); // what was past when it was published cannot be late
      }
      at = account.wakeAt();
    }
    if (at.isAfter(safe)) {
      stores.arm(accountId);
    } else {
      stores.alarm(accountId, at);
    }
  }

  /** Counts a moment, unless this sweep has acted on enough of them. */
  private boolean mayAct() {
    Instant now = systemTime(); // stands still while a punctuator runs
    if (!now.equals(sweepAt)) {
      sweepAt = now;
      moments = 0;
    }
    return moments++ < MOMENTS_OF_ALL;
  }

  /** Null: the account has no settings. */
  private @Nullable Roster roster(String accountId, Instant at) {
    return parts()
        .settings()
        .of(accountId, at)
        .map(version -> parts().rosters().of(accountId, version))
        .orElse(null);
  }

  /** Null: it failed, or there is nothing; nothing has changed. */
  private <T> @Nullable T attempt(String accountId, Instant at, Supplier<@Nullable T> look) {
    try {
      return look.get();
    } catch (RegistryUnavailableException | SchemaRegistryException | StreamsException e) {
      throw e; // not the account's fault: stop and try again
    } catch (RuntimeException e) {
      LOG.error("what was due in account {} at {} was put off", accountId, at, e);
      meters.failed();
      return null;
    }
  }

  /** Work that waits is looked at again when settings change, without waiting for a record. */
  private void lookAtSettings() {
    Instant now = systemTime();
    parts()
        .stores()
        .versionsOfThoseWhoWait()
        .forEach(
            (accountId, known) ->
                parts()
                    .settings()
                    .of(accountId, now)
                    .filter(current -> current.version() != known)
                    .ifPresent(current -> parts().stores().alarm(accountId, now)));
  }

  private void publish(String accountId, RoutingEvent.Origin origin, int depth, Outcome outcome) {
    meters.assigned(parts().stores().account(accountId), outcome, systemTime());
    parts().stores().apply(accountId, outcome.changes());
    Outputs outputs =
        new Outputs(
            service().service(),
            accountId,
            origin.eventId(),
            origin.key(),
            depth,
            origin.occurredAt(),
            outcome.settingsVersion());
    int index = 0;
    Ruled ruled = null;
    for (Effect effect : outcome.effects()) {
      ruled = effect instanceof Ruled now ? now : ruled;
      send(outputs, effect, index++, ruled);
    }
    meters.count(outcome);
  }

  private void send(Outputs outputs, Effect effect, int index, @Nullable Ruled ruled) {
    switch (effect) {
      case Decided decided ->
          egress().send(Topics.ROUTING_DECISIONS, outputs.decision(decided, index, ruled));
      case Ruled now -> rules.send(egress(), outputs, now);
      case Acted acted -> egress().send(Topics.CONVERSATION_ACTIONS, outputs.action(acted, index));
      case Logged logged -> egress().send(Topics.DECISIONS, outputs.log(logged, index));
    }
  }

  private Parts parts() {
    return Objects.requireNonNull(parts, "start comes first");
  }
}
