package io.handoff.routing.decision.queue;

import io.handoff.settings.model.HandoffConfig.Process;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What waiting work has in common that can go to the same agents. Of one pool only the head has to
 * be looked at: if nobody can take the head, nobody can take the rest.
 *
 * @param process live work needs an agent who is available, asynchronous work does not
 * @param teamId the team; null: everybody
 * @param agentId the one agent; null: anybody of the team
 * @param channelId the channel, which says what is asked of an agent and how much it weighs
 * @param language language that the agent has to speak; null: any
 * @param stage steps of widening that were taken
 * @param heldFor the only agent it waits for, for the time being; null: nobody in particular
 * @param without agents who gave it back or let it pass, in alphabetical order
 */
public record Pool(
    Process process,
    @Nullable String teamId,
    @Nullable String agentId,
    String channelId,
    @Nullable String language,
    int stage,
    @Nullable String heldFor,
    List<String> without) {
  public Pool {
    without = List.copyOf(without);
  }

  /** Whether work of two pools stands in one line: for the same team or agent. */
  public boolean sameLine(Pool other) {
    return Objects.equals(teamId, other.teamId) && Objects.equals(agentId, other.agentId);
  }

  /** Name of that line. */
  public String line() {
    return (teamId == null ? "" : teamId) + (agentId == null ? "" : "/" + agentId);
  }
}
