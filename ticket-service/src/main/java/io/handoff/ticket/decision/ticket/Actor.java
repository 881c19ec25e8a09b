package io.handoff.ticket.decision.ticket;

import io.handoff.kit.Kebab;
import org.jspecify.annotations.Nullable;

/**
 * Who or what makes a change.
 *
 * @param type the kind
 * @param id agent, customer, rule or timer; null where the kind says it all
 */
public record Actor(ActorType type, @Nullable String id) {

  /** The router. */
  public static final Actor ROUTING = new Actor(ActorType.ROUTING, null);

  /** The chat platform. */
  public static final Actor PLATFORM = new Actor(ActorType.PLATFORM, null);

  /** Services of this system that are neither routing nor a timer. */
  public static final Actor SYSTEM = new Actor(ActorType.SYSTEM, null);

  /** The AI agent. */
  public static final Actor AI_AGENT = new Actor(ActorType.AI_AGENT, null);

  /** A rule, named as {@code set/rule}. */
  public static Actor rule(String rule) {
    return new Actor(ActorType.RULE, rule);
  }

  /** A timer of a kind, such as "customer-silent". */
  public static Actor timer(String kind) {
    return new Actor(ActorType.TIMER, kind);
  }

  /** An agent; null: one whom the platform did not name. */
  public static Actor agent(@Nullable String agentId) {
    return new Actor(ActorType.AGENT, agentId);
  }

  /** The customer. */
  public static Actor customer(@Nullable String customerId) {
    return new Actor(ActorType.CUSTOMER, customerId);
  }

  /** The kind as a word for histories: "agent", "ai-agent". */
  public String word() {
    return Kebab.of(type);
  }

  /** Kind and id, for reasons: "agent ann", "rule vip/first". */
  public String words() {
    return id == null ? word() : word() + " " + id;
  }
}
