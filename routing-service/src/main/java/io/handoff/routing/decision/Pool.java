package io.handoff.routing.decision;

import io.handoff.settings.HandoffConfig.Process;
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
 * @param without agents who gave it back, in alphabetical order
 */
public record Pool(
    Process process, @Nullable String teamId, @Nullable String agentId, List<String> without) {
  public Pool {
    without = List.copyOf(without);
  }

  /** Whether two pools differ in who gave work back only, so that their work stands in one line. */
  boolean sameLine(Pool other) {
    return Objects.equals(teamId, other.teamId) && Objects.equals(agentId, other.agentId);
  }
}
