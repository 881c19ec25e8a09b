package io.handoff.autoclose.decision.sla;

import io.handoff.autoclose.decision.sla.SlaFacts.Fact;
import io.handoff.autoclose.decision.sla.SlaFacts.Kind;
import io.handoff.autoclose.decision.sla.SlaFacts.Status;
import io.handoff.autoclose.decision.time.Times;
import io.handoff.kit.time.Outages;
import io.handoff.sla.SlaClock;
import io.handoff.sla.SlaClocks;
import io.handoff.sla.SlaFact;
import io.handoff.sla.SlaFact.Phase;
import io.handoff.sla.SlaMetric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks along a ticket's facts and finds what falls due between them, and after the last one.
 *
 * <p>A mark falls due when its clock reaches it, if nothing stops the clock before; a clock that is
 * stopped or answered at the very moment has not passed it. Where the clock stands behind a mark
 * already when a stretch begins, because what is promised was cut, the mark falls due with the
 * change, be the clock running or not.
 */
public final class SlaTimeline {

  private final String ticketId;
  private final SlaTerms terms;
  private final Outages outages;
  private final List<Fact> facts;
  private final List<SlaDue> found = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();

  private SlaTimeline(String ticketId, SlaTerms terms, Outages outages, List<Fact> facts) {
    this.ticketId = ticketId;
    this.terms = terms;
    this.outages = outages;
    this.facts = facts;
  }

  /**
   * What came of a walk.
   *
   * @param clocks how they stand behind the last fact
   * @param due what fell due on the way, in order of time
   */
  public record Walked(SlaClocks clocks, List<SlaDue> due) {}

  /** Along all facts, and on: what falls due after the last one if nothing happens is found too. */
  public static Walked all(SlaState state, SlaTerms terms, Outages outages) {
    return walk(state, terms, outages, state.facts().size(), null);
  }

  /** Along the first facts, up to a moment that is not before the last of them. */
  public static Walked until(
      SlaState state, SlaTerms terms, Outages outages, int count, Instant until) {
    return walk(state, terms, outages, count, until);
  }

  private static Walked walk(
      SlaState state, SlaTerms terms, Outages outages, int count, @Nullable Instant until) {
    SlaClocks clocks = SlaClocks.of(state.stood(), terms.plan());
    if (state.ticketId() == null) {
      return new Walked(clocks, List.of());
    }
    SlaTimeline walk = new SlaTimeline(state.ticketId(), terms, outages, state.facts());
    Instant from = state.stoodAt();
    for (int i = 0; i < count; i++) {
      Fact fact = state.facts().get(i);
      walk.stretch(clocks, from, fact.at(), i);
      clocks = clocks.after(walk.fact(fact));
      from = fact.at();
    }
    walk.stretch(clocks, from, until, count);
    walk.found.sort(Comparator.comparing(SlaDue::at));
    return new Walked(clocks, walk.found);
  }

  /**
   * What falls due in a stretch; an open one has no end. While the ticket has ended nothing does,
   * whatever settings promise by then.
   */
  private void stretch(SlaClocks clocks, Instant from, @Nullable Instant until, int next) {
    if (clocks.snapshot().phase() == Phase.ENDED) {
      return;
    }
    for (SlaMetric metric : SlaMetric.values()) {
      Optional<SlaClock> clock = clocks.clock(metric);
      if (clock.isPresent()) {
        stretch(clocks, clock.get(), metric, from, until, next);
      }
    }
  }

  private void stretch(
      SlaClocks clocks,
      SlaClock clock,
      SlaMetric metric,
      Instant from,
      @Nullable Instant until,
      int next) {
    long period = clock.startedAt().toEpochMilli();
    List<SlaThreshold> marks = terms.marks(metric);
    Instant breach =
        marks.stream()
            .filter(mark -> mark.kind() == SlaThreshold.Kind.BREACH)
            .findFirst()
            .flatMap(mark -> reached(clocks, clock, mark, from))
            .orElse(Instant.MAX);
    for (SlaThreshold mark : marks) {
      Instant at = reached(clocks, clock, mark, from).orElse(Instant.MAX);
      boolean here = at.isBefore(until == null ? Instant.MAX : until);
      boolean late = mark.kind() == SlaThreshold.Kind.AT_RISK && !at.isBefore(breach);
      if (here && !late && keys.add(mark.key(period))) {
        found.add(
            new SlaDue(
                mark.key(period),
                mark.kind(),
                metric,
                mark.number(),
                mark.policyId(),
                ticketId,
                at,
                breach.equals(Instant.MAX) ? at : breach,
                met(mark, next)));
      }
    }
  }

  /** When the clock reaches a mark, not before the stretch; empty: it stands still, or never. */
  private Optional<Instant> reached(
      SlaClocks clocks, SlaClock clock, SlaThreshold mark, Instant from) {
    if (clock.since() == null) {
      return clock.used().compareTo(mark.at()) > 0 ? Optional.of(from) : Optional.empty();
    }
    return clocks
        .counts(mark.metric(), mark.at())
        .map(
            at ->
                switch (terms.afterOutage()) {
                  case FIRE, SKIP -> at;
                  case SHIFT -> outages.shifted(clock.startedAt(), at);
                })
        .map(at -> Times.later(from, at));
  }

  /**
   * When a target was met that is still open behind the fact before. What is to prevent a miss
   * needs no doing once the ticket has ended, however that came.
   */
  private @Nullable Instant met(SlaThreshold mark, int next) {
    for (Fact fact : facts.subList(next, facts.size())) {
      boolean ended = fact.kind() == Kind.ENDED;
      boolean meets = mark.metric() == SlaMetric.RESOLUTION ? ended : fact.answers();
      if (meets || (ended && mark.kind() != SlaThreshold.Kind.BREACH)) {
        return fact.at();
      }
    }
    return null;
  }

  private SlaFact fact(Fact fact) {
    return switch (fact.kind()) {
      case CUSTOMER_WROTE -> new SlaFact.CustomerWrote(fact.at());
      case AGENT_ANSWERED -> new SlaFact.AgentAnswered(fact.at());
      case ACTIVE -> new SlaFact.Moved(fact.at(), Phase.RUNNING);
      case WAITING_ON_CUSTOMER ->
          new SlaFact.Moved(fact.at(), terms.phase(Status.WAITING_ON_CUSTOMER));
      case SNOOZED -> new SlaFact.Moved(fact.at(), terms.phase(Status.SNOOZED));
      case ENDED -> new SlaFact.Moved(fact.at(), Phase.ENDED);
    };
  }
}
