package io.handoff.kit.streams;

import io.handoff.avro.AgentPresence;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.CustomerChange;
import io.handoff.avro.HandoffRequest;
import io.handoff.avro.LookupResult;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.RoutingRequest;
import io.handoff.avro.Tick;
import io.handoff.avro.TicketCommand;
import io.handoff.avro.TicketEvent;
import io.handoff.avro.TicketLink;
import io.handoff.avro.TimeEvent;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * How to read what every envelope has, whatever its type.
 *
 * @param id id of the record
 * @param account account that it belongs to
 * @param occurredAt event time as the writer says
 * @param tick the tick, or null where the record is none
 */
public record Envelope<V extends SpecificRecord>(
    Function<V, String> id,
    Function<V, String> account,
    Function<V, Instant> occurredAt,
    Function<V, @Nullable Tick> tick) {

  private static final Map<Class<?>, Envelope<?>> ALL =
      Map.ofEntries(
          Map.entry(
              ConversationEvent.class,
              new Envelope<>(
                  ConversationEvent::getEventId,
                  ConversationEvent::getAccountId,
                  ConversationEvent::getOccurredAt,
                  e -> e.getPayload() instanceof Tick tick ? tick : null)),
          Map.entry(
              HandoffRequest.class,
              new Envelope<>(
                  HandoffRequest::getEventId,
                  HandoffRequest::getAccountId,
                  HandoffRequest::getOccurredAt,
                  e -> e.getPayload() instanceof Tick tick ? tick : null)),
          Map.entry(
              AgentPresence.class,
              new Envelope<>(
                  AgentPresence::getEventId,
                  AgentPresence::getAccountId,
                  AgentPresence::getOccurredAt,
                  e -> e.getPayload() instanceof Tick tick ? tick : null)),
          Map.entry(
              RoutingRequest.class,
              new Envelope<>(
                  RoutingRequest::getEventId,
                  RoutingRequest::getAccountId,
                  RoutingRequest::getOccurredAt,
                  e -> e.getPayload() instanceof Tick tick ? tick : null)),
          Map.entry(
              TicketEvent.class,
              new Envelope<>(
                  TicketEvent::getEventId,
                  TicketEvent::getAccountId,
                  TicketEvent::getOccurredAt,
                  e -> e.getPayload() instanceof Tick tick ? tick : null)),
          Map.entry(
              RoutingDecision.class,
              new Envelope<>(
                  RoutingDecision::getDecisionId,
                  RoutingDecision::getAccountId,
                  RoutingDecision::getOccurredAt,
                  e -> null)),
          Map.entry(
              TicketCommand.class,
              new Envelope<>(
                  TicketCommand::getCommandId,
                  TicketCommand::getAccountId,
                  TicketCommand::getIssuedAt,
                  e -> null)),
          Map.entry(
              TimeEvent.class,
              new Envelope<>(
                  TimeEvent::getEventId,
                  TimeEvent::getAccountId,
                  TimeEvent::getOccurredAt,
                  e -> null)),
          Map.entry(
              CustomerChange.class,
              new Envelope<>(
                  CustomerChange::getEventId,
                  CustomerChange::getAccountId,
                  CustomerChange::getOccurredAt,
                  e -> null)),
          Map.entry(
              TicketLink.class,
              new Envelope<>(
                  TicketLink::getEventId,
                  TicketLink::getAccountId,
                  TicketLink::getOccurredAt,
                  e -> null)),
          Map.entry(
              LookupResult.class,
              new Envelope<>(
                  LookupResult::getLookupId,
                  LookupResult::getAccountId,
                  LookupResult::getOccurredAt,
                  e -> null)));

  /** The reader for a type of envelope. */
  @SuppressWarnings("unchecked")
  public static <V extends SpecificRecord> Envelope<V> of(Class<V> type) {
    Envelope<?> envelope = ALL.get(type);
    if (envelope == null) {
      throw new IllegalArgumentException("no service reads " + type.getName());
    }
    return (Envelope<V>) envelope;
  }
}
