package io.handoff.rules;

import org.jspecify.annotations.Nullable;

/**
 * Something that rules are looked at on.
 *
 * @param trigger what happened
 * @param subject field, tag, SLA target, escalation step or lookup that it is about; null: none
 * @param from value before; null: none
 * @param to value after; null: none
 */
public record RuleEvent(
    RuleTrigger trigger, @Nullable String subject, @Nullable String from, @Nullable String to) {

  /** An event that needs no more words. */
  public static RuleEvent of(RuleTrigger trigger) {
    return new RuleEvent(trigger, null, null, null);
  }

  /** An event about something: a tag, a target, a step. */
  public static RuleEvent of(RuleTrigger trigger, String subject) {
    return new RuleEvent(trigger, subject, null, null);
  }

  /** Adds what is known of the event. */
  public Facts.Builder describe(Facts.Builder facts) {
    return facts
        .set(RuleFields.EVENT, trigger.key())
        .set(RuleFields.EVENT_SUBJECT, subject)
        .set(RuleFields.EVENT_FROM, from)
        .set(RuleFields.EVENT_TO, to);
  }
}
