package io.handoff.ticket.decision.customer;

import io.handoff.ticket.decision.effect.Effect;
import java.util.List;

/**
 * What came of a customer's news.
 *
 * @param outcome what to count it under: a short stable word
 * @param customer the customer from now on
 * @param effects what follows, in order
 */
public record CustomerDecision(String outcome, CustomerState customer, List<Effect> effects) {
  public CustomerDecision {
    effects = List.copyOf(effects);
  }
}
