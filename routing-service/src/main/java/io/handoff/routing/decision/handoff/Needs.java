package io.handoff.routing.decision.handoff;

import io.handoff.settings.model.AgentConfig;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation asks of an agent at its stage of waiting.
 *
 * @param skills lowest level by skill
 * @param language language that the agent has to speak; null: any
 * @param channelId its channel
 * @param weight how much of the capacity it takes
 */
public record Needs(
    Map<String, Integer> skills, @Nullable String language, String channelId, int weight) {
  public Needs {
    skills = Map.copyOf(skills);
  }

  /** The first skill that the agent lacks, in alphabetical order; null: has them all. */
  public @Nullable String missingSkill(AgentConfig agent) {
    String missing = null;
    for (Map.Entry<String, Integer> skill : skills.entrySet()) {
      boolean lacks = agent.abilities().skills().getOrDefault(skill.getKey(), 0) < skill.getValue();
      if (lacks && (missing == null || skill.getKey().compareTo(missing) < 0)) {
        missing = skill.getKey();
      }
    }
    return missing;
  }

  /** Whether the agent speaks what is asked for. */
  public boolean understands(AgentConfig agent) {
    return language == null || agent.abilities().speaks(language);
  }

  /** The agent's levels of the skills that are asked for, summed up. */
  public int levels(AgentConfig agent) {
    int sum = 0;
    for (String skill : skills.keySet()) {
      sum += agent.abilities().skills().getOrDefault(skill, 0);
    }
    return sum;
  }
}
