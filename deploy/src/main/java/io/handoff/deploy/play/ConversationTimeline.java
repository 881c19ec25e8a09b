package io.handoff.deploy.play;

import io.handoff.avro.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What happened in one conversation. Filled by {@link Stories}; where a {@link Watcher} does that,
 * read it only through the watcher, which holds the lock.
 */
public final class ConversationTimeline {

  /** What an entry is about; the name is what people see. */
  public enum Kind {
    MESSAGE,
    EVENT,
    TRIGGER,
    ROUTING,
    TICKET,
    COMMAND,
    ANSWER,
    TIME,
    ACTION,
    DECISION,
    NOTIFICATION,
    PRESENCE
  }

  /**
   * One thing that happened.
   *
   * @param at event time
   * @param publishedAt when the broker took it
   * @param who who or what did it: customer, agent anna, trigger, routing …
   * @param text in words
   * @param fields the same for programs
   * @param details what more there is to say, a line each: why each rule did not fire
   * @param minor whether it tells little: that no rule fired, that a counter went up
   */
  public record Entry(
      Instant at,
      Instant publishedAt,
      Kind kind,
      String who,
      String text,
      Map<String, Object> fields,
      List<String> details,
      boolean minor) {

    /** One that matters. */
    public Entry(
        Instant at,
        Instant publishedAt,
        Kind kind,
        String who,
        String text,
        Map<String, Object> fields,
        List<String> details) {
      this(at, publishedAt, kind, who, text, fields, details, false);
    }

    /** One of which there is no more to say. */
    public Entry(
        Instant at,
        Instant publishedAt,
        Kind kind,
        String who,
        String text,
        Map<String, Object> fields) {
      this(at, publishedAt, kind, who, text, fields, List.of());
    }
  }

  /** Where the conversation stands with people. */
  public enum Hands {
    NOBODYS,
    QUEUED,
    OFFERED,
    ASSIGNED,
    UNASSIGNED,
    DECLINED
  }

  private static final Pattern FIGURES = Pattern.compile("[0-9]+");

  private final String accountId;
  private final String conversationId;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Ticket> tickets = new ArrayList<>();
  private final Set<Integer> told = new HashSet<>();
  String channelId = "";
  String customer = "";
  boolean closed;
  boolean aiPaused;
  Hands hands = Hands.NOBODYS;
  @Nullable String agentId;

  ConversationTimeline(String accountId, String conversationId) {
    this.accountId = accountId;
    this.conversationId = conversationId;
  }

  /** The account. */
  public String accountId() {
    return accountId;
  }

  /** The conversation. */
  public String conversationId() {
    return conversationId;
  }

  /** The channel, as the first record named it. */
  public String channelId() {
    return channelId;
  }

  /** The customer's name or id; empty where the platform never said. */
  public String customer() {
    return customer;
  }

  /** Whether the conversation is over. */
  public boolean isClosed() {
    return closed;
  }

  /** Whether the AI agent is paused. */
  public boolean isAiPaused() {
    return aiPaused;
  }

  /** Where it stands with people. */
  public Hands hands() {
    return hands;
  }

  /** The agent who has it, or is offered it; null: nobody. */
  public @Nullable String agentId() {
    return agentId;
  }

  /** What happened, in the order of publication: what led to something stands before it. */
  public List<Entry> entries() {
    return entries.stream()
        .sorted(
            Comparator.comparing(Entry::publishedAt)
                .thenComparing(Entry::at)
                .thenComparing(Entry::kind))
        .toList();
  }

  /** How many different things happened; the same with other times and figures counts once. */
  public int different() {
    return told.size();
  }

  /** Its tickets as they stand, oldest first. */
  public List<Ticket> tickets() {
    return List.copyOf(tickets);
  }

  void add(Entry entry) {
    entries.add(entry);
    told.add(Objects.hash(entry.kind(), entry.who(), FIGURES.matcher(entry.text()).replaceAll("")));
  }

  void ticket(Ticket ticket) {
    for (int i = 0; i < tickets.size(); i++) {
      if (tickets.get(i).getTicketId().equals(ticket.getTicketId())) {
        if (tickets.get(i).getVersion() < ticket.getVersion()) {
          tickets.set(i, ticket);
        }
        return;
      }
    }
    tickets.add(ticket);
  }
}
