package io.handoff.kit.test.violations.topology;

import org.springframework.context.ApplicationContext;

/** Breaks the rule for topologies. */
public class SpringyTopology {

  /** Knows Spring. */
  public String name(ApplicationContext context) {
    return context.getDisplayName();
  }
}
