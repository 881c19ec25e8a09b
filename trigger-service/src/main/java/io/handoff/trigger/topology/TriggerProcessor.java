package io.handoff.trigger.topology;

import io.handoff.avro.ConversationEvent;
import io.handoff.avro.RoutingDecision;
import io.handoff.kit.Kebab;
import io.handoff.kit.streams.DecidingProcessor;
import io.handoff.kit.streams.DecodedRecord;
import io.handoff.kit.streams.LateMessages;
import io.handoff.kit.streams.Latencies;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.streams.Settings;
import io.handoff.kit.streams.SettingsView;
import io.handoff.kit.streams.Sweeper;
import io.handoff.language.person.PersonRequestDetector;
import io.handoff.schemas.Keys;
import io.handoff.schemas.Topics;
import io.handoff.trigger.decision.CompiledTriggers;
import io.handoff.trigger.decision.ConversationInput;
import io.handoff.trigger.decision.ConversationState;
import io.handoff.trigger.decision.Retention;
import io.handoff.trigger.decision.TriggerDecider;
import io.handoff.trigger.decision.TriggerDecision;
import io.handoff.trigger.decision.TriggerDecision.HandoffOpened;
import io.handoff.trigger.decision.TriggerDecision.NoAction;
import io.handoff.trigger.decision.TriggerDecision.Refused;
import io.handoff.trigger.decision.TriggerDecision.TriggerSuppressed;
import io.handoff.trigger.decision.TriggerPolicies;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Loads the conversation, decides, stores it, and sends what follows. */
final class TriggerProcessor extends DecidingProcessor<TriggerProcessor.Decided> {

  /** A decision with what is needed to carry it out. */
  record Decided(
      String accountId,
      String conversationId,
      @Nullable ConversationInput input,
      TriggerDecision decision,
      long settingsVersion) {}

  private static final PersonRequestDetector PERSON_REQUESTS = PersonRequestDetector.create();

  private final TriggerDecider decider =
      new TriggerDecider(new TriggerPolicies(PERSON_REQUESTS, new CompiledTriggers()));
  private final Timer messageToHandoff;
  private final Counter forgotten;
  private final LateMessages lateMessages;
  private @Nullable KeyValueStore<String, ConversationState> conversations;
  private @Nullable SettingsView settings;

  TriggerProcessor(ServiceContext service) {
    super(service);
    this.lateMessages = new LateMessages(service.meters());
    this.messageToHandoff = Latencies.messageToHandoff(service.meters());
    this.forgotten = service.meters().counter("handoff.conversations.forgotten");
  }

  @Override
  protected void start(ProcessorContext<Object, Object> context) {
    conversations = context.getStateStore(TriggerTopology.CONVERSATIONS);
    settings = new SettingsView(service(), context);
    Sweeper<ConversationState> sweeper =
        new Sweeper<>(service(), context, conversations(), this::forgetIfIdle);
    every(Sweeper.PAUSE, PunctuationType.STREAM_TIME, sweeper::sweep);
  }

  private void forgetIfIdle(String key, ConversationState state, Instant now) {
    if (Retention.over(state, now)) {
      conversations().delete(key);
      forgotten.increment();
    }
  }

  @Override
  protected Decided decide(DecodedRecord<?> inbound) {
    return switch (inbound.value()) {
      case ConversationEvent event ->
          decide(
              inbound,
              event.getAccountId(),
              event.getConversationId(),
              Inputs.event(event, inbound.occurredAt()));
      case RoutingDecision routed ->
          decide(
              inbound, routed.getAccountId(), routed.getConversationId(), Inputs.declined(routed));
      default -> throw new IllegalStateException("no such input: " + inbound.topic().name());
    };
  }

  private Decided decide(
      DecodedRecord<?> inbound,
      String accountId,
      String conversationId,
      @Nullable ConversationInput input) {
    String channelId = input instanceof ConversationInput.Event event ? event.channelId() : null;
    Optional<Settings> account = settings().ofRecord(accountId, channelId, inbound.appendedAt());
    TriggerDecision decision;
    if (input == null) {
      decision = new TriggerDecision(null, new NoAction("no-concern"));
    } else {
      ConversationState stored = conversations().get(Keys.conversation(accountId, conversationId));
      decision =
          decider.decide(
              accountId,
              conversationId,
              stored == null ? ConversationState.NEW : stored,
              input,
              account.map(Settings::config).orElse(null));
    }
    return new Decided(
        accountId, conversationId, input, decision, account.map(Settings::version).orElse(0L));
  }

  @Override
  protected void apply(DecodedRecord<?> inbound, Decided decided) {
    ConversationState state = decided.decision().state();
    if (state != null) {
      String key = Keys.conversation(decided.accountId(), decided.conversationId());
      conversations().put(key, state.touched(inbound.appendedAt()));
      lateMessages.count(inbound, state.gate().lastSequence());
    }
    if (!(decided.input() instanceof ConversationInput.Event event)
        || !(inbound.value() instanceof ConversationEvent original)) {
      return;
    }
    Outputs outputs = new Outputs(service().service(), decided, event, original);
    switch (decided.decision().verdict()) {
      case HandoffOpened opened -> {
        count(opened, event, inbound);
        egress()
            .send(
                Topics.HANDOFF_REQUESTS,
                outputs.handoff(opened, publishedAt(opened, event, inbound)));
      }
      case TriggerSuppressed suppressed ->
          egress().send(Topics.DECISIONS, outputs.suppressed(suppressed));
      case Refused refused -> egress().send(Topics.DECISIONS, outputs.refused(refused));
      case NoAction none -> {
        if (event.test() && mayCall(event)) {
          egress().send(Topics.DECISIONS, outputs.none(none));
        }
      }
    }
  }

  /** Whether a customer may call for a person by it. */
  private static boolean mayCall(ConversationInput.Event event) {
    return switch (event.what()) {
      case ConversationInput.Message message ->
          message.author() == ConversationInput.Author.CUSTOMER;
      case ConversationInput.PersonAsked asked -> true;
      case ConversationInput.CouldNotAnswer could -> true;
      default -> false;
    };
  }

  private void count(
      HandoffOpened opened, ConversationInput.Event event, DecodedRecord<?> inbound) {
    if (event.test()) {
      return;
    }
    service()
        .meters()
        .counter(
            "handoff.requested",
            "reason",
            opened.trigger().reason().triggerId(),
            "channel_type",
            Kebab.of(opened.channelType()))
        .increment();
    Latencies.record(messageToHandoff, publishedAt(opened, event, inbound), systemTime());
  }

  /** Of the message that called; null: it was not a live one, or an earlier one. */
  private static @Nullable Instant publishedAt(
      HandoffOpened opened, ConversationInput.Event event, DecodedRecord<?> inbound) {
    return opened.call().eventId().equals(event.eventId()) ? Latencies.publishedAt(inbound) : null;
  }

  @Override
  protected List<?> entries(Decided decided) {
    ConversationState state = decided.decision().state();
    return state == null ? List.of() : List.of(state);
  }

  @Override
  protected String outcome(Decided decided) {
    return decided.decision().verdict().outcome();
  }

  @Override
  protected List<String> refusals(Decided decided) {
    return decided.decision().verdict() instanceof Refused refused
        ? List.of(refused.code())
        : List.of();
  }

  private KeyValueStore<String, ConversationState> conversations() {
    if (conversations == null) {
      throw new IllegalStateException("start comes first");
    }
    return conversations;
  }

  private SettingsView settings() {
    if (settings == null) {
      throw new IllegalStateException("start comes first");
    }
    return settings;
  }
}
