package io.handoff.settings.model;

import java.util.Map;

/**
 * What a conversation of a channel asks of an agent.
 *
 * @param skills lowest level by skill, 1 to 10
 * @param speaksLanguage whether the agent has to speak the customer's language
 * @param weight how much of an agent's capacity it takes, 1 to 100
 */
public record NeedsConfig(Map<String, Integer> skills, boolean speaksLanguage, int weight) {

  /** Nothing but a slot. */
  public static final NeedsConfig NONE = new NeedsConfig(Map.of(), false, 1);

  public NeedsConfig {
    skills = Map.copyOf(skills);
  }
}
