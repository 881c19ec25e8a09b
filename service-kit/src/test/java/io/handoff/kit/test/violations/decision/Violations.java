package io.handoff.kit.test.violations.decision;

import io.handoff.avro.Tick;
import io.handoff.kit.test.violations.topology.SpringyTopology;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Breaks every rule for decisions, so that a test can see them bite. */
@Component
public class Violations {

  /** Uses Avro and reads the clock. */
  public Instant clock() {
    return new Tick("x", Instant.now()).getWrittenAt();
  }

  /** Looks up the layers. */
  public Object layers() {
    return new SpringyTopology();
  }
}
