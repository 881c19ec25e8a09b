package io.handoff.autoclose.topology;

import io.handoff.autoclose.decision.Close;
import io.handoff.autoclose.decision.Decision;
import io.handoff.autoclose.decision.DuePolicy;
import io.handoff.autoclose.decision.DuePolicy.Rules;
import io.handoff.autoclose.decision.SilencePolicy;
import io.handoff.autoclose.decision.TimerResult;
import io.handoff.autoclose.decision.conversation.Conversation;
import io.handoff.autoclose.decision.event.DueEvent;
import io.handoff.autoclose.decision.event.Event;
import io.handoff.autoclose.decision.time.Timekeeping;
import io.handoff.kit.streams.DecidingProcessor;
import io.handoff.kit.streams.DecodedRecord;
import io.handoff.kit.streams.Guard;
import io.handoff.kit.streams.LateMessages;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.streams.Settings;
import io.handoff.kit.streams.SettingsView;
import io.handoff.kit.streams.Sweeper;
import io.handoff.kit.time.Outages;
import io.handoff.kit.time.TimeKeeper;
import io.handoff.kit.time.TimeKeeper.Rhythm;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.RegistryUnavailableException;
import io.handoff.schemas.serde.SchemaRegistryException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes events in, and acts on deadlines when the safe clock has reached them. */
final class AutocloseProcessor extends DecidingProcessor<AutocloseProcessor.Taken> {

  private static final Logger LOG = LoggerFactory.getLogger(AutocloseProcessor.class);

  /** A look that failed is made again after this time. */
  private static final Duration RETRY = Duration.ofMinutes(1);

  /** How often changed settings are looked for. */
  private static final Duration REPLANNING = Duration.ofSeconds(1);

  private final DuePolicy policy;
  private final Rhythm rhythm;
  private final ClosingRecords records;
  private final DueRecords dueRecords;
  private final ClosingMeters meters;
  private final DueMeters dueMeters;
  private final LateMessages lateMessages;
  private @Nullable Parts parts;

  /** What is there once the processor has started. */
  private record Parts(
      KeyValueStore<String, Conversation> conversations,
      SettingsView settings,
      SlaPolicyStore books,
      SettingsRecalculator replanner,
      TimeKeeper time) {}

  /** An event taken in, and when to look at its conversation. */
  record Taken(
      String key, Decision decision, Optional<Settings> settings, Optional<Instant> wake) {}

  AutocloseProcessor(ServiceContext service, DuePolicy policy, Rhythm rhythm) {
    super(service);
    this.policy = policy;
    this.rhythm = rhythm;
    this.records = new ClosingRecords(service.service());
    this.meters = new ClosingMeters(service.meters());
    this.dueRecords = new DueRecords(service.service());
    this.dueMeters = new DueMeters(service.meters());
    this.lateMessages = new LateMessages(service.meters());
  }

  @Override
  protected void start(ProcessorContext<Object, Object> context) {
    TimeKeeper time =
        new TimeKeeper(
            service().applicationId(),
            context,
            AutocloseTopology.INPUTS,
            context.getStateStore(AutocloseTopology.TIMERS),
            rhythm,
            this::due);
    whenClosed(time::close);
    KeyValueStore<String, Conversation> conversations =
        context.getStateStore(AutocloseTopology.CONVERSATIONS);
    SlaPolicyStore policies = new SlaPolicyStore(context.getStateStore(AutocloseTopology.PROMISES));
    parts =
        new Parts(
            conversations,
            new SettingsView(service(), context),
            policies,
            new SettingsRecalculator(conversations, Guard.of(service(), conversations)),
            time);
    every(REPLANNING, PunctuationType.WALL_CLOCK_TIME, now -> replan());
    Sweeper<Conversation> sweeper =
        new Sweeper<>(service(), context, conversations, this::forgetIfIdle);
    every(Sweeper.PAUSE, PunctuationType.STREAM_TIME, sweeper::sweep);
  }

