package io.handoff.rules;

import io.handoff.kit.Kebab;

/** What a rule set is looked at on. */
public enum RuleTrigger {
  /** A person is needed; decides where the handoff goes. Help desk only (R3). */
  HANDOFF,
  /** A ticket was made. */
  TICKET_CREATED,
  /** The customer wrote. */
  CUSTOMER_REPLIED,
  /** An agent wrote to the customer. */
  AGENT_REPLIED,
  /** The ticket's status changed; {@code event.from} and {@code event.to} say how. */
  STATUS_CHANGED,
  /** The ticket's priority changed. */
  PRIORITY_CHANGED,
  /** The ticket went to another agent, or to nobody. */
  ASSIGNEE_CHANGED,
  /** Department or team changed. */
  TEAM_CHANGED,
  /** Category or sub-category changed. */
  CATEGORY_CHANGED,
  /** A tag came; {@code event.subject} names it. */
  TAG_ADDED,
  /** A tag went. */
  TAG_REMOVED,
  /** A custom field changed; {@code event.subject} names it. */
  FIELD_CHANGED,
  /** The customer came back to a resolved ticket. */
  REOPENED,
  /** A snooze is over. */
  SNOOZE_OVER,
  /** A response is due soon; {@code event.subject} names the target. */
  SLA_AT_RISK,
  /** A response is late. */
  SLA_BREACHED,
  /** A step of an escalation is due; {@code event.subject} names it. */
  ESCALATION,
  /** An outside system answered, or did not; {@code event.subject} names the lookup. */
  LOOKUP_ANSWERED,
  /** Another rule set started it. */
  CALLED;

  /** As settings write it: {@code ticket-created}. */
  public String key() {
    return Kebab.of(this);
  }
}
