package io.handoff.ticket.topology;

import io.handoff.avro.HandoffContext;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.ActorType;
import io.handoff.ticket.decision.ticket.Customer;
import io.handoff.ticket.decision.ticket.Evidence;
import io.handoff.ticket.decision.ticket.Handoff;
import io.handoff.ticket.decision.ticket.HandoffReason;
import io.handoff.ticket.decision.ticket.MatchKind;
import io.handoff.ticket.decision.ticket.Target;
import io.handoff.ticket.decision.ticket.TargetKind;
import org.jspecify.annotations.Nullable;

/** Handoffs, targets, customers and actors, from and to Avro. Nothing is lost on the way. */
final class HandoffMapping {
  private HandoffMapping() {}

  static Handoff read(HandoffContext h) {
    return new Handoff(
        h.getHandoffId(),
        h.getChannelId(),
        read(h.getCustomer()),
        Enums.to(HandoffReason.class, h.getReason()),
        read(h.getEvidence()),
        h.getRequestedAt(),
        h.getPublishedAt(),
        h.getLanguage(),
        h.getLastMessage(),
        h.getSubject(),
        h.getMessageCount(),
        h.getSettingsVersion(),
        h.getTest());
  }

  static HandoffContext write(Handoff h) {
    return HandoffContext.newBuilder()
        .setHandoffId(h.handoffId())
        .setChannelId(h.channelId())
        .setCustomer(write(h.customer()))
        .setReason(Enums.to(io.handoff.avro.HandoffReason.class, h.reason()))
        .setEvidence(write(h.evidence()))
        .setRequestedAt(h.requestedAt())
        .setPublishedAt(h.publishedAt())
        .setLanguage(h.language())
        .setLastMessage(h.lastMessage())
        .setSubject(h.subject())
        .setMessageCount(h.messageCount())
        .setSettingsVersion(h.settingsVersion())
        .setTest(h.test())
        .build();
  }

  static @Nullable Customer read(io.handoff.avro.@Nullable Customer c) {
    return c == null
        ? null
        : new Customer(
            c.getCustomerId(), c.getName(), c.getLanguage(), c.getEmail(), c.getAttributes());
  }

  private static io.handoff.avro.@Nullable Customer write(@Nullable Customer c) {
    return c == null
        ? null
        : io.handoff.avro.Customer.newBuilder()
            .setCustomerId(c.customerId())
            .setName(c.name())
            .setLanguage(c.language())
            .setEmail(c.email())
            .setAttributes(c.attributes())
            .build();
  }

  private static Evidence read(io.handoff.avro.Evidence e) {
    return new Evidence(
        e.getEventId(),
        e.getMessageSequence(),
        e.getTriggerId(),
        e.getTriggerPhrase(),
        e.getMatchedText(),
        e.getStart(),
        e.getEnd(),
        Enums.to(MatchKind.class, e.getHow()));
  }

  private static io.handoff.avro.Evidence write(Evidence e) {
    return io.handoff.avro.Evidence.newBuilder()
        .setEventId(e.eventId())
        .setMessageSequence(e.messageSequence())
        .setTriggerId(e.triggerId())
        .setTriggerPhrase(e.triggerPhrase())
        .setMatchedText(e.matchedText())
        .setStart(e.start())
        .setEnd(e.end())
        .setHow(Enums.to(io.handoff.avro.MatchKind.class, e.how()))
        .build();
  }

  static Target read(io.handoff.avro.Target t) {
    return new Target(
        Enums.to(TargetKind.class, t.getKind()),
        t.getDepartmentId(),
        t.getTeamId(),
        t.getAgentId());
  }

  static io.handoff.avro.Target write(Target t) {
    return io.handoff.avro.Target.newBuilder()
        .setKind(Enums.to(io.handoff.avro.TargetKind.class, t.kind()))
        .setDepartmentId(t.departmentId())
        .setTeamId(t.teamId())
        .setAgentId(t.agentId())
        .build();
  }

  static Actor read(io.handoff.avro.@Nullable Actor a) {
    return a == null
        ? Actor.PLATFORM
        : new Actor(Enums.to(ActorType.class, a.getType()), a.getId());
  }

  static io.handoff.avro.Actor write(Actor a) {
    return io.handoff.avro.Actor.newBuilder()
        .setType(Enums.to(io.handoff.avro.ActorType.class, a.type()))
        .setId(a.id())
        .build();
  }
}
