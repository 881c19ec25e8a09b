package io.handoff.language.trigger;

import io.handoff.language.trigger.CompiledTriggers.Hit;
import io.handoff.language.trigger.TriggerMatch.How;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Joins the words of phrases: in order, with at most a few words between two of them, and neither a
 * comma nor an end of a sentence. Where the phrase itself has such a mark, it may stand in the
 * text.
 */
final class Phrases {
  /** Hits that are tried from one first word on; a text of nothing but hits must not take long. */
  private static final int MOST_TRIED = 64;

  private Phrases() {}

  /**
   * What a trigger is made of.
   *
   * @param words how many words it has
   * @param marks a bit for each word that a comma, a full stop or the like stands before
   * @param oneLetter whether it is a single letter or digit, which counts as a whole message only
   */
  record Shape(int words, int marks, boolean oneLetter) {
    private boolean hasMarkBefore(int word) {
      return (marks >> word & 1) == 1;
    }
  }

  static List<Hit> join(List<Hit> single, List<Hit> parts, List<Shape> shapes) {
    List<Hit> all = new ArrayList<>(single);
    parts.sort(Comparator.comparingInt(Hit::term).thenComparingInt(Hit::start));
    int from = 0;
    while (from < parts.size()) {
      int to = from;
      while (to < parts.size() && parts.get(to).term() == parts.get(from).term()) {
        to++;
      }
      joinOne(parts.subList(from, to), shapes.get(parts.get(from).term()), all);
      from = to;
    }
    return all;
  }

  /** The first complete phrase. Work is bounded by hits times the few words that a gap allows. */
  private static void joinOne(List<Hit> hits, Shape shape, List<Hit> all) {
    int elements = shape.words();
    for (int i = 0; i < hits.size(); i++) {
      if (hits.get(i).element() == 0) {
        Hit last = hits.get(i);
        How how = last.how();
        int next = 1;
        for (int j = i + 1; j < Math.min(hits.size(), i + MOST_TRIED) && next < elements; j++) {
          Hit hit = hits.get(j);
          if (hit.token() - last.token() > 1 + CompiledTriggers.LARGEST_GAP) {
            break;
          }
          if (hit.element() == next && hit.start() >= last.end() && joins(last, hit, shape)) {
            last = hit;
            how = hit.how().compareTo(how) > 0 ? hit.how() : how;
            next++;
          }
        }
        if (next == elements) {
          Hit first = hits.get(i);
          all.add(
              new Hit(
                  first.term(), 0, first.start(), last.end(), first.token(), first.part(), how));
          return;
        }
      }
    }
  }

  private static boolean joins(Hit last, Hit hit, Shape shape) {
    return hit.part() == last.part()
        || (shape.hasMarkBefore(hit.element()) && hit.token() - last.token() <= 1);
  }
}
