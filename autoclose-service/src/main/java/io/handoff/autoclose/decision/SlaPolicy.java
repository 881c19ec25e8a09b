package io.handoff.autoclose.decision;

import io.handoff.autoclose.decision.event.DueEvent;
import io.handoff.autoclose.decision.event.Event;
import io.handoff.autoclose.decision.sla.SlaDue;
import io.handoff.autoclose.decision.sla.SlaFacts;
import io.handoff.autoclose.decision.sla.SlaFacts.Fact;
import io.handoff.autoclose.decision.sla.SlaFacts.Kind;
import io.handoff.autoclose.decision.sla.SlaFacts.Status;
import io.handoff.autoclose.decision.sla.SlaPolicyVersion;
import io.handoff.autoclose.decision.sla.SlaPolicyVersions;
import io.handoff.autoclose.decision.sla.SlaState;
import io.handoff.autoclose.decision.sla.SlaState.Assigned;
import io.handoff.autoclose.decision.sla.SlaTerms;
import io.handoff.autoclose.decision.sla.SlaThreshold;
import io.handoff.autoclose.decision.sla.SlaTimeline;
import io.handoff.autoclose.decision.sla.SlaTimeline.Walked;
import io.handoff.autoclose.decision.time.Origin;
import io.handoff.autoclose.decision.time.Times;
import io.handoff.kit.Ids;
import io.handoff.kit.time.Outages;
import io.handoff.settings.model.ToleranceConfig.AfterOutage;
import io.handoff.sla.SlaClock;
import io.handoff.sla.SlaClocks;
import io.handoff.sla.SlaFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Follows what is promised for a ticket: its clocks by {@link SlaClocks}, and what falls due on
 * them.
 *
 * <p><b>Once.</b> A point at risk, a breach and a step are told once by each policy for each time
 * that a target runs, however often priority, calendar or policy change. A breach that an answer
 * ended before anybody looked is told all the same; points and steps are not, for there is nothing
 * to hurry any more.
 *
 * <p><b>New promises.</b> Policy, priority, team and settings take effect with the event that
 * changes them, or when the change of settings is noticed. What was used up stays used up, by the
 * calendar that held then. Where it is more than the new target, the target is missed at the moment
 * of the change.
 */
final class SlaPolicy {
  private SlaPolicy() {}

  /**
   * The clocks after an event; null: nothing is promised by the account.
   *
   * @param overtaken whether it is a message that others which come behind it have overtaken: it
   *     counts before what happened at the same moment, and not at all where the clocks have been
   *     set since
   */
  static @Nullable SlaState after(
      @Nullable SlaState before,
      Event event,
      boolean overtaken,
      SlaPolicyVersions policies,
      Outages outages) {
    Optional<SlaPolicyVersion> book = policies.now();
    if (book.isEmpty() || (before == null && book.get().isEmpty())) {
      return before;
    }
    SlaState state = before == null ? SlaState.NONE : before;
    Instant at = event.about().occurredAt();
    return switch (event) {
      case Event.Posted posted ->
          switch (posted.author()) {
            case CUSTOMER, AGENT -> {
              Kind kind =
                  posted.author() == Event.Author.AGENT ? Kind.AGENT_ANSWERED : Kind.CUSTOMER_WROTE;
              yield overtaken
                  ? overtaken(state, new Fact(at, kind), policies, outages)
                  : happened(state, new Fact(at, kind), policies, outages);
            }
            case AI_AGENT, AUTOMATIC, UNKNOWN -> before;
          };
      case Event.TicketMoved moved -> moved(state, moved, book.get(), policies, outages);
      case Event.Started _,
          Event.Resumed _,
          Event.CloseRefused _,
          Event.Closed _,
          Event.Rated _,
          Event.Noted _,
          Event.HandoffMoved _ ->
          before;
    };
  }

  private static SlaState moved(
      SlaState before,
      Event.TicketMoved moved,
      SlaPolicyVersion policy,
      SlaPolicyVersions policies,
      Outages outages) {
    SlaState state = before;
    Instant at = moved.about().occurredAt();
    if (!moved.ticketId().equals(state.ticketId())) {
      state = begun(state, moved, policy, policies, outages);
    } else if (!moved.assigned().equals(state.assigned()) || policy.version() != state.version()) {
      state = promised(state, moved.assigned(), at, policy, policies, outages);
    }
    return moved.status() == state.status()
        ? state
        : happened(
            state.with(moved.status()),
            new Fact(moved.statusAt(), Kind.of(moved.status())),
            policies,
            outages);
  }

