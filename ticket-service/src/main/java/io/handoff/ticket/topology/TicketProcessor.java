package io.handoff.ticket.topology;

import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.ConversationOffered;
import io.handoff.avro.ConversationQueued;
import io.handoff.avro.ConversationUnassigned;
import io.handoff.avro.CustomerChange;
import io.handoff.avro.LookupResult;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.TicketCommand;
import io.handoff.avro.TicketLink;
import io.handoff.avro.TimeEvent;
import io.handoff.kit.streams.CustomerView;
import io.handoff.kit.streams.DecidingProcessor;
import io.handoff.kit.streams.DecodedRecord;
import io.handoff.kit.streams.LateMessages;
import io.handoff.kit.streams.Latencies;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.streams.Settings;
import io.handoff.kit.streams.SettingsView;
import io.handoff.kit.streams.Sweeper;
import io.handoff.kit.streams.record.RuleMeters;
import io.handoff.kit.streams.store.StateGauges;
import io.handoff.rules.engine.RuleBook;
import io.handoff.schemas.Keys;
import io.handoff.schemas.Topics;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.rules.SlaRules;
import io.handoff.ticket.decision.TicketDecider;
import io.handoff.ticket.decision.context.DecisionInput;
import io.handoff.ticket.decision.context.TicketDecision;
import io.handoff.ticket.decision.conversation.CommandLog;
import io.handoff.ticket.decision.conversation.Conversation;
import io.handoff.ticket.decision.conversation.TicketRef;
import io.handoff.ticket.decision.customer.CustomerDecider;
import io.handoff.ticket.decision.customer.CustomerDecision;
import io.handoff.ticket.decision.customer.CustomerState;
import io.handoff.ticket.decision.effect.Effect;
import io.handoff.ticket.decision.ticket.Origin;
import io.handoff.ticket.decision.ticket.Ticket;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Loads a conversation or a customer, decides, stores and sends. */
final class TicketProcessor extends DecidingProcessor<TicketProcessor.Decided> {

  /** How often figures are shown. */
  private static final Duration SHOW = Duration.ofSeconds(2);

  private final Map<String, Compiled> books = new HashMap<>();
  private final Timer messageToFirstResponse;
  private final RuleMeters ruleMeters;
  private final LateMessages lateMessages;
  private @Nullable SettingsView settings;
  private @Nullable CustomerView customerView;
  private @Nullable KeyValueStore<String, Conversation> conversations;
  private @Nullable CountedTickets tickets;
  private @Nullable KeyValueStore<String, CommandLog> commands;
  private @Nullable KeyValueStore<String, CustomerState> customers;
  private @Nullable LookupWaits lookupWaits;

  TicketProcessor(ServiceContext service) {
    super(service);
    this.ruleMeters = new RuleMeters(service.meters());
    this.lateMessages = new LateMessages(service.meters());
    this.messageToFirstResponse = Latencies.messageToFirstResponse(service.meters());
  }

  /** A decision with what it was decided on. */
  sealed interface Decided {
    /** The record, with what its effects take over from it. */
    InputRecord input();
  }

  /** On a conversation as it was before. */
  record OfConversation(InputRecord input, DecisionInput before, TicketDecision decision)
      implements Decided {}

  /** On a customer as it was before. */
  record OfCustomer(InputRecord input, String key, CustomerState before, CustomerDecision decision)
      implements Decided {}

  @Override
  protected void start(ProcessorContext<Object, Object> context) {
    settings = new SettingsView(service(), context);
    customerView = new CustomerView(service(), context);
    conversations = context.getStateStore(TicketTopology.CONVERSATIONS);
    tickets = new CountedTickets(service(), context.getStateStore(TicketTopology.TICKETS));
    commands = context.getStateStore(TicketTopology.COMMAND_RESULTS);
    customers = context.getStateStore(TicketTopology.CUSTOMERS);
    LookupWaits waits =
        new LookupWaits(
            service(), context.getStateStore(TicketTopology.LOOKUP_WAITS), context, egress());
    lookupWaits = waits;
    whenClosed(waits::close);
    Sweeper<Conversation> sweeper =
        new Sweeper<>(
            service(),
            context,
            started(conversations),
            new IdleConversations(
                service(), settings, started(conversations), started(tickets), commands));
    every(Sweeper.PAUSE, PunctuationType.STREAM_TIME, sweeper::sweep);
    StateGauges.Share share = service().gauges().share();
    whenClosed(share::close);
    every(SHOW, PunctuationType.WALL_CLOCK_TIME, now -> started(tickets).show(share));
  }

