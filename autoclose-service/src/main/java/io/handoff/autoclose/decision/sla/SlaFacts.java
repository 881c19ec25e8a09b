package io.handoff.autoclose.decision.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What clocks depend on, as it was read; kept in the order of event time. */
public final class SlaFacts {
  private SlaFacts() {}

  /** A ticket's status, as far as clocks are concerned. */
  public enum Status {
    /** New or open. */
    ACTIVE,
    WAITING_ON_CUSTOMER,
    SNOOZED,
    /** Resolved or closed. */
    ENDED
  }

  /** What happened. */
  public enum Kind {
    CUSTOMER_WROTE,
    AGENT_ANSWERED,
    ACTIVE,
    WAITING_ON_CUSTOMER,
    SNOOZED,
    ENDED;

    /** The change to a status. */
    public static Kind of(Status status) {
      return valueOf(status.name());
    }
  }

  /** Something that happened at a moment. */
  public record Fact(Instant at, Kind kind) {

    /** Whether it meets a response. */
    public boolean answers() {
      return kind == Kind.AGENT_ANSWERED;
    }
  }

  /** The facts with another one, before those of the same moment. */
  public static List<Fact> before(List<Fact> facts, Fact fact) {
    List<Fact> all = new ArrayList<>(List.of(fact));
    all.addAll(facts);
    all.sort(Comparator.comparing(Fact::at));
    return all;
  }

  /**
   * The facts with another one, behind those of the same moment. A customer's message behind
   * another one starts no clock, and is left out.
   */
  public static List<Fact> with(List<Fact> facts, Fact fact) {
    List<Fact> all = new ArrayList<>(facts);
    all.add(fact);
    all.sort(Comparator.comparing(Fact::at));
    int i = all.lastIndexOf(fact);
    if (fact.kind() == Kind.CUSTOMER_WROTE
        && i > 0
        && all.get(i - 1).kind() == Kind.CUSTOMER_WROTE) {
      all.remove(i);
    }
    return all;
  }
}
