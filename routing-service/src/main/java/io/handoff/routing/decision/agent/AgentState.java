package io.handoff.routing.decision.agent;

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
 * @param lastAssignment place of the last assignment or offer in the account's order of them; 0:
 *     none yet
 * @param lastAssignedAt event time of the last assignment; null: none yet
 * @param beats whether the desktop sends heartbeats, so that silence means something
 * @param heardAt the account's time at the last news; null: never heard of
 * @param offlineSince since when the agent is offline; null: is not
 * @param setAway whether routing set the agent away; heartbeats do not change that
 * @param missed offers in a row that the agent let pass
 * @param idleSince since when the agent has got nothing and lost nothing; null: since ever
 * @param lookAt when the agent has to be looked at; null: at no time
 */
public record AgentState(
    String agentId,
    Presence presence,
    @Nullable Instant presenceAt,
    List<Long> recentNews,
    long lastAssignment,
    @Nullable Instant lastAssignedAt,
    boolean beats,
    @Nullable Instant heardAt,
    @Nullable Instant offlineSince,
    boolean setAway,
    int missed,
    @Nullable Instant idleSince,
    @Nullable Instant lookAt) {

  /** How many events of an agent are remembered to recognise a repeat. */
  public static final int NEWS = 8;

  @SuppressWarnings("ConstantValue") // state written by another version may lack it
  public AgentState {
    presence = presence == null ? Presence.OFFLINE : presence;
    recentNews = recentNews == null ? List.of() : List.copyOf(recentNews);
  }

  /** An agent who was never heard of. */
  public static AgentState unheardOf(String agentId) {
    return new AgentState(
        agentId,
        Presence.OFFLINE,
        null,
        List.of(),
        0,
        null,
        false,
        null,
        null,
        false,
        0,
        null,
        null);
  }

  /** The same after news. */
  public AgentState heard(
      Presence now, Instant at, long eventHash, boolean heartbeat, Instant clock) {
    boolean stays = heartbeat && setAway && now != Presence.OFFLINE;
    Presence next = stays ? presence : now;
    return new AgentState(
        agentId,
        next,
        at,
        remember(eventHash),
        lastAssignment,
        lastAssignedAt,
        heartbeat || (beats && now != Presence.OFFLINE),
        clock,
        since(next, clock),
        stays,
        stays || heartbeat ? missed : 0,
        next == presence ? idleSince : clock,
        lookAt);
  }

  private @Nullable Instant since(Presence next, Instant clock) {
    if (next != Presence.OFFLINE) {
      return null;
    }
    return presence == Presence.OFFLINE && offlineSince != null ? offlineSince : clock;
  }

  /** The same after news that came too late to matter. */
  public AgentState heardLate(long eventHash) {
    return new AgentState(
        agentId,
        presence,
        presenceAt,
        remember(eventHash),
        lastAssignment,
        lastAssignedAt,
        beats,
        heardAt,
        offlineSince,
        setAway,
        missed,
        idleSince,
        lookAt);
  }

  /** The same, silent for too long. */
  public AgentState timedOut(Instant now) {
    return new AgentState(
        agentId,
        Presence.OFFLINE,
        presenceAt,
        recentNews,
        lastAssignment,
        lastAssignedAt,
        beats,
        heardAt,
        now,
        false,
        missed,
        idleSince,
        lookAt);
  }

  /** The same after an assignment or an offer. */
  public AgentState assigned(long number, Instant at) {
    return new AgentState(
        agentId,
        presence,
        presenceAt,
        recentNews,
        number,
        at,
        beats,
        heardAt,
        offlineSince,
        setAway,
        missed,
        at,
        lookAt);
  }

  /** The same after the agent lost something. */
  public AgentState idle(Instant since) {
    return new AgentState(
        agentId,
        presence,
        presenceAt,
        recentNews,
        lastAssignment,
        lastAssignedAt,
        beats,
        heardAt,
        offlineSince,
        setAway,
        missed,
        since,
        lookAt);
  }

  /**
   * The same after offers.
   *
   * @param now offers in a row that the agent let pass
   * @param away whether the agent is set away for that
   */
  public AgentState missed(int now, boolean away) {
    return new AgentState(
        agentId,
        away ? Presence.AWAY : presence,
        presenceAt,
        recentNews,
        lastAssignment,
        lastAssignedAt,
        beats,
        heardAt,
        offlineSince,
        setAway || away,
        now,
        idleSince,
        lookAt);
  }

  /** The same, to be looked at some other time. */
  public AgentState lookedAt(@Nullable Instant next) {
    return new AgentState(
        agentId,
        presence,
        presenceAt,
        recentNews,
        lastAssignment,
        lastAssignedAt,
        beats,
        heardAt,
        offlineSince,
        setAway,
        missed,
        idleSince,
        next);
  }

  private List<Long> remember(long eventHash) {
    List<Long> more = new ArrayList<>(recentNews);
    more.add(eventHash);
    return more.size() <= NEWS ? more : more.subList(more.size() - NEWS, more.size());
  }
}