  @Override
  protected Decided decide(DecodedRecord<?> inbound) {
    InputRecord input = InputRecord.of(inbound);
    Origin origin = input.origin();
    Settings version =
        started(settings)
            .ofRecord(origin.accountId(), input.channelId(), inbound.appendedAt())
            .orElse(null);
    InputRecord stamped = input.withSettingsVersion(version == null ? 0 : version.version());
    if (inbound.value() instanceof CustomerChange change) {
      return ofCustomer(stamped, change);
    }
    DecisionInput state =
        new DecisionInput(
            started(conversations).get(input.key()),
            Objects.requireNonNullElse(started(commands).get(input.key()), CommandLog.EMPTY),
            (account, ticketId) -> started(tickets).get(Keys.entity(account, ticketId)),
            version == null ? null : version.config(),
            version == null ? RuleBook.EMPTY : rules(origin.accountId(), version.config()),
            stamped.depth(),
            stamped.causeId(),
            started(customerView)::of);
    Instant latest = inbound.value() instanceof TicketCommand ? state.latest() : null;
    InputRecord placed = latest == null ? stamped : stamped.notBefore(latest);
    return new OfConversation(placed, state, decide(inbound, placed.origin(), state));
  }

  /** The rules compiled, once per version: the view gives the same object for the same version. */
  @SuppressWarnings("ReferenceEquality")
  private RuleBook rules(String accountId, AccountConfig config) {
    Compiled known = books.get(accountId);
    if (known == null || known.config() != config) {
      known = new Compiled(config, RuleBook.compile(SlaRules.with(config)));
      books.put(accountId, known);
    }
    return known.book();
  }

  private record Compiled(AccountConfig config, RuleBook book) {}

  private static TicketDecision decide(
      DecodedRecord<?> inbound, Origin origin, DecisionInput state) {
    return switch (inbound.value()) {
      case ConversationEvent event ->
          TicketDecider.decide(origin, event.getChannelId(), FactReader.read(event), state);
      case RoutingDecision decision ->
          TicketDecider.decide(origin, FactReader.read(decision), state);
      case TimeEvent event ->
          TicketDecider.decide(origin, event.getChannelId(), FactReader.read(event), state);
      case TicketCommand command ->
          TicketDecider.decide(origin, CommandReader.read(command), state);
      case TicketLink link ->
          TicketDecider.decide(origin, link.getTicketId(), CustomerMapping.read(link), state);
      case LookupResult result -> TicketDecider.decide(origin, LookupMapping.read(result), state);
      default -> throw new IllegalStateException("not read here: " + inbound.topic().name());
    };
  }

  private OfCustomer ofCustomer(InputRecord input, CustomerChange change) {
    String key = Keys.entity(change.getAccountId(), change.getCustomerId());
    CustomerState before =
        Objects.requireNonNullElse(started(customers).get(key), CustomerState.NEW);
    return new OfCustomer(
        input,
        key,
        before,
        CustomerDecider.decide(
            input.origin(),
            change.getCustomerId(),
            change.getTicketId(),
            CustomerMapping.read(change),
            before));
  }

  @Override
  protected List<?> entries(Decided decided) {
    return switch (decided) {
      case OfConversation d ->
          Stream.concat(
                  Stream.of(d.decision().commands()),
                  Stream.concat(
                      Stream.ofNullable(d.decision().conversation()),
                      d.decision().effects().stream()
                          .filter(Effect.TicketWritten.class::isInstance)
                          .map(effect -> ((Effect.TicketWritten) effect).ticket())))
              .toList();
      case OfCustomer d -> List.of(d.decision().customer());
    };
  }

