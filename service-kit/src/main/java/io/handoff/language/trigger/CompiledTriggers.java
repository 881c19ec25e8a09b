package io.handoff.language.trigger;

import io.handoff.language.text.NormalizedText;
import io.handoff.language.text.StemTrie;
import io.handoff.language.trigger.Phrases.Shape;
import io.handoff.language.trigger.TriggerMatch.How;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The matcher of one account: a trie for words with spaces around, one for scripts without. */
final class CompiledTriggers implements TriggerMatcher {
  /** Words that may stand between two words of a phrase. */
  static final int LARGEST_GAP = 2;

  /** What stands at the end of a stem in a trie: one way to complete one word of one trigger. */
  record Entry(
      int term,
      int element,
      String stem,
      String written,
      @Nullable Endings endings,
      String fallbackStem,
      String language) {}

  /**
   * A word of a trigger found in a text.
   *
   * @param token number of the word in the text
   * @param part number of the part of the text between two commas, ends of sentences and the like
   */
  record Hit(int term, int element, int start, int end, int token, int part, How how) {}

  private final List<String> ids;
  private final List<Shape> shapes;
  private final StemTrie<Entry> words;
  private final StemTrie<Entry> runs;

  private CompiledTriggers(
      List<String> ids, List<Shape> shapes, StemTrie<Entry> words, StemTrie<Entry> runs) {
    this.ids = ids;
    this.shapes = shapes;
    this.words = words;
    this.runs = runs;
  }

  static CompiledTriggers compile(Collection<TriggerTerm> terms) {
    List<TriggerTerm> valid =
        terms.stream().filter(t -> TriggerTerms.problems(t).isEmpty()).toList();
    StemTrie<Entry> words = new StemTrie<>();
    StemTrie<Entry> runs = new StemTrie<>();
    List<Shape> shapes = new ArrayList<>();
    for (int term = 0; term < valid.size(); term++) {
      shapes.add(new TermCompiler(words, runs, term, valid.get(term)).compile());
    }
    return new CompiledTriggers(
        valid.stream().map(TriggerTerm::id).toList(), List.copyOf(shapes), words, runs);
  }

  @Override
  public Optional<TriggerMatch> first(String text) {
    NormalizedText folded = NormalizedText.of(text);
    List<Hit> hits = hits(folded);
    return hits.isEmpty()
        ? Optional.empty()
        : hits.stream().min(BY_PLACE).map(hit -> match(folded, hit));
  }

  @Override
  public List<TriggerMatch> all(String text) {
    NormalizedText folded = NormalizedText.of(text);
    Set<Integer> seen = new HashSet<>();
    return hits(folded).stream()
        .sorted(BY_PLACE)
        .filter(hit -> seen.add(hit.term()))
        .map(hit -> match(folded, hit))
        .toList();
  }

  private static final Comparator<Hit> BY_PLACE =
      Comparator.comparingInt(Hit::start)
          .thenComparing(Comparator.comparingInt(Hit::end).reversed())
          .thenComparingInt(Hit::term);

  private TriggerMatch match(NormalizedText text, Hit hit) {
    return new TriggerMatch(
        ids.get(hit.term()),
        text.startOffset(hit.start()),
        text.endOffset(hit.end()),
        text.originalText(hit.start(), hit.end()),
        hit.how());
  }

  /** Complete triggers in a text, phrases joined from their words. */
  private List<Hit> hits(NormalizedText text) {
    List<Hit> single = List.of();
    List<Hit> parts = List.of();
    Scan scan = new Scan(text, words, runs);
    while (scan.next()) {
      for (Hit hit : scan.found()) {
        Shape shape = shapes.get(hit.term());
        if (shape.oneLetter() && !text.isOneLetter()) {
          continue;
        }
        if (shape.words() == 1) {
          single = add(single, hit);
        } else {
          parts = add(parts, hit);
        }
      }
    }
    return parts.isEmpty() ? single : Phrases.join(single, parts, shapes);
  }

  private static List<Hit> add(List<Hit> hits, Hit hit) {
    List<Hit> more = hits.isEmpty() ? new ArrayList<>() : hits;
    more.add(hit);
    return more;
  }

  static String primary(String language) {
    int end = 0;
    while (end < language.length() && Character.isLetter(language.charAt(end))) {
      end++;
    }
    return language.substring(0, end).toLowerCase(Locale.ROOT);
  }
}