  /** Another ticket; what its conversation has heard since it was made counts. */
  private static SlaState begun(
      SlaState before,
      Event.TicketMoved moved,
      SlaPolicyVersion policy,
      SlaPolicyVersions policies,
      Outages outages) {
    Instant at = Times.earlier(moved.createdAt(), moved.about().occurredAt());
    SlaState closed = folded(before, before.facts().size(), at, policies, outages);
    SlaTerms terms = policy.terms(moved.assigned());
    SlaClocks clocks =
        SlaClocks.none().after(new SlaFact.Planned(at, terms.plan())).after(new SlaFact.Began(at));
    return new SlaState(
        moved.ticketId(),
        moved.about().origin(),
        Status.ACTIVE,
        moved.assigned(),
        policy.version(),
        clocks.snapshot(),
        at,
        before.facts().stream()
            .filter(fact -> !fact.at().isBefore(at))
            .filter(fact -> fact.answers() || fact.kind() == Kind.CUSTOMER_WROTE)
            .toList(),
        closed.overdue(),
        List.of());
  }

  /** Another promise from a moment on. */
  private static SlaState promised(
      SlaState before,
      Assigned assigned,
      Instant at,
      SlaPolicyVersion policy,
      SlaPolicyVersions policies,
      Outages outages) {
    SlaPolicyVersion old = policies.at(before.version()).orElse(policy);
    if (assigned.equals(before.assigned()) && policy.promisesTheSame(assigned, old)) {
      return before.with(assigned, policy.version());
    }
    int count = (int) before.facts().stream().filter(fact -> !fact.at().isAfter(at)).count();
    Instant from = Times.later(before.stoodAt(), at);
    SlaState then = folded(before, count, from, policies, outages);
    SlaTerms terms = policy.terms(assigned);
    SlaClocks clocks =
        SlaClocks.of(then.stood(), old.terms(before.assigned()).plan())
            .after(new SlaFact.Planned(from, terms.plan()))
            .after(new SlaFact.Moved(from, terms.phase(statusAt(before, count))));
    return then.with(assigned, policy.version()).standing(clocks.snapshot(), from);
  }

  /** The status behind the first facts. */
  private static Status statusAt(SlaState state, int count) {
    List<Fact> later = state.facts().subList(count, state.facts().size());
    boolean moves = later.stream().anyMatch(fact -> status(fact) != null);
    if (!moves) {
      return state.status();
    }
    return state.facts().subList(0, count).reversed().stream()
        .map(SlaPolicy::status)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(Status.ACTIVE);
  }

  private static @Nullable Status status(Fact fact) {
    return switch (fact.kind()) {
      case CUSTOMER_WROTE, AGENT_ANSWERED -> null;
      case ACTIVE -> Status.ACTIVE;
      case WAITING_ON_CUSTOMER -> Status.WAITING_ON_CUSTOMER;
      case SNOOZED -> Status.SNOOZED;
      case ENDED -> Status.ENDED;
    };
  }

  private static SlaState overtaken(
      SlaState state, Fact fact, SlaPolicyVersions policies, Outages outages) {
    return fact.at().isBefore(state.stoodAt())
        ? state
        : bounded(state.withFacts(SlaFacts.before(state.facts(), fact)), policies, outages);
  }

  private static SlaState happened(
      SlaState state, Fact fact, SlaPolicyVersions policies, Outages outages) {
    Fact sorted = new Fact(Times.later(state.stoodAt(), fact.at()), fact.kind());
    return bounded(state.withFacts(SlaFacts.with(state.facts(), sorted)), policies, outages);
  }

  private static SlaState bounded(SlaState now, SlaPolicyVersions policies, Outages outages) {
    int excess = now.facts().size() - SlaState.FACTS;
    if (excess <= 0) {
      return now;
    }
    int half = SlaState.FACTS / 2;
    return folded(now, half, now.facts().get(half - 1).at(), policies, outages);
  }

