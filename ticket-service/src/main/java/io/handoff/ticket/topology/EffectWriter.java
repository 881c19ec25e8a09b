package io.handoff.ticket.topology;

import io.handoff.avro.Audience;
import io.handoff.avro.CloseConversation;
import io.handoff.avro.CloseReason;
import io.handoff.avro.CommandAccepted;
import io.handoff.avro.CommandRejected;
import io.handoff.avro.ConversationAction;
import io.handoff.avro.CustomerChange;
import io.handoff.avro.CustomerTags;
import io.handoff.avro.Decision;
import io.handoff.avro.DecisionOutcome;
import io.handoff.avro.FieldChange;
import io.handoff.avro.HandoffProcess;
import io.handoff.avro.HandoffState;
import io.handoff.avro.HandoffTracked;
import io.handoff.avro.Notification;
import io.handoff.avro.NotificationKind;
import io.handoff.avro.RecipientType;
import io.handoff.avro.ResumeAiAgent;
import io.handoff.avro.SendMessage;
import io.handoff.avro.TicketChanged;
import io.handoff.avro.TicketCommandResult;
import io.handoff.avro.TicketCreated;
import io.handoff.avro.TicketEvent;
import io.handoff.avro.TicketLink;
import io.handoff.avro.TicketSnapshot;
import io.handoff.kit.streams.Egress;
import io.handoff.kit.streams.record.MessageContents;
import io.handoff.kit.streams.record.RuleMeters;
import io.handoff.kit.streams.record.RuleRecords;
import io.handoff.schemas.Topics;
import io.handoff.ticket.decision.conversation.CommandLog;
import io.handoff.ticket.decision.conversation.Conversation;
import io.handoff.ticket.decision.conversation.TrackedHandoff;
import io.handoff.ticket.decision.effect.Effect;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.Origin;
import io.handoff.ticket.decision.ticket.TicketChange;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sends the effects of one decision to their topics. */
final class EffectWriter {

  private final String service;
  private final InputRecord input;
  private final Origin origin;
  private final @Nullable Conversation conversation;
  private final Egress egress;
  private final RuleMeters meters;
  private int ruleRecords;

  EffectWriter(
      String service,
      InputRecord input,
      @Nullable Conversation conversation,
      Egress egress,
      RuleMeters meters) {
    this.service = service;
    this.input = input;
    this.origin = input.origin();
    this.conversation = conversation;
    this.egress = egress;
    this.meters = meters;
  }

  void write(Effect effect) {
    switch (effect) {
      case Effect.TicketWritten e -> writeTicket(e);
      case Effect.HandoffMoved e -> writeHandoff(e);
      case Effect.RoutingAsked e ->
          egress.send(Topics.ROUTING_REQUESTS, RoutingRequests.write(e, input));
      case Effect.CommandAnswered e -> writeAnswer(e.answer(), e.repeated());
      case Effect.MessageSent e ->
          act(
              e.actionId(),
              SendMessage.newBuilder()
                  .setContent(MessageContents.of(e.message()))
                  .setAudience(Audience.CUSTOMER)
                  .setOnBehalfOf(e.agentId())
                  .setPurpose("reply")
                  .build());
      case Effect.AiAgentResumed e ->
          act(e.actionId(), ResumeAiAgent.newBuilder().setHandoffId(e.handoffId()).build());
      case Effect.ConversationClosed e ->
          act(
              e.actionId(),
              CloseConversation.newBuilder()
                  .setLastSequence(e.lastSequence())
                  .setReason(CloseReason.TICKET_CLOSED)
                  .setDueAt(origin.at())
                  .setBillable(e.billable())
                  .build());
      case Effect.Notified e -> writeNotification(e);
      case Effect.CustomerTold e -> writeNews(e);
      case Effect.LinkSent e -> writeLink(e);
      case Effect.CustomerTagsSet e -> writeTags(e);
      case Effect.RulesLooked e ->
          e.entries()
              .forEach(
                  entry -> {
                    meters.count(entry, input.test());
                    egress.send(
                        Topics.DECISIONS, rules(e.ticketId()).decision(entry, ruleRecords++));
                  });
      case Effect.RuleNotified e ->
          egress.send(
              Topics.NOTIFICATIONS,
              rules(e.ticketId()).notification(e.rule(), e.what(), ruleRecords++));
      case Effect.LookupAsked e ->
          egress.send(Topics.LOOKUP_REQUESTS, LookupMapping.write(e, input));
      case Effect.LookupOver _ -> {
        // only the wait ends
      }
      case Effect.InputRefused e -> writeRefusal(e);
    }
  }