  /** What was closed is forgotten by its timer. */
  private void forgetIfIdle(String key, Conversation conversation, Instant now) {
    if (SilencePolicy.isIdle(conversation, now)) {
      parts().time().timers().remove(key, conversation.queuedAt());
      forget(key);
    }
  }

  private void forget(String key) {
    parts().conversations().delete(key);
    meters.forgotten();
  }

  /** Conversations under settings that have changed. */
  private void replan() {
    Instant safe = parts().time().clock().time();
    if (safe != null) {
      parts()
          .replanner()
          .step(
              account -> parts().settings().of(account, safe),
              (key, conversation, settings) -> renew(key, conversation, settings, safe));
    }
  }

  private void renew(String key, Conversation before, Settings settings, Instant safe) {
    String accountId = ConversationKey.parse(key).accountId();
    Optional<Settings> now = Optional.of(settings);
    // The last tick may lie some seconds back, before the settings were changed.
    Instant at = systemTime().isAfter(safe) ? systemTime() : safe;
    Conversation after =
        policy.renewed(before, at, rules(accountId, now), parts().time().outages());
    Optional<Instant> wake = wake(accountId, after, now);
    if (!after.equals(before) || wake.filter(due -> !before.isLookedAtBy(due)).isPresent()) {
      keep(key, after, now, wake);
    }
  }

  @Override
  protected void tick(DecodedRecord<?> inbound) {
    parts().time().read(inbound);
  }

  @Override
  protected Taken decide(DecodedRecord<?> inbound) {
    Event event = Events.of(inbound);
    String key = ConversationKey.of(event.about());
    Optional<Settings> settings =
        parts()
            .settings()
            .ofRecord(event.about().accountId(), event.about().channelId(), inbound.appendedAt());
    Rules rules = rules(event.about().accountId(), settings);
    Outages outages = parts().time().outages();
    Conversation before = parts().conversations().get(key);
    if (before != null) {
      before = policy.silence().renewed(before, inbound.appendedAt(), rules.config(), outages);
    }
    Decision decision = policy.decide(before, event, rules, outages);
    return new Taken(
        key,
        decision,
        settings,
        wake(event.about().accountId(), decision.conversation(), settings));
  }

  @Override
  protected List<?> entries(Taken taken) {
    Conversation conversation = taken.decision().conversation();
    return conversation == null ? List.of() : List.of(conversation);
  }

  @Override
  protected String outcome(Taken taken) {
    return taken.decision().outcome().word();
  }

  @Override
  protected List<String> refusals(Taken taken) {
    return switch (taken.decision().outcome()) {
      case UNKNOWN_ACCOUNT, UNKNOWN_CHANNEL -> List.of(taken.decision().outcome().word());
      default -> List.of();
    };
  }

  @Override
  protected void apply(DecodedRecord<?> inbound, Taken taken) {
    Conversation conversation = taken.decision().conversation();
    if (conversation != null) {
      keep(taken.key(), conversation, taken.settings(), taken.wake());
      lateMessages.count(inbound, conversation.standing().messages().lastSequence());
    }
    parts().time().worked();
  }

  /** The conversation's entry in the queue has come due. */
  private void due(String key, Instant queuedAt) {
    Looked looked; // what fails here has changed nothing yet
    try {
      looked = look(key, queuedAt);
    } catch (RegistryUnavailableException | SchemaRegistryException | StreamsException e) {
      throw e; // not the conversation's fault: stop and try again
    } catch (RuntimeException e) {
      LOG.error("looking at the timer of {} failed", key, e);
      meters.failed();
      again(key, queuedAt);
      return;
    }
    if (looked == null) {
      return;
    }
    ConversationKey id = ConversationKey.parse(key);
    Conversation before = looked.conversation();
    TimerResult result = looked.firing();
    result.closes().forEach(close -> send(id, before, close, looked.settingsVersion()));
    result.news().forEach(news -> tell(id, before, news, looked.settingsVersion()));
    String suppressed = result.suppressed();
    if (suppressed != null) {
      egress().send(Topics.DECISIONS, records.suppressed(id, before, queuedAt, suppressed));
    }
    result
        .unsent()
        .forEach(
            words -> egress().send(Topics.DECISIONS, records.unsent(id, before, queuedAt, words)));
    Conversation after = result.conversation();
    if (after == null) {
      forget(key);
    } else {
      keep(key, after.withQueuedAt(null), looked.settings(), looked.wake());
    }
  }

