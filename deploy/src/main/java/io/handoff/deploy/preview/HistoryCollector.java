package io.handoff.deploy.preview;

import io.handoff.avro.AgentPresence;
import io.handoff.avro.AiAgentPaused;
import io.handoff.avro.AiAgentResumed;
import io.handoff.avro.CloseRefused;
import io.handoff.avro.ConversationClosed;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.MessagePosted;
import io.handoff.avro.Tick;
import io.handoff.avro.TicketCommand;
import io.handoff.deploy.preview.History.Step;
import io.handoff.deploy.report.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes a history of records as topics hold them: all conversation events first, then presence and
 * commands.
 *
 * <p>Left out is what the platform did because a service asked for it: played again, the services
 * ask anew. Holds the records of as many conversations as the limit says, and the ids of the rest.
 */
final class HistoryCollector {

  private final Period period;
  private final int limit;
  private final Map<String, Draft> drafts = new HashMap<>();
  private final PriorityQueue<Draft> newestFirst = new PriorityQueue<>(Draft.ORDER.reversed());
  private final Set<String> outside = new HashSet<>();
  private final Set<String> earlier = new HashSet<>();
  private final Map<String, AgentPresence> before = new HashMap<>();
  private final Set<String> presenceIds = new HashSet<>();
  private final List<Step> presences = new ArrayList<>();
  private @Nullable Instant end;
  private int begunBefore;
  private int tests;
  private int overLimit;

  private static final class Draft {

    static final Comparator<Draft> ORDER =
        Comparator.<Draft, Instant>comparing(draft -> draft.start).thenComparing(draft -> draft.id);

    final String id;
    final Instant start;
    final List<Step> events = new ArrayList<>();
    final List<Step> commands = new ArrayList<>();
    final Set<String> ids = new HashSet<>();
    Instant latest;

    Draft(String id, Instant start) {
      this.id = id;
      this.start = start;
      this.latest = start;
    }

    void event(ConversationEvent event) {
      if (ids.add(event.getEventId())) {
        latest = latest.isAfter(event.getOccurredAt()) ? latest : event.getOccurredAt();
        events.add(new Step(latest, event));
      }
    }
  }

  /**
   * @param period when the conversations began
   * @param limit how many are taken at most, the oldest ones
   */
  HistoryCollector(Period period, int limit) {
    this.period = period;
    this.limit = limit;
  }

  /** Takes an event in; those of a conversation come in its order. */
  void event(ConversationEvent event) {
    String id = event.getConversationId();
    if (event.getPayload() instanceof Tick) {
      return;
    }
    if (outside.contains(id)) {
      begunBefore += period.contains(event.getOccurredAt()) && earlier.remove(id) ? 1 : 0;
      return;
    }
    Draft draft = drafts.get(id);
    if (draft == null) {
      if (!belongs(event)) {
        outside.add(id);
        return;
      }
      draft = begin(id, event.getOccurredAt());
    }
    if (!isReaction(event)) {
      draft.event(event);
    }
  }

  private boolean belongs(ConversationEvent first) {
    if (first.getOccurredAt().isBefore(period.from())) {
      earlier.add(first.getConversationId());
      return false;
    }
    if (!period.contains(first.getOccurredAt())) {
      return false;
    }
    if (first.getTest()) {
      tests++;
      return false;
    }
    return true;
  }

  private Draft begin(String id, Instant start) {
    Draft draft = new Draft(id, start);
    drafts.put(id, draft);
    newestFirst.add(draft);
    if (drafts.size() > limit) {
      Draft newest = newestFirst.remove();
      drafts.remove(newest.id);
      outside.add(newest.id);
      overLimit++;
    }
    return draft;
  }

  /** Whether the platform did it because a service asked for it. */
  private static boolean isReaction(ConversationEvent event) {
    return event.getCause() != null
        || switch (event.getPayload()) {
          case MessagePosted posted -> posted.getActionId() != null;
          case AiAgentPaused paused -> paused.getActionId() != null;
          case AiAgentResumed resumed -> resumed.getActionId() != null;
          case ConversationClosed closed -> closed.getActionId() != null;
          case CloseRefused refused -> true;
          default -> false;
        };
  }

  /** Takes an agent's presence in: the last one before the period, and those of its time. */
  void presence(AgentPresence presence) {
    Instant at = presence.getOccurredAt();
    if (presence.getPayload() instanceof Tick || at.isAfter(end())) {
      return;
    }
    if (at.isBefore(period.from())) {
      before.merge(
          presence.getAgentId(),
          presence,
          (old, other) -> other.getOccurredAt().isBefore(old.getOccurredAt()) ? old : other);
    } else if (presenceIds.add(presence.getEventId())) {
      presences.add(new Step(at, presence));
    }
  }

  /** The last event; known once presence comes, for events come first. */
  private Instant end() {
    Instant known = end;
    if (known == null) {
      known =
          drafts.values().stream()
              .map(draft -> draft.latest)
              .max(Comparator.naturalOrder())
              .orElse(period.from());
      end = known;
    }
    return known;
  }

  /** Takes a command in. */
  void command(TicketCommand command) {
    Draft draft = drafts.get(command.getConversationId());
    if (draft != null && draft.ids.add(command.getCommandId())) {
      Instant at = command.getIssuedAt();
      draft.commands.add(new Step(at.isBefore(draft.start) ? draft.start : at, command));
    }
  }

  /** What was taken in. */
  History history() {
    List<Draft> kept = drafts.values().stream().sorted(Draft.ORDER).toList();
    List<Step> steps = new ArrayList<>();
    before.values().stream()
        .sorted(
            Comparator.comparing(AgentPresence::getOccurredAt)
                .thenComparing(AgentPresence::getAgentId))
        .forEach(presence -> steps.add(new Step(period.from(), presence)));
    steps.addAll(presences);
    kept.forEach(draft -> steps.addAll(draft.events));
    kept.forEach(draft -> steps.addAll(draft.commands));
    steps.sort(Comparator.comparing(Step::at).thenComparing(step -> rank(step.value())));
    return new History(
        steps, kept.stream().map(draft -> draft.id).toList(), begunBefore, tests, overLimit);
  }

  /** Of what happened at the same moment, agents come first and ask for something last. */
  private static int rank(SpecificRecord value) {
    return switch (value) {
      case AgentPresence presence -> 0;
      case ConversationEvent event -> 1;
      default -> 2;
    };
  }
}
