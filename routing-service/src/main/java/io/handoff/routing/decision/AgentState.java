package io.handoff.routing.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What routing remembers of an agent. Load is not here: it follows from the open handoffs.
 * Immutable; kept in the store of agents.
 *
 * @param agentId the agent
 * @param presence what the agent is ready for
 * @param presenceAt event time of the last news; null: never heard of
 * @param recentNews hashes of the ids of the last {@value #NEWS} events, oldest first
 * @param lastAssignment place of the last assignment in the order of the account's assignments; 0:
 *     none yet
 * @param lastAssignedAt event time of the last assignment; null: none yet
 */
public record AgentState(
    String agentId,
    Presence presence,
    @Nullable Instant presenceAt,
    List<Long> recentNews,
    long lastAssignment,
    @Nullable Instant lastAssignedAt) {

  /** How many events of an agent are remembered to recognise a repeat. */
  public static final int NEWS = 8;

  @SuppressWarnings("ConstantValue") // state written by another version may lack it
  public AgentState {
    presence = presence == null ? Presence.OFFLINE : presence;
    recentNews = recentNews == null ? List.of() : List.copyOf(recentNews);
  }

  /** An agent who was never heard of. */
  public static AgentState unheardOf(String agentId) {
    return new AgentState(agentId, Presence.OFFLINE, null, List.of(), 0, null);
  }

  /** The same after news. */
  public AgentState heard(Presence now, Instant at, long eventHash) {
    return new AgentState(agentId, now, at, remember(eventHash), lastAssignment, lastAssignedAt);
  }

  /** The same after news that came too late to matter. */
  public AgentState heardLate(long eventHash) {
    return new AgentState(
        agentId, presence, presenceAt, remember(eventHash), lastAssignment, lastAssignedAt);
  }

  /** The same after an assignment. */
  public AgentState assigned(long number, Instant at) {
    return new AgentState(agentId, presence, presenceAt, recentNews, number, at);
  }

  private List<Long> remember(long eventHash) {
    List<Long> more = new ArrayList<>(recentNews);
    more.add(eventHash);
    return more.size() <= NEWS ? more : more.subList(more.size() - NEWS, more.size());
  }
}
