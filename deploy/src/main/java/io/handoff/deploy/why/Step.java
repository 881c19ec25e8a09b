package io.handoff.deploy.why;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One thing that was decided or that happened.
 *
 * @param at event time of what led to it
 * @param depth length of the chain of causes
 * @param rank its place among what one record led to
 * @param appendedAt when the broker took it
 * @param offset its place in its topic
 * @param fields the same for programs
 * @param headline in words, one line
 * @param details more lines
 */
record Step(
    Instant at,
    int depth,
    int rank,
    Instant appendedAt,
    long offset,
    Map<String, Object> fields,
    String headline,
    List<String> details) {

  /** Causes before effects. */
  static final Comparator<Step> ORDER =
      Comparator.comparing(Step::at)
          .thenComparing(Step::depth)
          .thenComparing(Step::rank)
          .thenComparing(Step::appendedAt)
          .thenComparing(Step::offset);

  /** Whether it comes from the decision log. */
  boolean logged() {
    Object kind = fields.get("kind");
    return "rules".equals(kind) || "decision".equals(kind);
  }
}
