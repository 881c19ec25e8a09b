package io.handoff.rules.engine;

import io.handoff.rules.Action;
import io.handoff.rules.Facts;
import io.handoff.rules.RuleEvent;
import io.handoff.rules.RuleId;
import io.handoff.rules.RuleTrigger;
import io.handoff.rules.engine.Evaluation.Fired;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that rules do on one event, and on what they themselves cause. Ends always: in one
 * chain of causes a rule fires once, however many records the chain goes through; a chain is cut at
 * a set depth.
 *
 * <p>A rule fires once, also where it listens to several of the events; but for each tag and each
 * field that changed.
 *
 * <p>Rules of one set are looked at with the same facts; sets that follow see what was done before
 * them. What an action causes, and sets that a rule starts, are looked at when the sets of the
 * event itself are through.
 *
 * @param <S> what rules act on: a ticket
 */
public final class Cascade<S> {

  /** Rules that may cause one another within one event. */
  public static final int DEEPEST = 10;

  /** Length that a chain of records may have before no rule fires any more. */
  public static final int LONGEST_CHAIN = 60;

  /** Rules that may fire within one event. */
  public static final int MOST = 100;

  /**
   * What rules look at and act on.
   *
   * @param <S> immutable
   */
  public interface World<S> {

    /** What is known when an event is looked at. */
    Facts facts(S state, RuleEvent event);

    /** Carries out the actions of a rule, all but {@link Action.RunRuleSet}. */
    Applied<S> apply(S state, Fired fired);
  }

  /**
   * What came of actions.
   *
   * @param state after them
   * @param events that rules are looked at on because of them
   */
  public record Applied<S>(S state, List<RuleEvent> events) {
    public Applied {
      events = List.copyOf(events);
    }
  }

  /** Why a chain was cut. */
  public enum Reason {
    /** The rule has fired in this chain. */
    LOOP,
    /** Too many rules caused one another. */
    TOO_DEEP
  }

  /**
   * A chain that was cut.
   *
   * @param reason why
   * @param rules that caused one another, in order; for a loop the first and the last are the same
   */
  public record Cut(Reason reason, List<RuleId> rules) {
    public Cut {
      rules = List.copyOf(rules);
    }

    /** {@code a/1 → b/2 → a/1}. */
    public String chain() {
      return String.join(" → ", rules.stream().map(RuleId::toString).toList());
    }
  }

  /**
   * What came of an event.
   *
   * @param state after everything
   * @param evaluations sets that were looked at, in order
   * @param cuts chains that were cut, in order
   */
  public record Result<S>(S state, List<Evaluation> evaluations, List<Cut> cuts) {
    public Result {
      evaluations = List.copyOf(evaluations);
      cuts = List.copyOf(cuts);
    }

    /** Rules that fired, in order. */
    public List<Fired> fired() {
      return evaluations.stream().flatMap(evaluation -> evaluation.fired().stream()).toList();
    }
  }

  /**
   * Something that is still to be looked at.
   *
   * @param ruleSetId the one set to look at; null: all that listen to the event
   * @param path rules that led here
   */
  private record Pending(RuleEvent event, @Nullable String ruleSetId, List<RuleId> path) {}

  private static final Set<RuleTrigger> SEVERAL =
      Set.of(RuleTrigger.TAG_ADDED, RuleTrigger.TAG_REMOVED, RuleTrigger.FIELD_CHANGED);

  private final RuleBook book;
  private final World<S> world;
  private final Map<RuleId, RuleTrigger> fired = new HashMap<>();
  private int firings;
  private final List<Evaluation> evaluations = new ArrayList<>();
  private final List<Cut> cuts = new ArrayList<>();
  private final Deque<Pending> pending = new ArrayDeque<>();

  private Cascade(RuleBook book, World<S> world) {
    this.book = book;
    this.world = world;
  }

  /**
   * Looks at rules and carries them out until nothing more follows.
   *
   * @param depth length of the chain of records that led here; from {@link #LONGEST_CHAIN} on, no
   *     rule is looked at and the chain counts as cut
   */
  public static <S> Result<S> run(
      RuleBook book, World<S> world, S state, List<RuleEvent> events, int depth) {
    return run(book, world, state, events, depth, List.of());
  }

  /**
   * The same where rules have led here by way of other records.
   *
   * @param before those rules, in order
   */
  public static <S> Result<S> run(
      RuleBook book,
      World<S> world,
      S state,
      List<RuleEvent> events,
      int depth,
      List<RuleId> before) {
    Cascade<S> cascade = new Cascade<>(book, world);
    if (depth >= LONGEST_CHAIN) {
      boolean heard = events.stream().anyMatch(event -> !book.on(event.trigger()).isEmpty());
      return new Result<>(
          state, List.of(), heard ? List.of(new Cut(Reason.TOO_DEEP, before)) : List.of());
    }
    events.forEach(event -> cascade.pending.add(new Pending(event, null, before)));
    S last = state;
    while (!cascade.pending.isEmpty()) {
      last = cascade.step(last, cascade.pending.remove());
    }
    return new Result<>(last, cascade.evaluations, cascade.cuts);
  }

  private S step(S state, Pending next) {
    List<String> sets =
        next.ruleSetId() == null ? book.on(next.event().trigger()) : List.of(next.ruleSetId());
    if (sets.isEmpty()) {
      return state;
    }
    if (next.path().size() >= DEEPEST || firings >= MOST) {
      cuts.add(new Cut(Reason.TOO_DEEP, next.path()));
      return state;
    }
    S current = state;
    for (String set : sets) {
      Evaluation evaluation =
          book.evaluate(set, world.facts(current, next.event()), hadTheirTurn(next));
      evaluations.add(evaluation);
      evaluation.alreadyFired().forEach(rule -> cutLoop(rule, next.path()));
      for (Fired rule : evaluation.fired()) {
        current = apply(current, rule, next);
      }
    }
    return current;
  }

  /** Rules that led here, and those that have fired, unless on another event of such a kind. */
  private Set<RuleId> hadTheirTurn(Pending next) {
    Set<RuleId> rules = new HashSet<>(next.path());
    fired.forEach(
        (rule, trigger) -> {
          if (trigger != next.event().trigger() || !SEVERAL.contains(trigger)) {
            rules.add(rule);
          }
        });
    return rules;
  }

  private S apply(S state, Fired rule, Pending cause) {
    fired.putIfAbsent(rule.rule(), cause.event().trigger());
    firings++;
    List<RuleId> path = Stream.concat(cause.path().stream(), Stream.of(rule.rule())).toList();
    List<Action> actions = new ArrayList<>();
    List<String> started = new ArrayList<>();
    for (Action action : rule.actions()) {
      if (action instanceof Action.RunRuleSet run) {
        started.add(run.ruleSetId());
      } else {
        actions.add(action);
      }
    }
    Applied<S> applied = world.apply(state, new Fired(rule.rule(), actions, rule.branch()));
    started.forEach(set -> pending.add(new Pending(cause.event(), set, path)));
    applied.events().forEach(event -> pending.add(new Pending(event, null, path)));
    return applied.state();
  }

  /** A rule that would fire again is a loop if it led here; otherwise it just had its turn. */
  private void cutLoop(RuleId rule, List<RuleId> path) {
    int start = path.indexOf(rule);
    if (start >= 0) {
      List<RuleId> loop =
          Stream.concat(path.subList(start, path.size()).stream(), Stream.of(rule)).toList();
      cuts.add(new Cut(Reason.LOOP, loop));
    }
  }
}
