package io.handoff.settings.authoring;

import java.time.Duration;

/**
 * Bounds of everything that an account can set. Far above what a contact centre needs, and low
 * enough that one account's settings cost the services nothing that others would notice. Lengths
 * are in code points.
 */
public final class SettingsLimits {
  private SettingsLimits() {}

  /** Bytes of a whole file, in UTF-8; of all files together where some are included. */
  public static final int FILE = 1_000_000;

  /**
   * Bytes of a document, in UTF-8. Larger than a file may become when what holds for the account is
   * merged into each channel; small enough for one record together with its files.
   */
  public static final int DOCUMENT = 2_000_000;

  /** Files that a file can include. */
  public static final int INCLUDED_FILES = 100;

  /** Length of the path of an included file. */
  public static final int FILE_NAME = 200;

  /** Levels of nesting in a file. */
  public static final int DEPTH = 20;

  /** Problems that are listed; a further one says that there are more. */
  public static final int PROBLEMS = 1_000;

  /** Length of an account's id: lower-case letters, digits, dot, hyphen, underscore. */
  public static final int ACCOUNT_ID = 64;

  /** Length of other ids: letters, digits and {@code . _ - : @ +}, beginning with no dot. */
  public static final int ID = 128;

  /** Length of a name of an account, a team or an agent. */
  public static final int NAME = 100;

  /** Length of a trigger's phrase, which must hold a letter or a digit. */
  public static final int PHRASE = 100;

  /** Length of a message's text. */
  public static final int TEXT = 2_000;

  /** Texts of one message, one a language. */
  public static final int LANGUAGES = 50;

  /** Custom triggers in one list. */
  public static final int TRIGGERS = 1_000;

  /** Message templates of an account. */
  public static final int TEMPLATES = 1_000;

  /** Parts of a message template, in one language. */
  public static final int PARTS = 20;

  /** Departments, categories, and sub-categories of one category. */
  public static final int CATEGORIES = 500;

  /** Custom fields of an account. */
  public static final int CUSTOM_FIELDS = 100;

  /** Choices of a custom field. */
  public static final int CHOICES = 500;

  /** Shortest time within which a resolved ticket is reopened. */
  public static final Duration REOPEN_MIN = Duration.ofMinutes(1);

  /** Longest time within which a resolved ticket is reopened. */
  public static final Duration REOPEN_MAX = Duration.ofDays(365);

  /** Shortest time for which closed conversations are kept at hand. */
  public static final Duration KEEP_MIN = Duration.ofDays(1);

  /** Longest time for which closed conversations are kept at hand. */
  public static final Duration KEEP_MAX = Duration.ofDays(3_650);

  /** Channels of an account. */
  public static final int CHANNELS = 200;

  /** Teams of an account. */
  public static final int TEAMS = 500;

  /** Agents of an account, and members of one team. */
  public static final int AGENTS = 5_000;

  /** Capacity of one agent; 0: takes none. */
  public static final int CAPACITY = 1_000;

  /** Calendars of an account. */
  public static final int CALENDARS = 200;

  /** Dates in one list of a calendar. */
  public static final int DATES = 1_000;

  /** Ranges of hours in one day. */
  public static final int HOURS = 48;

  /** Length of a day's hours when written on one line. */
  public static final int HOURS_TEXT = 600;

  /** Skills of one agent, and of what a channel asks for. */
  public static final int SKILLS = 100;

  /** Highest level of a skill; the lowest is 1. */
  public static final int SKILL_LEVEL = 10;

  /** Capacity that one conversation can take at most; at least 1. */
  public static final int WEIGHT = 100;

  /** Steps of widening. */
  public static final int WIDENING = 10;

  /** Earliest step of widening. */
  public static final Duration WIDEN_MIN = Duration.ofSeconds(1);

  /** Latest step of widening. */
  public static final Duration WIDEN_MAX = Duration.ofDays(7);

  /** Shortest time to accept an offer, and between two rounds. */
  public static final Duration OFFER_MIN = Duration.ofSeconds(5);

  /** Longest time to accept an offer. */
  public static final Duration OFFER_MAX = Duration.ofHours(1);

  /** Longest time between two rounds of offers. */
  public static final Duration ROUND_MAX = Duration.ofDays(1);

  /** Most offers that an agent can miss in a row before being set away. */
  public static final int MISSED_MAX = 100;

