package io.handoff.kit.test.violations.topology;

import io.handoff.kit.test.violations.decision.Violations;
import io.handoff.settings.authoring.Problem;
import org.springframework.context.ApplicationContext;

/** Breaks the rules for topologies and settings, and closes a cycle. */
public class SpringyTopology {

  /** Knows Spring. */
  public String name(ApplicationContext context) {
    return context.getDisplayName();
  }

  /** Needs what needs it. */
  public Violations violations() {
    return new Violations();
  }

  /** Knows of files. */
  public String place(Problem problem) {
    return problem.file();
  }
}
