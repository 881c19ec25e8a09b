package io.handoff.ticket.decision.command;

import java.time.Duration;

/** How much fits on a ticket, so that its records always fit their topics. */
public final class Limits {
  private Limits() {}

  /** Agents that one note tells about it. */
  static final int MENTIONS = 50;

  /** Longest time that a ticket can be snoozed for. */
  static final Duration SNOOZE = Duration.ofDays(366);

  /** A reply, in characters. */
  static final int REPLY = 100_000;

  /** A note, in characters. */
  static final int NOTE = 10_000;

  /** Names of tags, categories, departments and fields, in characters. */
  static final int NAME = 100;

  /** A custom field's value, in characters. */
  static final int VALUE = 2_000;

  /** Tags and custom fields of one ticket, each. */
  public static final int COUNT = 100;

  static CommandResult.Denied tooLong(String what, int limit) {
    return new CommandResult.Denied("too-long", what + " has at most " + limit + " characters");
  }

  static CommandResult.Denied tooMany(String what) {
    return new CommandResult.Denied("too-many", "a ticket has at most " + COUNT + " " + what);
  }
}