  /** Longest wait for a customer's last agent. */
  public static final Duration LAST_AGENT_WAIT_MAX = Duration.ofDays(1);

  /** Shortest time after which an agent without heartbeats counts as offline. */
  public static final Duration HEARTBEAT_MIN = Duration.ofSeconds(10);

  /** Longest time after which an agent without heartbeats counts as offline. */
  public static final Duration HEARTBEAT_MAX = Duration.ofHours(1);

  /** Longest time for which an agent who is offline keeps live conversations. */
  public static final Duration OFFLINE_GRACE_MAX = Duration.ofDays(1);

  /** Shortest time of waiting that weighs as much as a step of priority. */
  public static final Duration AGEING_MIN = Duration.ofMinutes(1);

  /** Longest time of waiting that weighs as much as a step of priority. */
  public static final Duration AGEING_MAX = Duration.ofDays(30);

  /** Shortest silence of a customer that ends a conversation. */
  public static final Duration CUSTOMER_SILENT_MIN = Duration.ofMinutes(1);

  /** Longest silence of a customer that ends a conversation. */
  public static final Duration CUSTOMER_SILENT_MAX = Duration.ofDays(365);

  /** Shortest silence of agents that ends a conversation (A2). */
  public static final Duration AGENT_SILENT_MIN = Duration.ofMinutes(10);

  /** Longest silence of agents that ends a conversation (A2): 6 days 23 h 50 min. */
  public static final Duration AGENT_SILENT_MAX = Duration.ofDays(7).minusMinutes(10);

  /** Most that can be added to deadlines for a platform's clock. */
  public static final Duration GRACE_MAX = Duration.ofHours(1);

  /** Step of {@code agentSilentFor} (A2). */
  public static final Duration AGENT_SILENT_STEP = Duration.ofMinutes(10);

  /** Rule sets of an account, and events of one. */
  public static final int RULE_SETS = 100;

  /** Rules of an account. */
  public static final int RULES = 1_000;

  /** Conditions in one list. */
  public static final int CONDITIONS = 50;

  /** Values of one condition. */
  public static final int VALUES = 200;

  /** Actions of one rule. */
  public static final int ACTIONS = 20;

  /** Tags in one list. */
  public static final int TAGS = 50;

  /** Variables of one script. */
  public static final int VARIABLES = 20;

  /** Branches in one place of a script. */
  public static final int BRANCHES = 50;

  /** Branches within branches. */
  public static final int BRANCH_DEPTH = 4;

  /** Length of a note or a notification. */
  public static final int LINE = 200;

  /** Shortest snooze. */
  public static final Duration SNOOZE_MIN = Duration.ofMinutes(1);

  /** Longest snooze. */
  public static final Duration SNOOZE_MAX = Duration.ofDays(365);

  /** SLA policies of an account. */
  public static final int SLA_POLICIES = 100;

  /** Points at which a policy's targets are at risk. */
  public static final int SLA_POINTS = 5;

  /** Steps of an escalation. */
  public static final int SLA_STEPS = 20;

  /** Shortest SLA target. */
  public static final Duration SLA_TARGET_MIN = Duration.ofMinutes(1);

  /** Longest SLA target, and longest delay of a step. */
  public static final Duration SLA_TARGET_MAX = Duration.ofDays(365);

  /** Shortest time from the warning to the close. */
  public static final Duration WARNING_MIN = Duration.ofMinutes(1);

  /** Longest time from the warning to the close. */
  public static final Duration WARNING_MAX = Duration.ofDays(30);

  /** Lookups of an account. */
  public static final int LOOKUPS = 50;

  /** Fields that a lookup gives. */
  public static final int LOOKUP_FIELDS = 30;

  /** Headers of a lookup. */
  public static final int LOOKUP_HEADERS = 20;

  /** Shortest wait for a lookup. */
  public static final Duration LOOKUP_TIMEOUT_MIN = Duration.ofSeconds(1);

  /** Longest wait for a lookup. */
  public static final Duration LOOKUP_TIMEOUT_MAX = Duration.ofMinutes(5);

  /** Shortest time for which an answer is kept. */
  public static final Duration LOOKUP_CACHE_MIN = Duration.ofSeconds(1);

  /** Longest time for which an answer is kept. */
  public static final Duration LOOKUP_CACHE_MAX = Duration.ofDays(1);
}
