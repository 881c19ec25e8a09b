package io.handoff.deploy.report;

import java.util.Locale;

/**
 * What a row of the report says. Names are the JSON keys and the headings of the tables, and like
 * any contract only ever added to. Times are instants, durations whole seconds.
 *
 * <p>A conversation with several handoffs shows the newest; {@link #HANDOFFS} and {@link #TICKETS}
 * say how many there were.
 */
enum Column {
  /** The conversation. */
  CONVERSATION_ID(Type.TEXT),
  /** Its channel. */
  CHANNEL_ID(Type.TEXT),
  /** First event of the conversation that is known. */
  STARTED_AT(Type.TIME),
  /** The customer's identification number, as the platform gives it. */
  CUSTOMER_ID(Type.TEXT),
  CUSTOMER_NAME(Type.TEXT),
  /** BCP 47 tag. */
  LANGUAGE(Type.TEXT),
  /** Status of the ticket; without one, open or closed. */
  STATUS(Type.TEXT),
  /** Why a person was needed; empty where none was. */
  REASON(Type.TEXT),
  TRIGGER_ID(Type.TEXT),
  /** Live, asynchronous or none. */
  PROCESS(Type.TEXT),
  /** Help-desk or inbox. */
  TARGET(Type.TEXT),
  REQUESTED_AT(Type.TIME),
  HANDOFFS(Type.NUMBER),
  TICKET_ID(Type.TEXT),
  TICKETS(Type.NUMBER),
  PRIORITY(Type.TEXT),
  DEPARTMENT_ID(Type.TEXT),
  TEAM_ID(Type.TEXT),
  /** The agent who has it, or had it last. */
  AGENT_ID(Type.TEXT),
  CATEGORY(Type.TEXT),
  SUB_CATEGORY(Type.TEXT),
  CONVERSATION_TAGS(Type.LIST),
  /** As the ticket knew them last; without a ticket, as they are now. */
  CUSTOMER_TAGS(Type.LIST),
  SLA_POLICY_ID(Type.TEXT),
  FIRST_ASSIGNED_AT(Type.TIME),
  FIRST_RESPONSE_AT(Type.TIME),
  RESOLVED_AT(Type.TIME),
  CLOSED_AT(Type.TIME),
  /** From the request for a person until somebody was assigned. */
  WAIT_SECONDS(Type.NUMBER),
  /** From the request for a person until an agent's first answer. */
  FIRST_RESPONSE_SECONDS(Type.NUMBER),
  /** From the request for a person until it was resolved or, if it never was, closed. */
  RESOLUTION_SECONDS(Type.NUMBER),
  REOPEN_COUNT(Type.NUMBER),
  /** 1 to 5. */
  RATING(Type.NUMBER),
  BILLABLE(Type.BOOLEAN),
  /** As ticket-service names it: customer-silent, agent-silent, agent, customer … */
  CLOSED_BY(Type.TEXT),
  CUSTOMER_MESSAGES(Type.NUMBER),
  AGENT_MESSAGES(Type.NUMBER),
  AI_MESSAGES(Type.NUMBER),
  FOLLOW_UP_OF(Type.TEXT),
  MERGED_INTO(Type.TEXT),
  TEST(Type.BOOLEAN);

  /** What a cell holds: a String, Long, Boolean, Instant or a List of String. */
  enum Type {
    TEXT,
    NUMBER,
    BOOLEAN,
    TIME,
    LIST
  }

  private final Type type;
  private final String heading;

  Column(Type type) {
    this.type = type;
    this.heading = camelCase(name());
  }

  Type type() {
    return type;
  }

  /** The name, such as {@code customerId}. */
  String heading() {
    return heading;
  }

  private static String camelCase(String name) {
    StringBuilder text = new StringBuilder();
    for (String word : name.toLowerCase(Locale.ROOT).split("_")) {
      text.append(
          text.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return text.toString();
  }
}
