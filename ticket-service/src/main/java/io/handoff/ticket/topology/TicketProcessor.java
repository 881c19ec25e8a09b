package io.handoff.ticket.topology;

import io.handoff.avro.ConversationEvent;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.TicketCommand;
import io.handoff.avro.TimeEvent;
import io.handoff.kit.streams.DecidingProcessor;
import io.handoff.kit.streams.Inbound;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.streams.Settings;
import io.handoff.kit.streams.SettingsView;
import io.handoff.schemas.Keys;
import io.handoff.ticket.decision.CommandLog;
import io.handoff.ticket.decision.Conversation;
import io.handoff.ticket.decision.Effect;
import io.handoff.ticket.decision.Origin;
import io.handoff.ticket.decision.State;
import io.handoff.ticket.decision.Ticket;
import io.handoff.ticket.decision.TicketDecider;
import io.handoff.ticket.decision.TicketDecision;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Loads a conversation, decides, stores and sends. */
final class TicketProcessor extends DecidingProcessor<TicketProcessor.Decided> {

  private @Nullable SettingsView settings;
  private @Nullable KeyValueStore<String, Conversation> conversations;
  private @Nullable KeyValueStore<String, Ticket> tickets;
  private @Nullable KeyValueStore<String, CommandLog> commands;

  TicketProcessor(ServiceContext service) {
    super(service);
  }

  /**
   * A decision with what it was decided on.
   *
   * @param input the record, with what its effects take over from it
   * @param before the conversation's commands before
   * @param decision what came of it
   */
  record Decided(InputRecord input, State before, TicketDecision decision) {}

  @Override
  protected void start(ProcessorContext<Object, Object> context) {
    settings = new SettingsView(service(), context);
    conversations = context.getStateStore(TicketTopology.CONVERSATIONS);
    tickets = context.getStateStore(TicketTopology.TICKETS);
    commands = context.getStateStore(TicketTopology.COMMAND_RESULTS);
  }

  @Override
  protected Decided decide(Inbound<?> inbound) {
    InputRecord input = InputRecord.of(inbound);
    Origin origin = input.origin();
    Settings version = started(settings).of(origin.accountId(), inbound.appendedAt()).orElse(null);
    State state =
        new State(
            started(conversations).get(input.key()),
            Objects.requireNonNullElse(started(commands).get(input.key()), CommandLog.EMPTY),
            (account, ticketId) -> started(tickets).get(Keys.entity(account, ticketId)),
            version == null ? null : version.config());
    return new Decided(
        input.withSettingsVersion(version == null ? 0 : version.version()),
        state,
        decide(inbound, origin, state));
  }

  private static TicketDecision decide(Inbound<?> inbound, Origin origin, State state) {
    return switch (inbound.value()) {
      case ConversationEvent event ->
          TicketDecider.decide(origin, event.getChannelId(), FactReader.read(event), state);
      case RoutingDecision decision ->
          TicketDecider.decide(origin, FactReader.read(decision), state);
      case TimeEvent event ->
          TicketDecider.decide(origin, event.getChannelId(), FactReader.read(event), state);
      case TicketCommand command ->
          TicketDecider.decide(origin, CommandReader.read(command), state);
      default -> throw new IllegalStateException("not read here: " + inbound.topic().name());
    };
  }

  @Override
  protected String outcome(Decided decided) {
    return decided.decision().outcome();
  }

  @Override
  protected void apply(Inbound<?> inbound, Decided decided) {
    TicketDecision decision = decided.decision();
    String key = decided.input().key();
    Conversation conversation = decision.conversation();
    if (conversation != null && !conversation.equals(decided.before().conversation())) {
      started(conversations).put(key, conversation);
    }
    if (!decision.commands().equals(decided.before().commands())) {
      started(commands).put(key, decision.commands());
    }
    EffectWriter writer =
        new EffectWriter(service().service(), decided.input(), conversation, egress());
    for (Effect effect : decision.effects()) {
      if (effect instanceof Effect.TicketWritten written) {
        Ticket ticket = written.ticket();
        started(tickets).put(Keys.entity(ticket.accountId(), ticket.ticketId()), ticket);
      }
      writer.write(effect);
    }
  }

  private static <T> T started(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("start comes first");
    }
    return part;
  }
}