  @Override
  protected String outcome(Decided decided) {
    return switch (decided) {
      case OfConversation d -> d.decision().outcome();
      case OfCustomer d -> d.decision().outcome();
    };
  }

  @Override
  protected List<String> refusals(Decided decided) {
    List<Effect> effects =
        switch (decided) {
          case OfConversation d -> d.decision().effects();
          case OfCustomer d -> d.decision().effects();
        };
    return effects.stream().map(TicketProcessor::refusal).filter(Objects::nonNull).toList();
  }

  /** Without this, an agent would keep the room for a conversation that has no ticket. */
  @Override
  protected void refused(DecodedRecord<?> inbound) {
    if (inbound.value() instanceof RoutingDecision decision) {
      switch (decision.getPayload()) {
        case ConversationAssigned _,
            ConversationOffered _,
            ConversationQueued _,
            ConversationUnassigned _ ->
            egress()
                .send(
                    Topics.ROUTING_REQUESTS,
                    RoutingRequests.refused(decision, inbound.occurredAt()));
        default -> {
          // routing has nothing open, or goes on with what it had
        }
      }
    }
  }

  private static @Nullable String refusal(Effect effect) {
    return switch (effect) {
      case Effect.InputRefused refused -> refused.code();
      case Effect.CommandAnswered command when !command.answer().accepted() ->
          command.answer().code();
      default -> null;
    };
  }

  @Override
  protected void apply(DecodedRecord<?> inbound, Decided decided) {
    switch (decided) {
      case OfConversation d -> apply(inbound, d);
      case OfCustomer d -> {
        if (!d.decision().customer().equals(d.before())) {
          started(customers).put(d.key(), d.decision().customer());
        }
        write(d.input(), null, d.decision().effects());
      }
    }
  }

  private void apply(DecodedRecord<?> inbound, OfConversation decided) {
    TicketDecision decision = decided.decision();
    String key = decided.input().key();
    Conversation before = decided.before().conversation();
    Conversation conversation = decision.conversation();
    if (conversation != null && !conversation.equals(before)) {
      started(conversations).put(key, conversation.touched(inbound.appendedAt()));
      lateMessages.count(inbound, conversation.messages().lastSequence());
    }
    // of conversations that nobody knows nothing is kept, or nonsense would fill the store
    if (conversation != null && !decision.commands().equals(decided.before().commands())) {
      started(commands).put(key, decision.commands());
    }
    write(decided.input(), conversation, decision.effects());
    if (before != null && conversation != null) {
      forget(before, conversation);
    }
  }

  private void write(InputRecord input, @Nullable Conversation conversation, List<Effect> effects) {
    EffectWriter writer =
        new EffectWriter(service().service(), input, conversation, egress(), ruleMeters);
    for (Effect effect : effects) {
      if (effect instanceof Effect.TicketWritten written) {
        Ticket ticket = written.ticket();
        Ticket before =
            started(tickets).put(Keys.entity(ticket.accountId(), ticket.ticketId()), ticket);
        measure(before, ticket);
      } else if (effect instanceof Effect.LookupAsked asked) {
        started(lookupWaits).begin(asked, input, systemTime());
      } else if (effect instanceof Effect.LookupOver(var lookupId)) {
        started(lookupWaits).end(lookupId);
      }
      writer.write(effect);
    }
  }

  private void measure(@Nullable Ticket before, Ticket now) {
    Instant answeredAt = now.firstResponseAt();
    if (answeredAt != null && (before == null || before.firstResponseAt() == null) && !now.test()) {
      Latencies.record(messageToFirstResponse, now.handoff().publishedAt(), answeredAt);
    }
  }

  /** Tickets that the conversation does not know any more cannot change; the topic keeps them. */
  private void forget(Conversation before, Conversation now) {
    for (TicketRef ticket : before.tickets()) {
      if (now.tickets().stream().noneMatch(t -> t.ticketId().equals(ticket.ticketId()))) {
        started(tickets).delete(Keys.entity(now.accountId(), ticket.ticketId()));
      }
    }
  }

  private static <T> T started(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("start comes first");
    }
    return part;
  }
}