  /**
   * A look that failed is made again later, for what made it fail may pass. Only where the
   * conversation itself cannot be read is its timer gone.
   */
  private void again(String key, Instant queuedAt) {
    Conversation conversation;
    try {
      conversation = parts().conversations().get(key);
    } catch (SerializationException e) {
      return;
    }
    if (conversation != null && queuedAt.equals(conversation.queuedAt())) {
      Instant now = parts().time().clock().time();
      Instant from = now == null || now.isBefore(queuedAt) ? queuedAt : now;
      Instant at = parts().time().timers().arm(key, null, from.plus(RETRY));
      parts().conversations().put(key, conversation.withQueuedAt(at));
    }
  }

  private record Looked(
      Conversation conversation,
      TimerResult firing,
      Optional<Settings> settings,
      Optional<Instant> wake) {

    long settingsVersion() {
      return settings.map(Settings::version).orElse(0L);
    }
  }

  /** Changes nothing. Null: the entry is a left-over. */
  private @Nullable Looked look(String key, Instant queuedAt) {
    Conversation conversation = parts().conversations().get(key);
    if (conversation == null || !queuedAt.equals(conversation.queuedAt())) {
      return null;
    }
    ConversationKey id = ConversationKey.parse(key);
    // By the moment it was queued for, not by the clock: whoever looks later finds the same
    // version.
    Optional<Settings> settings = parts().settings().of(id.accountId(), queuedAt);
    TimerResult result =
        policy.fire(
            id.accountId(),
            id.conversationId(),
            conversation,
            new Timekeeping(parts().time().safeTime(), parts().time().outages()),
            rules(id.accountId(), settings));
    return new Looked(
        conversation, result, settings, wake(id.accountId(), result.conversation(), settings));
  }

  private void send(ConversationKey id, Conversation conversation, Close close, long version) {
    Instant now = systemTime();
    records
        .actions(id, conversation, close, version)
        .forEach(action -> egress().send(Topics.CONVERSATION_ACTIONS, action));
    egress().send(Topics.TIME_EVENTS, records.closeDue(id, conversation, close, version, now));
    meters.closed(conversation, close.deadline(), now);
  }

  private void tell(ConversationKey id, Conversation conversation, DueEvent news, long version) {
    Instant now = systemTime();
    dueRecords
        .message(id, conversation, news, version)
        .ifPresent(action -> egress().send(Topics.CONVERSATION_ACTIONS, action));
    egress().send(Topics.TIME_EVENTS, dueRecords.event(id, conversation, news, version, now));
    dueMeters.told(conversation, news, now);
  }

  private Optional<Instant> wake(
      String accountId, @Nullable Conversation conversation, Optional<Settings> settings) {
    return conversation == null
        ? Optional.empty()
        : policy.wake(conversation, parts().time().outages(), rules(accountId, settings));
  }

  private Rules rules(String accountId, Optional<Settings> settings) {
    return new Rules(settings.map(Settings::config), parts().books().of(accountId, settings));
  }

  private void keep(
      String key, Conversation conversation, Optional<Settings> settings, Optional<Instant> wake) {
    Conversation kept = conversation;
    String accountId = ConversationKey.parse(key).accountId();
    parts().replanner().known(accountId, settings);
    if (conversation.sla() != null && settings.isPresent()) {
      parts().books().remember(accountId, settings.get());
    }
    if (wake.isPresent()) {
      kept =
          conversation.withQueuedAt(
              parts().time().timers().arm(key, conversation.queuedAt(), wake.get()));
    } else if (!conversation.standing().messages().open()) {
      parts().time().timers().remove(key, conversation.queuedAt());
      kept = conversation.withQueuedAt(null);
    }
    parts().conversations().put(key, kept);
  }

  private Parts parts() {
    return Objects.requireNonNull(parts, "start comes first");
  }
}
