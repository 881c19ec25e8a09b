package io.handoff.deploy.play;

import io.handoff.avro.PresenceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A conversation to be played.
 *
 * @param name names the events; the same name yields the same events
 * @param title what it shows, in a line
 * @param accountId the account
 * @param channelId the channel
 * @param conversationId the conversation
 * @param customer who writes
 * @param about what the platform says of it
 * @param start event time of the beginning
 * @param steps what happens, in order
 * @param lines in which lines of its file its fields stand; empty: it is of no file
 */
public record Script(
    String name,
    String title,
    String accountId,
    String channelId,
    String conversationId,
    Person customer,
    About about,
    Instant start,
    List<Step> steps,
    Map<String, Integer> lines) {

  /** One of no file, of which the platform says nothing more. */
  public Script(
      String name,
      String title,
      String accountId,
      String channelId,
      String conversationId,
      Person customer,
      Instant start,
      List<Step> steps) {
    this(
        name,
        title,
        accountId,
        channelId,
        conversationId,
        customer,
        About.NOTHING,
        start,
        steps,
        Map.of());
  }

  public Script {
    steps = List.copyOf(steps);
    lines = Map.copyOf(lines);
  }

  /** The place of a field in its file, as complaints name it. */
  public String placeOf(String field) {
    return name + ".yaml:" + lines.getOrDefault(field, 1);
  }

  /** The place of a step in its file, as complaints name it. */
  public String placeOf(Step step) {
    return name + ".yaml:" + step.line();
  }

  /** A customer, as the platform knows it. */
  public record Person(
      String id,
      @Nullable String name,
      @Nullable String language,
      @Nullable String email,
      Map<String, String> attributes) {

    /** Of whom no more is known. */
    public Person(String id, @Nullable String name, @Nullable String language) {
      this(id, name, language, null, Map.of());
    }
  }

  /** What the platform says of the conversation when it begins; null: nothing. */
  public record About(
      @Nullable String subject,
      @Nullable String storeId,
      @Nullable String topic,
      Map<String, String> fields) {
    static final About NOTHING = new About(null, null, null, Map.of());
  }

  /**
   * A step.
   *
   * @param after event time that passes before it
   * @param what what happens
   * @param line the line of its file that it begins in, from 1
   */
  public record Step(Duration after, What what, int line) {

    /** A step of no file. */
    public Step(Duration after, What what) {
      this(after, what, 1);
    }
  }

  /** What happens in a step. */
  public sealed interface What {}

  /**
   * The customer writes.
   *
   * @param messageId id of the message; null: one that follows from the script
   * @param references message ids that an e-mail refers to, nearest first
   */
  public record CustomerWrites(String text, @Nullable String messageId, List<String> references)
      implements What {

    /** A message that refers to none. */
    public CustomerWrites(String text) {
      this(text, null, List.of());
    }
  }

  /** The AI agent writes. */
  public record AiWrites(String text) implements What {}

  /** An agent writes on the platform, without a command. */
  public record AgentWrites(String agentId, String text) implements What {}

  /** The AI agent cannot answer. */
  public record AiGivesUp(String detail) implements What {}

  /** The platform pauses the AI agent. */
  public record AiPaused() implements What {}

  /** The platform lets the AI agent answer again. */
  public record AiResumed() implements What {}

  /** The customer asks for a person by other means than words. */
  public record AsksForPerson(String means) implements What {}

  /** An agent comes or goes. */
  public record Presence(String agentId, PresenceStatus status) implements What {}

  /**
   * An agent's command.
   *
   * @param payload what is wanted, as in {@code TicketCommand}
   */
  public record Command(String by, Object payload) implements What {}

  /** An agent puts the ticket out of sight for a time. */
  public record SnoozeFor(String by, Duration time) implements What {}

  /** An agent makes the ticket of another conversation part of this one. */
  public record MergeOf(String by, String conversationId) implements What {}

  /** Other settings hold from now on; in preview only. */
  public record Settings(String file) implements What {}

  /** The customer rates. */
  public record Rates(int score) implements What {}

  /** The customer ends the conversation. */
  public record Leaves() implements What {}

  /** Nothing happens until the system has come so far. */
  public record Await(Milestone milestone) implements What {}

  /** How far the system can come with a conversation. */
  public enum Milestone {
    ASSIGNED,
    OFFERED,
    QUEUED,
    UNASSIGNED,
    DECLINED,
    ANSWERED,
    RESUMED,
    ESCALATED,
    CLOSED,
    TICKET_CLOSED
  }
}
