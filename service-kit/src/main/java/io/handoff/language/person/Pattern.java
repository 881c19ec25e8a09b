package io.handoff.language.person;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * One compiled rule: words, lists, gaps and edges in a row. Matching never takes long: gaps are
 * short.
 */
final class Pattern {
  /** What may stand at one place. */
  sealed interface Element {
    /** Any of some words or sequences of words. */
    record Choice(BitSet words, List<int[]> sequences, boolean optional) implements Element {
      BitSet firstWords() {
        BitSet first = (BitSet) words.clone();
        sequences.forEach(s -> first.set(s[0]));
        return first;
      }
    }

    /** One word that is none of some others; no end of a sentence. */
    record Other(Choice but) implements Element {}

    /** Up to so many words of any kind, within a sentence. */
    record Gap(int most) implements Element {}

    /** Begin or end, of a sentence or of the whole message. */
    record Edge(boolean begin, boolean message) implements Element {}
  }

  /** A longer public post tells a story; whoever wants a person says so in few words. */
  private static final int LONGEST_POST = 20;

  final String name;
  final String language;
  final PatternFile.Kind kind;
  private final List<Element> elements;
  private final List<BitSet> choices = new ArrayList<>();
  private int[] required = {};
  private final Limits limits;

  /**
   * In which messages a pattern counts.
   *
   * @param mostWords how long they may be
   * @param inPosts whether also in public posts, which name somebody with an at sign
   */
  private record Limits(int mostWords, boolean inPosts) {}

  private Pattern(PatternFile file, PatternFile.Rule rule, List<Element> elements, Limits limits) {
    this.name = rule.name();
    this.language = file.language();
    this.kind = rule.kind();
    this.elements = elements;
    this.limits = limits;
    for (Element element : elements) {
      if (element instanceof Element.Choice choice && !choice.optional()) {
        choices.add(choice.firstWords());
      }
    }
  }

  static Pattern compile(PatternFile file, PatternFile.Rule rule, Lexicon lexicon) {
    List<Element> elements = new ArrayList<>();
    int mostWords = Integer.MAX_VALUE;
    boolean inPosts = true;
    for (String element : rule.elements()) {
      if (element.startsWith("#")) {
        mostWords = Integer.parseInt(element.substring(1));
      } else if (element.equals("@")) {
        inPosts = false;
      } else {
        elements.add(compile(element, file.lists(), lexicon, file.language()));
      }
    }
    return new Pattern(file, rule, elements, new Limits(mostWords, inPosts));
  }

  private static Element compile(
      String element, Map<String, List<String>> lists, Lexicon lexicon, String language) {
    switch (element) {
      case "^":
        return new Element.Edge(true, false);
      case "$":
        return new Element.Edge(false, false);
      case "<<":
        return new Element.Edge(true, true);
      case ">>":
        return new Element.Edge(false, true);
      default:
        break;
    }
    if (element.startsWith("~")) {
      return new Element.Gap(Integer.parseInt(element.substring(1)));
    }
    if (element.startsWith("!")) {
      return new Element.Other(choice(element.substring(1), lists, lexicon, language));
    }
    return choice(element, lists, lexicon, language);
  }

  private static Element.Choice choice(
      String element, Map<String, List<String>> lists, Lexicon lexicon, String language) {
    boolean optional = element.endsWith("?");
    String body = optional ? element.substring(0, element.length() - 1) : element;
    BitSet words = new BitSet();
    List<int[]> sequences = new ArrayList<>();
    for (String part : body.split("\\|")) {
      List<String> items = List.of(part);
      if (part.startsWith("{")) {
        String name = part.substring(1, part.length() - 1);
        List<String> list = lists.get(name);
        if (list == null) {
          throw new IllegalArgumentException(language + ": no list " + name);
        }
        items = list;
      }
      for (String item : items) {
        int[] sequence = sequence(item, lexicon);
        if (sequence.length == 1) {
          words.set(sequence[0]);
        } else {
          sequences.add(sequence);
        }
      }
    }
    return new Element.Choice(words, sequences, optional);
  }

