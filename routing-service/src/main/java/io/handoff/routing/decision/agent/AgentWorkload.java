package io.handoff.routing.decision.agent;

import java.util.ArrayList;
import java.util.List;

/**
 * An agent at work.
 *
 * @param agent what is remembered of the agent
 * @param held conversations that the agent has or is offered, in the order of coming
 * @param load what they weigh
 */
public record AgentWorkload(AgentState agent, List<Held> held, int load) {

  /**
   * A conversation that an agent has or is offered.
   *
   * @param weight how much of the capacity it takes; 0: none, for it is asleep
   */
  public record Held(String conversationId, String channelId, int weight) {}

  /** A desk with nothing on it. */
  public static AgentWorkload empty(AgentState agent) {
    return new AgentWorkload(agent, List.of(), 0);
  }

  /** How many conversations of a channel the agent has or is offered. */
  public int on(String channelId) {
    int count = 0;
    for (Held conversation : held) {
      if (conversation.weight() > 0 && conversation.channelId().equals(channelId)) {
        count++;
      }
    }
    return count;
  }

  public AgentWorkload with(AgentState other) {
    return new AgentWorkload(other, held, load);
  }

  public AgentWorkload plus(Held conversation) {
    List<Held> more = new ArrayList<>(held.size() + 1);
    more.addAll(held);
    more.add(conversation);
    return new AgentWorkload(agent, more, load + conversation.weight());
  }

  public AgentWorkload minus(String conversationId) {
    List<Held> fewer = new ArrayList<>(held.size());
    int lost = 0;
    for (Held conversation : held) {
      if (conversation.conversationId().equals(conversationId)) {
        lost += conversation.weight();
      } else {
        fewer.add(conversation);
      }
    }
    return new AgentWorkload(agent, fewer, load - lost);
  }
}
