package io.handoff.deploy.play;

import io.handoff.avro.AgentPresence;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.DeadLetter;
import io.handoff.avro.HandoffRequest;
import io.handoff.avro.Tick;
import io.handoff.avro.TicketEvent;
import io.handoff.schemas.Keys;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A story for each conversation, from records as they come. Not safe for use by several threads.
 */
public final class Stories {

  /** The topics that stories are made of. */
  public static final List<Topic<?>> TOPICS =
      List.of(
          Topics.CONVERSATION_EVENTS,
          Topics.CONVERSATION_ACTIONS,
          Topics.HANDOFF_REQUESTS,
          Topics.ROUTING_DECISIONS,
          Topics.TICKET_COMMANDS,
          Topics.TICKET_COMMAND_RESULTS,
          Topics.TICKET_EVENTS,
          Topics.TIME_EVENTS,
          Topics.NOTIFICATIONS,
          Topics.DECISIONS,
          Topics.TRIGGER_DEAD_LETTERS,
          Topics.ROUTING_DEAD_LETTERS,
          Topics.TICKET_DEAD_LETTERS,
          Topics.AUTOCLOSE_DEAD_LETTERS);

  private final Map<String, ConversationTimeline> stories = new LinkedHashMap<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private final Set<String> events = new HashSet<>();
  private final Narrator narrator = new Narrator();

  /**
   * Takes a record in; false: it was a tick, which tells nothing. An agent who comes or goes is
   * told in every open conversation of the account.
   */
  public boolean see(TopicReader.Read read) {
    if (isTick(read.value())) {
      counts.merge("ticks", 1L, Long::sum);
      return false;
    }
    counts.merge(read.topic().name(), 1L, Long::sum);
    if (read.value() instanceof ConversationEvent event && !events.add(event.getEventId())) {
      return true; // the platform sent it again
    }
    if (read.value() instanceof DeadLetter letter) {
      deadLetters.add(letter);
    } else if (read.value() instanceof AgentPresence presence) {
      all().stream()
          .filter(
              timeline ->
                  timeline.accountId().equals(presence.getAccountId()) && !timeline.isClosed())
          .forEach(timeline -> Narrator.presence(read, presence, timeline));
    } else {
      narrator.tell(read, this::story);
    }
    return true;
  }

  private static boolean isTick(Object value) {
    return switch (value) {
      case ConversationEvent event -> event.getPayload() instanceof Tick;
      case TicketEvent event -> event.getPayload() instanceof Tick;
      case HandoffRequest request -> request.getPayload() instanceof Tick;
      default -> false;
    };
  }

  private ConversationTimeline story(String accountId, String conversationId) {
    return stories.computeIfAbsent(
        Keys.conversation(accountId, conversationId),
        key -> new ConversationTimeline(accountId, conversationId));
  }

  /** All of them, in the order of their beginnings. */
  public List<ConversationTimeline> all() {
    return List.copyOf(stories.values());
  }

  /** The story of a conversation; null: nothing was told of it yet. */
  public @Nullable ConversationTimeline of(String accountId, String conversationId) {
    return stories.get(Keys.conversation(accountId, conversationId));
  }

  /**
   * How many different things happened in all of them, as {@link ConversationTimeline#different()}
   * counts.
   */
  public int different() {
    return stories.values().stream().mapToInt(ConversationTimeline::different).sum();
  }

  /** How many records of each topic were read, ticks apart. */
  public Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  /** The dead letters of all services. */
  public List<DeadLetter> deadLetters() {
    return List.copyOf(deadLetters);
  }
}
