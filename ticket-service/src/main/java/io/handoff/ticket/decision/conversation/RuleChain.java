package io.handoff.ticket.decision.conversation;

import java.util.List;
import java.util.Objects;

/**
 * Rules that led to something which comes back as another record: what routing was asked, a snooze.
 *
 * @param ids ids that the record names as its cause
 * @param rules the rules, in order, as {@code set/rule}
 */
public record RuleChain(List<String> ids, List<String> rules) {

  public RuleChain {
    ids = List.copyOf(Objects.requireNonNullElse(ids, List.of()));
    rules = List.copyOf(Objects.requireNonNullElse(rules, List.of()));
  }
}
