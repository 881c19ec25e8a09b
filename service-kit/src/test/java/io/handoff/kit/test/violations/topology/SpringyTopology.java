package io.handoff.kit.test.violations.topology;

import io.handoff.kit.test.violations.decision.Violations;
import org.springframework.context.ApplicationContext;

/** Breaks the rule for topologies, and closes a cycle. */
public class SpringyTopology {

  /** Knows Spring. */
  public String name(ApplicationContext context) {
    return context.getDisplayName();
  }

  /** Needs what needs it. */
  public Violations violations() {
    return new Violations();
  }
}
