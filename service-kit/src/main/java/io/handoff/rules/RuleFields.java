package io.handoff.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All fields. The same names hold in conditions and in scripts.
 *
 * <p>Fields of the families {@link #FAMILIES} are named by whoever uses them: attributes of a
 * customer, custom fields, answers of lookups.
 */
public final class RuleFields {
  private RuleFields() {}

  private static final Map<String, Field> FIXED = new LinkedHashMap<>();

  /** Prefixes after which any name can stand. */
  public static final List<String> FAMILIES =
      List.of("customer.attributes.", "conversation.fields.", "ticket.fields.", "lookup.");

  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}\\p{M}_.@:-]{0,99}");

  public static final Field ACCOUNT_ID = field("account.id", FieldType.ID);
  public static final Field CHANNEL_ID = field("channel.id", FieldType.ID);
  public static final Field CHANNEL_TYPE =
      field("channel.type", FieldType.CHOICE, "web-chat", "sms", "email", "form", "messenger");
  public static final Field STORE = field("conversation.store", FieldType.TEXT);
  public static final Field TOPIC = field("conversation.topic", FieldType.TEXT);
  public static final Field LANGUAGE = field("conversation.language", FieldType.LANGUAGE);

  /** The customer's last message. */
  public static final Field TEXT = field("conversation.text", FieldType.WORDS);

  public static final Field SUBJECT = field("conversation.subject", FieldType.WORDS);
  public static final Field CONVERSATION_TAGS = field("conversation.tags", FieldType.TAGS);
  public static final Field MESSAGES = field("conversation.messages", FieldType.NUMBER);
  public static final Field TEST = field("conversation.test", FieldType.TRUTH);
  public static final Field HANDOFF_REASON =
      field(
          "handoff.reason",
          FieldType.CHOICE,
          "ai-agent-could-not-answer",
          "person-requested",
          "ai-agent-paused",
          "no-ai-agent",
          "custom-trigger",
          "rule",
          "intake");

  /** Id of the trigger that matched. */
  public static final Field HANDOFF_TRIGGER = field("handoff.trigger", FieldType.ID);

  public static final Field CUSTOMER_ID = field("customer.id", FieldType.ID);
  public static final Field CUSTOMER_NAME = field("customer.name", FieldType.TEXT);
  public static final Field CUSTOMER_EMAIL = field("customer.email", FieldType.TEXT);
  public static final Field CUSTOMER_TAGS = field("customer.tags", FieldType.TAGS);

  /** Tickets that the customer had before. */
  public static final Field EARLIER_TICKETS = field("customer.earlierTickets", FieldType.NUMBER);

  public static final Field TICKET_STATUS =
      field(
          "ticket.status",
          FieldType.CHOICE,
          "new",
          "open",
          "waiting-on-customer",
          "snoozed",
          "resolved",
          "closed");
  public static final Field TICKET_PRIORITY =
      field("ticket.priority", FieldType.RANK, "low", "normal", "high", "urgent");
  public static final Field TICKET_DEPARTMENT = field("ticket.department", FieldType.ID);
  public static final Field TICKET_TEAM = field("ticket.team", FieldType.ID);
  public static final Field TICKET_AGENT = field("ticket.agent", FieldType.ID);
  public static final Field TICKET_CATEGORY = field("ticket.category", FieldType.ID);
  public static final Field TICKET_SUB_CATEGORY = field("ticket.subCategory", FieldType.ID);
  public static final Field TICKET_SLA_POLICY = field("ticket.slaPolicy", FieldType.ID);
  public static final Field TICKET_REOPENINGS = field("ticket.reopenings", FieldType.NUMBER);
  public static final Field TICKET_CUSTOMER_MESSAGES =
      field("ticket.customerMessages", FieldType.NUMBER);
  public static final Field TICKET_AGENT_MESSAGES = field("ticket.agentMessages", FieldType.NUMBER);

  /** From the ticket's creation to the event. */
  public static final Field TICKET_AGE = field("ticket.age", FieldType.SPAN);

  /** Time of day of the event, in the account's zone. */
  public static final Field TIME_OF_DAY = field("time.ofDay", FieldType.TIME);

  public static final Field WEEKDAY =
      field("time.weekday", FieldType.CHOICE, "mon", "tue", "wed", "thu", "fri", "sat", "sun");

  /** Whether the event falls into the business hours of the team in charge, or of the account. */
  public static final Field BUSINESS_HOURS = field("time.businessHours", FieldType.TRUTH);

  /** What the rule set was started by. */
  public static final Field EVENT =
      field(
          "event.kind",
          FieldType.CHOICE,
          java.util.Arrays.stream(RuleTrigger.values())
              .map(RuleTrigger::key)
              .toArray(String[]::new));

  /** Field, tag, SLA target or escalation step that it is about. */
  public static final Field EVENT_SUBJECT = field("event.subject", FieldType.TEXT);

  /** Value before the change. */
  public static final Field EVENT_FROM = field("event.from", FieldType.TEXT);

  /** Value after the change. */
  public static final Field EVENT_TO = field("event.to", FieldType.TEXT);

  public static final Field EVENT_ACTOR =
      field(
          "event.actor",
          FieldType.CHOICE,
          "platform",
          "customer",
          "agent",
          "ai-agent",
          "rule",
          "timer",
          "routing",
          "system");

  /** The field of a name; empty where there is none. */
  public static Optional<Field> named(String name) {
    Field fixed = FIXED.get(name);
    if (fixed != null) {
      return Optional.of(fixed);
    }
    String family = family(name);
    return family != null && NAME.matcher(name.substring(family.length())).matches()
        ? Optional.of(new Field(name, FieldType.ANY, List.of()))
        : Optional.empty();
  }

  /** The family that a name belongs to. */
  static @Nullable String family(String name) {
    for (String family : FAMILIES) {
      if (name.startsWith(family) && name.length() > family.length()) {
        return family;
      }
    }
    return null;
  }

  /** Fields with a name of their own, in the order in which they are documented. */
  public static List<Field> fixed() {
    return new ArrayList<>(FIXED.values());
  }

  /** Names to suggest where somebody misspelt one. */
  public static List<String> suggestions() {
    List<String> names = new ArrayList<>(FIXED.keySet());
    FAMILIES.forEach(family -> names.add(family + "NAME"));
    return names;
  }

  private static Field field(String name, FieldType type, String... choices) {
    Field field = new Field(name, type, List.of(choices));
    FIXED.put(name, field);
    return field;
  }
}