  /** The first facts made part of how the clocks stand at a moment behind the last of them. */
  private static SlaState folded(
      SlaState state, int count, Instant at, SlaPolicyVersions policies, Outages outages) {
    SlaTerms terms = terms(state, policies);
    Walked walked = SlaTimeline.until(state, terms, outages, count, at);
    List<SlaDue> overdue = new ArrayList<>(state.overdue());
    Set<String> told = new LinkedHashSet<>(state.told());
    for (SlaDue due : walked.due()) {
      if (told.add(due.key()) && !isDropped(due, terms, outages)) {
        overdue.add(due);
      }
    }
    return state
        .withFacts(state.facts().subList(count, state.facts().size()))
        .withDue(overdue, open(told, walked.clocks(), at))
        .standing(walked.clocks().snapshot(), at);
  }

  /** Keys of targets that have not been met since. */
  private static List<String> open(Set<String> told, SlaClocks clocks, Instant at) {
    return told.stream()
        .filter(
            key -> {
              Instant since =
                  clocks.clock(SlaThreshold.metric(key)).map(SlaClock::startedAt).orElse(at);
              return SlaThreshold.period(key) >= since.toEpochMilli();
            })
        .toList();
  }

  private static boolean isDropped(SlaDue due, SlaTerms terms, Outages outages) {
    return due.isCancelled()
        || (terms.afterOutage() == AfterOutage.SKIP && outages.at(due.at()).isPresent());
  }

  private static SlaTerms terms(SlaState state, SlaPolicyVersions policies) {
    return policies
        .at(state.version())
        .or(policies::now)
        .map(policy -> policy.terms(state.assigned()))
        .orElse(SlaTerms.NONE);
  }

  /** The clocks under the settings in force, where they have not been noticed yet. */
  static SlaState renewed(SlaState state, Instant at, SlaPolicyVersions policies, Outages outages) {
    Optional<SlaPolicyVersion> book = policies.now();
    return state.ticketId() == null || book.isEmpty() || book.get().version() == state.version()
        ? state
        : promised(state, state.assigned(), at, book.get(), policies, outages);
  }

  /** When something falls due next; empty: nothing does. */
  static Optional<Instant> wake(
      @Nullable SlaState state, SlaPolicyVersions policies, Outages outages) {
    if (state == null || state.ticketId() == null) {
      return Optional.empty();
    }
    SlaTerms terms = terms(state, policies);
    if (terms.marks().isEmpty() && state.overdue().isEmpty()) {
      return Optional.empty();
    }
    return Stream.concat(
            state.overdue().stream(),
            SlaTimeline.all(state, terms, outages).due().stream()
                .filter(due -> !state.told().contains(due.key())))
        .map(SlaDue::at)
        .min(Instant::compareTo);
  }

  /**
   * What has come due.
   *
   * @param state what to keep
   * @param due what to tell, in order of time
   */
  record Told(SlaState state, List<SlaDue> due) {}

  /** What has come due by a moment up to which everything has been read. */
  static Told due(SlaState state, Instant safe, SlaPolicyVersions policies, Outages outages) {
    SlaTerms terms = terms(state, policies);
    List<SlaDue> waiting = new ArrayList<>();
    List<SlaDue> due = new ArrayList<>();
    for (SlaDue overdue : state.overdue()) {
      (Times.passed(overdue.at(), safe) ? due : waiting).add(overdue);
    }
    Set<String> told = new LinkedHashSet<>(state.told());
    for (SlaDue found : SlaTimeline.all(state, terms, outages).due()) {
      if (Times.passed(found.at(), safe)
          && told.add(found.key())
          && !isDropped(found, terms, outages)) {
        due.add(found);
      }
    }
    due.sort(Comparator.comparing(SlaDue::at));
    return new Told(state.withDue(waiting, List.copyOf(told)), due);
  }

  /** The news of it; its id follows from the ticket and the target, and is the same for ever. */
  static DueEvent.Promise news(
      String accountId, String conversationId, SlaDue due, @Nullable Origin began) {
    return new DueEvent.Promise(
        Ids.derive("sla", accountId, conversationId, due.ticketId(), due.key()),
        due,
        began == null ? new Origin(due.ticketId(), 0) : began);
  }
}