  /** "customer_service" and "don't" are two words each. */
  private static int[] sequence(String item, Lexicon lexicon) {
    boolean cyrillic = item.charAt(0) >= 0x400 && item.charAt(0) < 0x530;
    String[] parts = item.split(cyrillic ? "[_-]" : "[_'-]");
    int[] ids = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      ids[i] = lexicon.add(parts[i]);
    }
    return ids;
  }

  /** The words that each needed element can begin with. */
  List<BitSet> choices() {
    return choices;
  }

  /** Takes over the numbers that the detector gave to {@link #choices()}. */
  void number(int[] numbers) {
    required = numbers;
  }

  /**
   * Whether a message is of the length and kind, and has a word for each element that needs one.
   */
  boolean possible(BitSet present, Lexed text) {
    int most = text.post ? Math.min(LONGEST_POST, limits.mostWords()) : limits.mostWords();
    if (text.size > most || (text.post && !limits.inPosts())) {
      return false;
    }
    for (int choice : required) {
      if (!present.get(choice)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Where a match that begins at this word ends (exclusive), or -1.
   *
   * @param ends words that it must not reach from before
   */
  int match(Lexed text, int start, BitSet ends) {
    return match(text, start, 0, ends);
  }

  private int match(Lexed text, int at, int element, BitSet ends) {
    if (element == elements.size()) {
      return at;
    }
    if (element > 0 && ends.get(at)) {
      return -1;
    }
    return switch (elements.get(element)) {
      case Element.Edge edge -> atEdge(text, at, edge) ? match(text, at, element + 1, ends) : -1;
      case Element.Gap gap -> {
        int best = -1;
        for (int skip = 0; skip <= gap.most() && best < 0; skip++) {
          best = match(text, at + skip, element + 1, ends);
          if (at + skip >= text.size || text.stops[at + skip] || ends.get(at + skip)) {
            break;
          }
        }
        yield best;
      }
      case Element.Other other -> {
        int best =
            at < text.size && !text.stops[at] && !begins(text, at, other.but())
                ? match(text, at + 1, element + 1, ends)
                : -1;
        yield best >= 0 || !other.but().optional() ? best : match(text, at, element + 1, ends);
      }
      case Element.Choice choice -> {
        int best = choose(text, at, element, choice, ends);
        yield best >= 0 || !choice.optional() ? best : match(text, at, element + 1, ends);
      }
    };
  }

  private int choose(Lexed text, int at, int element, Element.Choice choice, BitSet ends) {
    if (at >= text.size) {
      return -1;
    }
    for (int[] sequence : choice.sequences()) {
      if (isSequence(text, at, sequence)) {
        int end = match(text, at + sequence.length, element + 1, ends);
        if (end >= 0) {
          return end;
        }
      }
    }
    for (int id : text.ids[at]) {
      if (choice.words().get(id)) {
        return match(text, at + 1, element + 1, ends);
      }
    }
    return -1;
  }

  private static boolean begins(Lexed text, int at, Element.Choice choice) {
    for (int id : text.ids[at]) {
      if (choice.words().get(id)) {
        return true;
      }
    }
    return choice.sequences().stream().anyMatch(sequence -> isSequence(text, at, sequence));
  }

  private static boolean isSequence(Lexed text, int at, int[] sequence) {
    for (int i = 0; i < sequence.length; i++) {
      if (at + i >= text.size || !contains(text.ids[at + i], sequence[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean contains(int[] ids, int id) {
    for (int other : ids) {
      if (other == id) {
        return true;
      }
    }
    return false;
  }

  private static boolean atEdge(Lexed text, int at, Element.Edge edge) {
    if (!edge.message() && text.beginsLine(at)) {
      return true;
    }
    if (edge.begin()) {
      return at == 0
          || (at <= text.size && text.stops[at - 1] && (!edge.message() || onlyStops(text, 0, at)));
    }
    return at >= text.size
        || (text.stops[at] && (!edge.message() || onlyStops(text, at, text.size)));
  }

  private static boolean onlyStops(Lexed text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!text.stops[i]) {
        return false;
      }
    }
    return true;
  }
}
