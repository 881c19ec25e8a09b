package io.handoff.settings.model;

import java.util.List;
import java.util.Map;

/**
 * What an agent can do.
 *
 * @param skills level by skill, 1 to 10
 * @param languages BCP 47 primary tags; empty: every language counts as spoken
 * @param channelCapacity conversations at a time by channel, 0 to 1000; a channel that is not named
 *     is bounded by the agent's capacity alone
 */
public record AgentAbilities(
    Map<String, Integer> skills, List<String> languages, Map<String, Integer> channelCapacity) {

  /** No skills, every language, no bounds by channel. */
  public static final AgentAbilities NONE = new AgentAbilities(Map.of(), List.of(), Map.of());

  public AgentAbilities {
    skills = Map.copyOf(skills);
    languages = List.copyOf(languages);
    channelCapacity = Map.copyOf(channelCapacity);
  }

  /** Whether the agent speaks a language, by its primary tag. */
  public boolean speaks(String language) {
    return languages.isEmpty() || languages.contains(Languages.primary(language));
  }
}