  private RuleRecords rules(String ticketId) {
    return new RuleRecords(
        service,
        origin.accountId(),
        origin.conversationId(),
        ticketId,
        input.asCause(),
        origin.at(),
        input.settingsVersion(),
        input.test());
  }

  private void writeTicket(Effect.TicketWritten written) {
    io.handoff.avro.Ticket ticket = TicketMapping.write(written.ticket());
    Object payload =
        switch (written.change()) {
          case TicketChange.Created _ -> new TicketCreated(ticket);
          case TicketChange.Changed changed ->
              new TicketChanged(
                  changed.changes().stream()
                      .map(c -> new FieldChange(c.field(), c.from(), c.to()))
                      .toList(),
                  changed.why(),
                  ticket);
        };
    egress.send(
        Topics.TICKET_EVENTS,
        entry(written.eventId(), written.actor(), written.ticket().channelId())
            .setTicketId(written.ticket().ticketId())
            .setVersion(written.ticket().version())
            .setOccurredAt(written.ticket().updatedAt())
            .setPayload(payload)
            .build());
    egress.send(
        Topics.TICKETS,
        TicketSnapshot.newBuilder()
            .setEventId(written.eventId())
            .setOccurredAt(written.ticket().updatedAt())
            .setSettingsVersion(input.settingsVersion())
            .setTicket(ticket)
            .build());
  }

  private void writeHandoff(Effect.HandoffMoved moved) {
    TrackedHandoff handoff = moved.handoff();
    egress.send(
        Topics.TICKET_EVENTS,
        entry(moved.eventId(), moved.actor(), handoff.handoff().channelId())
            .setTicketId(moved.ticketId())
            .setVersion(moved.version())
            .setPayload(
                HandoffTracked.newBuilder()
                    .setHandoff(HandoffMapping.write(handoff.handoff()))
                    .setProcess(Enums.to(HandoffProcess.class, handoff.process()))
                    .setTarget(HandoffMapping.write(handoff.target()))
                    .setState(Enums.to(HandoffState.class, handoff.state()))
                    .setAgentId(handoff.agentId())
                    .build())
            .build());
  }

  private TicketEvent.Builder entry(String eventId, Actor actor, String channelId) {
    return TicketEvent.newBuilder()
        .setEventId(eventId)
        .setAccountId(origin.accountId())
        .setChannelId(channelId)
        .setConversationId(origin.conversationId())
        .setOccurredAt(origin.at())
        .setCause(input.asCause())
        .setSettingsVersion(input.settingsVersion())
        .setActor(HandoffMapping.write(actor));
  }

  private void writeAnswer(CommandLog.Answer answer, boolean repeated) {
    Long version = answer.version();
    Object payload =
        answer.accepted()
            ? new CommandAccepted(version == null ? 0L : version, repeated)
            : new CommandRejected(
                answer.code(), Objects.requireNonNullElse(answer.message(), ""), version);
    egress.send(
        Topics.TICKET_COMMAND_RESULTS,
        TicketCommandResult.newBuilder()
            .setResultId(
                io.handoff.kit.Ids.derive(
                    "command-result",
                    origin.accountId(),
                    origin.conversationId(),
                    answer.commandId()))
            .setCommandId(answer.commandId())
            .setAccountId(origin.accountId())
            .setConversationId(origin.conversationId())
            .setTicketId(answer.ticketId())
            .setOccurredAt(origin.at())
            .setCause(input.asCause())
            .setSettingsVersion(input.settingsVersion())
            .setPayload(payload)
            .build());
  }

