package io.handoff.kit.streams.record;

import io.handoff.avro.Cause;
import io.handoff.avro.Decision;
import io.handoff.avro.DecisionDetail;
import io.handoff.avro.DecisionOutcome;
import io.handoff.avro.Notification;
import io.handoff.avro.NotificationKind;
import io.handoff.avro.RecipientType;
import io.handoff.kit.Ids;
import io.handoff.rules.Action;
import io.handoff.rules.RuleId;
import io.handoff.rules.engine.RuleReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Records about rules, the same from every service: entries of the decision log, and notifications.
 *
 * @param service name of the service
 * @param accountId the account
 * @param conversationId the conversation
 * @param ticketId the ticket; null: none yet
 * @param cause the record that rules were looked at on
 * @param occurredAt its event time
 * @param settingsVersion settings version that the rules are of
 * @param test whether the conversation is a test
 */
public record RuleRecords(
    String service,
    String accountId,
    String conversationId,
    @Nullable String ticketId,
    Cause cause,
    Instant occurredAt,
    long settingsVersion,
    boolean test) {

  /**
   * An entry of the decision log.
   *
   * @param index its place among those of the record
   */
  public Decision decision(RuleReport.Entry entry, int index) {
    return Decision.newBuilder()
        .setDecisionId(Ids.derive("rules", service, accountId, cause.getEventId(), index))
        .setAccountId(accountId)
        .setConversationId(conversationId)
        .setTicketId(ticketId)
        .setOccurredAt(occurredAt)
        .setCause(cause)
        .setSettingsVersion(settingsVersion)
        .setService(service)
        .setSubject(entry.subject())
        .setOutcome(
            switch (entry.outcome()) {
              case FIRED -> DecisionOutcome.FIRED;
              case NOT_FIRED, FAILED -> DecisionOutcome.NOT_FIRED;
              case CUT -> DecisionOutcome.CUT;
            })
        .setCode(entry.code())
        .setMessage(entry.message())
        .setDetails(
            entry.details().stream()
                .map(
                    detail ->
                        new DecisionDetail(
                            detail.name(), detail.wanted(), detail.actual(), detail.fired()))
                .toList())
        .setTest(test)
        .build();
  }

  /**
   * News that a rule has for people.
   *
   * @param index its place among those of the record
   */
  public Notification notification(RuleId rule, Action.Notify notify, int index) {
    return Notification.newBuilder()
        .setNotificationId(
            Ids.derive("rule-notification", service, accountId, cause.getEventId(), index))
        .setAccountId(accountId)
        .setConversationId(conversationId)
        .setTicketId(ticketId)
        .setOccurredAt(occurredAt)
        .setCause(cause)
        .setSettingsVersion(settingsVersion)
        .setRecipientType(
            switch (notify.recipient()) {
              case AGENT -> RecipientType.AGENT;
              case TEAM -> RecipientType.TEAM;
              case EMAIL -> RecipientType.EMAIL;
              case WEBHOOK -> RecipientType.WEBHOOK;
            })
        .setRecipient(notify.name())
        .setKind(NotificationKind.RULE)
        .setTitle(notify.message())
        .setBody("by rule " + rule)
        .setDigestKey("rule/" + rule)
        .setTest(test)
        .build();
  }
}
