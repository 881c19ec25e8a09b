package io.handoff.deploy.whole;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Something that happens.
 *
 * @param after how long after the act before it
 * @param kind what
 * @param conversation where, from 0; of no meaning for presence and settings
 * @param agent who, where an agent does it, or is meant
 * @param more what else there is to say
 */
record Act(Duration after, Kind kind, int conversation, String agent, String more) {

  enum Kind {
    CUSTOMER,
    ASKS,
    AI,
    COULD_NOT,
    AGENT,
    PRESENCE,
    REPLY,
    STATUS,
    SNOOZE,
    SNOOZE_FOR,
    ASSIGN,
    TAKE,
    RELEASE,
    PRIORITY,
    TEAM,
    DEPARTMENT,
    TAG,
    NOTE,
    MERGE,
    HAND_BACK,
    ACCEPT,
    DECLINE,
    LEAVES,
    RATES,
    RESUMED,
    TEMPLATE,
    AGAIN,
    OVERTAKEN,
    OVERTAKEN_CALL,
    SETTINGS,
    NOTHING
  }

  private static final List<Duration> WAITS =
      List.of(
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(20),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(14));

  static final List<String> AGENTS = List.of("ann", "ben", "cleo");

  static Act random(Random random) {
    Kind[] often = {
      Kind.CUSTOMER, Kind.CUSTOMER, Kind.ASKS, Kind.REPLY, Kind.AGENT, Kind.PRESENCE, Kind.STATUS
    };
    Kind kind =
        random.nextBoolean()
            ? often[random.nextInt(often.length)]
            : Kind.values()[random.nextInt(Kind.values().length)];
    return new Act(
        WAITS.get(random.nextInt(WAITS.size())),
        kind,
        random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0,
        AGENTS.get(random.nextInt(3)),
        more(kind, random));
  }

  private static String more(Kind kind, Random random) {
    return switch (kind) {
      case PRESENCE ->
          List.of("AVAILABLE", "AVAILABLE", "AVAILABLE", "OFFLINE", "AWAY", "BUSY")
              .get(random.nextInt(6));
      case STATUS ->
          List.of("OPEN", "WAITING_ON_CUSTOMER", "RESOLVED", "RESOLVED", "CLOSED")
              .get(random.nextInt(5));
      case PRIORITY -> List.of("LOW", "NORMAL", "HIGH", "URGENT").get(random.nextInt(4));
      case TEAM -> List.of("one", "two").get(random.nextInt(2));
      case DEPARTMENT -> List.of("sales", "support").get(random.nextInt(2));
      case SETTINGS -> Long.toString(random.nextLong());
      case OVERTAKEN, OVERTAKEN_CALL ->
          List.of("AI_AGENT 0", "AI_AGENT 2", "AGENT 0", "AGENT 2", "CUSTOMER 2")
              .get(random.nextInt(5));
      case AGAIN -> Integer.toString(random.nextInt(8));
      default -> "";
    };
  }

  @Override
  public String toString() {
    return "+%-8s %-10s c%d %s %s"
        .formatted(after.toString().substring(2), kind, conversation, agent, more);
  }
}