  private void act(String actionId, Object payload) {
    egress.send(
        Topics.CONVERSATION_ACTIONS,
        ConversationAction.newBuilder()
            .setActionId(actionId)
            .setAccountId(origin.accountId())
            .setChannelId(conversation == null ? "" : conversation.channelId())
            .setConversationId(origin.conversationId())
            .setOccurredAt(origin.at())
            .setCause(input.asCause())
            .setSettingsVersion(input.settingsVersion())
            .setService(service)
            .setTest(isTest())
            .setPayload(payload)
            .build());
  }

  private void writeNotification(Effect.Notified told) {
    String about = told.ticketId() == null ? origin.conversationId() : told.ticketId();
    egress.send(
        Topics.NOTIFICATIONS,
        Notification.newBuilder()
            .setNotificationId(told.notificationId())
            .setAccountId(origin.accountId())
            .setConversationId(origin.conversationId())
            .setTicketId(told.ticketId())
            .setOccurredAt(origin.at())
            .setCause(input.asCause())
            .setSettingsVersion(input.settingsVersion())
            .setRecipientType(told.toTeam() ? RecipientType.TEAM : RecipientType.AGENT)
            .setRecipient(told.recipient())
            .setKind(Enums.to(NotificationKind.class, told.kind()))
            .setTitle(told.title())
            .setBody(told.body())
            .setDigestKey(told.kind().word() + "/" + about)
            .setTest(isTest())
            .build());
  }

  private void writeNews(Effect.CustomerTold told) {
    egress.send(
        Topics.CUSTOMER_CHANGES,
        CustomerChange.newBuilder()
            .setEventId(told.eventId())
            .setAccountId(origin.accountId())
            .setCustomerId(told.customerId())
            .setConversationId(origin.conversationId())
            .setTicketId(told.ticketId())
            .setOccurredAt(origin.at())
            .setCause(input.asCause())
            .setSettingsVersion(input.settingsVersion())
            .setTest(isTest())
            .setPayload(CustomerMapping.write(told.news()))
            .build());
  }

  private void writeLink(Effect.LinkSent sent) {
    egress.send(
        Topics.TICKET_LINKS,
        TicketLink.newBuilder()
            .setEventId(sent.linkId())
            .setAccountId(origin.accountId())
            .setConversationId(sent.conversationId())
            .setTicketId(sent.ticketId())
            .setOccurredAt(origin.at())
            .setCause(input.asCause())
            .setSettingsVersion(input.settingsVersion())
            .setPayload(CustomerMapping.write(sent.link()))
            .build());
  }

  private void writeTags(Effect.CustomerTagsSet set) {
    egress.send(
        Topics.CUSTOMER_TAGS,
        CustomerTags.newBuilder()
            .setAccountId(origin.accountId())
            .setCustomerId(set.customerId())
            .setOccurredAt(origin.at())
            .setCause(input.asCause())
            .setTags(set.tags())
            .setTickets(set.tickets())
            .build());
  }

  private boolean isTest() {
    TrackedHandoff handoff = conversation == null ? null : conversation.handoff();
    return handoff != null && handoff.handoff().test();
  }

  private void writeRefusal(Effect.InputRefused refused) {
    egress.send(
        Topics.DECISIONS,
        Decision.newBuilder()
            .setDecisionId(origin.derive("decision", refused.policy()))
            .setAccountId(origin.accountId())
            .setConversationId(origin.conversationId())
            .setTicketId(conversation == null ? null : conversation.ticketId())
            .setOccurredAt(origin.at())
            .setCause(input.asCause())
            .setSettingsVersion(input.settingsVersion())
            .setService(service)
            .setSubject(refused.policy())
            .setOutcome(DecisionOutcome.REFUSED)
            .setCode(refused.code())
            .setMessage(refused.message())
            .setTest(input.test())
            .build());
  }
}
