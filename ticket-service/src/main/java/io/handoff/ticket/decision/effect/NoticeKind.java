package io.handoff.ticket.decision.effect;

import java.util.Locale;

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
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
