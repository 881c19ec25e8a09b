package io.handoff.rules.engine;

import io.handoff.rules.engine.Cascade.Cut;
import io.handoff.rules.engine.Evaluation.Fired;
import io.handoff.rules.engine.Evaluation.Skipped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What rules did and why the others did not, for the decision log. */
public final class RuleReport {
  private RuleReport() {}

  /** Rules that did not fire that are told of one set; how many there were more is told too. */
  public static final int MOST = 50;

  /** Code of a script that ended without actions. */
  public static final String SCRIPT_FAILED = "rule-script-failed";

  /** What came of looking. */
  public enum Outcome {
    /** At least one rule fired. */
    FIRED,
    /** None did. */
    NOT_FIRED,
    /** A chain of rules was cut. */
    CUT,
    /** A script or an action could not be computed. */
    FAILED
  }

  /**
   * An entry of the log.
   *
   * @param subject {@code rules/SET}
   * @param code {@code rules-fired}, {@code rules-not-fired}, {@code rule-action-failed}, {@code
   *     rule-script-failed}, {@code rules-loop} or {@code rules-too-deep}
   * @param message in words: which rules fired, or which chain was cut
   * @param details the rules that did not fire, each with the first condition that failed
   */
  public record Entry(
      String subject, Outcome outcome, String code, String message, List<Detail> details) {
    public Entry {
      details = List.copyOf(details);
    }
  }

  /**
   * A rule that was looked at.
   *
   * @param name {@code rule: field}
   * @param wanted what was asked of the field; null: nothing, it fired
   * @param actual what was there; null: it fired
   * @param fired whether it fired
   */
  public record Detail(
      String name, @Nullable String wanted, @Nullable String actual, boolean fired) {}

  /** Entries in the order of what happened. */
  public static List<Entry> of(Cascade.Result<?> result) {
    List<Entry> entries = new ArrayList<>();
    for (Evaluation evaluation : result.evaluations()) {
      entries.add(entry(evaluation));
      evaluation.faults().forEach(fault -> entries.add(entry(fault)));
    }
    result.cuts().forEach(cut -> entries.add(entry(cut)));
    return entries;
  }

  private static Entry entry(Evaluation evaluation) {
    List<Detail> details = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Fired fired : evaluation.fired()) {
      names.add(fired.rule().ruleId());
      String branch = fired.branch() == null ? "" : ": branch " + fired.branch();
      details.add(new Detail(fired.rule().ruleId() + branch, null, null, true));
    }
    for (Skipped skipped : evaluation.skipped(MOST)) {
      details.add(
          new Detail(
              skipped.rule().ruleId() + ": " + skipped.why().field(),
              skipped.why().wanted(),
              skipped.why().actual(),
              false));
    }
    int more = evaluation.ruleSet().rules().size() - details.size();
    String behind = more > 0 ? " (" + more + " more rules are not listed)" : "";
    return new Entry(
        "rules/" + evaluation.ruleSet().id(),
        names.isEmpty() ? Outcome.NOT_FIRED : Outcome.FIRED,
        names.isEmpty() ? "rules-not-fired" : "rules-fired",
        (names.isEmpty() ? "no rule fired" : "fired: " + String.join(", ", names)) + behind,
        details);
  }

  private static Entry entry(Evaluation.Fault fault) {
    return new Entry(
        "rules/" + fault.rule().ruleSetId(),
        Outcome.FAILED,
        fault.script() ? SCRIPT_FAILED : "rule-action-failed",
        fault.rule().ruleId() + ": " + fault.message(),
        List.of());
  }

  private static Entry entry(Cut cut) {
    String first = cut.rules().isEmpty() ? "" : "/" + cut.rules().getFirst().ruleSetId();
    return switch (cut.reason()) {
      case LOOP ->
          new Entry(
              "rules" + first,
              Outcome.CUT,
              "rules-loop",
              "rules cause each other without end, and were cut: " + cut.chain(),
              List.of());
      case TOO_DEEP ->
          new Entry(
              "rules" + first,
              Outcome.CUT,
              "rules-too-deep",
              "too many rules cause one another, and were cut: " + cut.chain(),
              List.of());
    };
  }
}
