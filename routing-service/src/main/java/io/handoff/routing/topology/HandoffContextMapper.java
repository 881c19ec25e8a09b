package io.handoff.routing.topology;

import io.handoff.avro.HandoffContext;
import io.handoff.avro.HandoffReason;
import io.handoff.avro.MatchKind;
import io.handoff.routing.decision.handoff.Customer;
import io.handoff.routing.decision.handoff.Evidence;
import io.handoff.routing.decision.handoff.Handoff;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Handoffs between Avro and plain records, both ways: what goes in comes out again. A reason or
 * kind of match that this version does not know comes out as UNKNOWN.
 */
final class HandoffContextMapper {
  private HandoffContextMapper() {}

  static Handoff plain(HandoffContext context, String conversationId) {
    io.handoff.avro.Evidence evidence = context.getEvidence();
    return new Handoff(
        context.getHandoffId(),
        conversationId,
        context.getChannelId(),
        plain(context.getCustomer()),
        context.getReason().name(),
        new Evidence(
            evidence.getEventId(),
            evidence.getMessageSequence(),
            evidence.getTriggerId(),
            evidence.getTriggerPhrase(),
            evidence.getMatchedText(),
            evidence.getStart(),
            evidence.getEnd(),
            evidence.getHow().name()),
        context.getRequestedAt(),
        context.getPublishedAt(),
        context.getLanguage(),
        context.getLastMessage(),
        context.getSubject(),
        context.getMessageCount(),
        context.getSettingsVersion(),
        context.getTest());
  }

  static HandoffContext avro(Handoff handoff) {
    Evidence evidence = handoff.evidence();
    return HandoffContext.newBuilder()
        .setHandoffId(handoff.handoffId())
        .setChannelId(handoff.channelId())
        .setCustomer(avro(handoff.customer()))
        .setReason(byName(HandoffReason.class, handoff.reason(), HandoffReason.UNKNOWN))
        .setEvidence(
            io.handoff.avro.Evidence.newBuilder()
                .setEventId(evidence.eventId())
                .setMessageSequence(evidence.messageSequence())
                .setTriggerId(evidence.triggerId())
                .setTriggerPhrase(evidence.triggerPhrase())
                .setMatchedText(evidence.matchedText())
                .setStart(evidence.start())
                .setEnd(evidence.end())
                .setHow(byName(MatchKind.class, evidence.how(), MatchKind.UNKNOWN))
                .build())
        .setRequestedAt(handoff.requestedAt())
        .setPublishedAt(handoff.publishedAt())
        .setLanguage(handoff.language())
        .setLastMessage(handoff.lastMessage())
        .setSubject(handoff.subject())
        .setMessageCount(handoff.messageCount())
        .setSettingsVersion(handoff.settingsVersion())
        .setTest(handoff.test())
        .build();
  }

  private static @Nullable Customer plain(io.handoff.avro.@Nullable Customer customer) {
    return customer == null
        ? null
        : new Customer(
            customer.getCustomerId(),
            customer.getName(),
            customer.getLanguage(),
            customer.getEmail(),
            Map.copyOf(customer.getAttributes()));
  }

  private static io.handoff.avro.@Nullable Customer avro(@Nullable Customer customer) {
    return customer == null
        ? null
        : io.handoff.avro.Customer.newBuilder()
            .setCustomerId(customer.customerId())
            .setName(customer.name())
            .setLanguage(customer.language())
            .setEmail(customer.email())
            .setAttributes(customer.attributes())
            .build();
  }

  private static <E extends Enum<E>> E byName(Class<E> type, String name, E otherwise) {
    for (E value : type.getEnumConstants()) {
      if (value.name().equals(name)) {
        return value;
      }
    }
    return otherwise;
  }
}
