package io.handoff.ticket.decision.effect;

import io.handoff.kit.Kebab;

/** What people are told. */
public enum NoticeKind {
  ASSIGNED,
  OFFERED,
  MENTIONED,
  ESCALATED,
  AT_RISK,
  BREACHED,
  SNOOZE_OVER;

  /** The kind as a word: "snooze-over". */
  public String word() {
    return Kebab.of(this);
  }
}
