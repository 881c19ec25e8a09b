package io.handoff.deploy.play;

import io.handoff.avro.PresenceStatus;
import io.handoff.avro.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
 * @param start event time of the beginning
 * @param steps what happens, in order
 */
public record Script(
    String name,
    String title,
    String accountId,
    String channelId,
    String conversationId,
    Person customer,
    Instant start,
    List<Step> steps) {

  public Script {
    steps = List.copyOf(steps);
  }

  /** A customer. */
  public record Person(String id, @Nullable String name, @Nullable String language) {}

  /**
   * A step.
   *
   * @param after event time that passes before it
   * @param what what happens
   */
  public record Step(Duration after, What what) {}

  /** What happens in a step. */
  public sealed interface What {}

  /** The customer writes. */
  public record CustomerWrites(String text) implements What {}

  /** The AI agent writes. */
  public record AiWrites(String text) implements What {}

  /** An agent writes on the platform, without a command. */
  public record AgentWrites(String agentId, String text) implements What {}

  /** The AI agent cannot answer. */
  public record AiGivesUp(String detail) implements What {}

  /** The platform pauses the AI agent. */
  public record AiPaused() implements What {}

  /** The customer asks for a person by other means than words. */
  public record AsksForPerson(String means) implements What {}

  /** An agent comes or goes. */
  public record Presence(String agentId, PresenceStatus status) implements What {}

  /** An agent answers by command. */
  public record CommandReply(String by, String text) implements What {}

  /** An agent answers with a template. */
  public record CommandTemplate(String by, String templateId) implements What {}

  /** An agent notes something, and names agents to be told of it. */
  public record CommandNote(String by, String text, List<String> mentions) implements What {}

  /** An agent adds a tag, to the customer or to the conversation. */
  public record CommandTag(String by, String tag, boolean ofCustomer) implements What {}

  /** An agent puts the ticket out of sight until the customer replies. */
  public record CommandSnooze(String by) implements What {}

  /** An agent gives the ticket to an agent. */
  public record CommandAssign(String by, String to) implements What {}

  /** An agent accepts the conversation that is on offer. */
  public record CommandAccept(String by) implements What {}

  /** An agent declines the conversation that is on offer. */
  public record CommandDecline(String by, String note) implements What {}

  /** An agent sets the status. */
  public record CommandStatus(String by, TicketStatus status) implements What {}

  /** An agent gives the conversation back to the AI agent. */
  public record CommandHandBack(String by, String note) implements What {}

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
