package io.handoff.language.trigger;

import io.handoff.language.text.NormalizedText;
import io.handoff.language.text.StemTrie;
import io.handoff.language.text.Tokens;
import io.handoff.language.trigger.CompiledTriggers.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts one trigger into the tries of an account. */
final class TermCompiler {
  /**
   * Forms are grouped by this many first letters, so that "went" does not shorten "go" to nothing.
   */
  private static final int GROUP = 3;

  /** With more diacritics than this in a word, only all or none may be missing. */
  private static final int MOST_MARKS = 3;

  private final StemTrie<Entry> words;
  private final StemTrie<Entry> runs;
  private final int term;
  private final TriggerTerm trigger;
  private final String language;

  TermCompiler(StemTrie<Entry> words, StemTrie<Entry> runs, int term, TriggerTerm trigger) {
    this.words = words;
    this.runs = runs;
    this.term = term;
    this.trigger = trigger;
    this.language = CompiledTriggers.primary(trigger.language());
  }

  /** Returns what the trigger is made of. */
  Phrases.Shape compile() {
    NormalizedText phrase = NormalizedText.of(trigger.phrase());
    List<Tokens.Token> tokens = Tokens.of(phrase);
    int marks = 0;
    for (int element = 0; element < tokens.size(); element++) {
      Tokens.Token token = tokens.get(element);
      if (token.kind() == NormalizedText.WORD) {
        for (String word : spellings(phrase, token)) {
          addWord(element, word);
        }
      } else {
        addRun(element, token);
      }
      boolean mark = element > 0 && hasMark(phrase, tokens.get(element - 1).end(), token.start());
      marks |= mark ? 1 << element : 0;
    }
    return new Phrases.Shape(tokens.size(), marks, phrase.isOneLetter());
  }

  /** The word; in Turkish a capital I may be one with or without a dot, as a capital İ is rare. */
  private Set<String> spellings(NormalizedText phrase, Tokens.Token token) {
    String word = token.plain(phrase);
    Set<String> spellings = new LinkedHashSet<>(Set.of(word));
    if (language.equals("tr")) {
      StringBuilder dotless = new StringBuilder(word);
      for (int i = 0; i < word.length(); i++) {
        dotless.setCharAt(i, phrase.isCapitalI(token.start() + i) ? 'ı' : word.charAt(i));
      }
      spellings.add(dotless.toString());
    }
    return spellings;
  }

  private static boolean hasMark(NormalizedText phrase, int from, int to) {
    for (int i = from; i < to; i++) {
      if (phrase.kind(i) == NormalizedText.STOP || phrase.kind(i) == NormalizedText.PAUSE) {
        return true;
      }
    }
    return false;
  }

  private void addRun(int element, Tokens.Token token) {
    NormalizedText phrase = NormalizedText.of(trigger.phrase());
    String written = token.plain(phrase);
    if (token.kind() == NormalizedText.HANGUL) {
      // Loads Nori's dictionary now rather than with a customer's first message.
      Korean.current();
    }
    Set<String> stems =
        token.kind() == NormalizedText.HANGUL ? Korean.stems(written) : Set.of(written);
    for (String stem : stems) {
      runs.add(stem, new Entry(term, element, stem, written, null, stem, language));
    }
  }

  private void addWord(int element, String word) {
    if (language.equals("tr")) {
      for (String stem : Turkish.stems(word)) {
        words.add(
            NormalizedText.bare(stem), new Entry(term, element, stem, word, null, "", language));
      }
      words.add(
          NormalizedText.bare(word), new Entry(term, element, word, word, null, "", language));
      return;
    }
    Morphology morphology = Morphology.of(language);
    Morphology.Expansion expansion = morphology.expand(word);
    for (List<String> group : groups(expansion.forms())) {
      addGroup(element, word, group, expansion.forms(), morphology);
    }
    if (!expansion.known()) {
      String bare = NormalizedText.bare(word);
      String stem = Stemmer.stem(language, bare);
      String common = bare.substring(0, commonPrefix(List.of(bare, stem)));
      if (common.length() > GROUP) {
        String shared = common.substring(0, Math.max(GROUP, common.length() - 2));
        words.add(shared, new Entry(term, element, shared, word, null, stem, language));
      }
    }
  }

  private void addGroup(
      int element, String word, List<String> group, Set<String> forms, Morphology morphology) {
    String stem = group.get(0).substring(0, commonPrefix(group));
    String bareStem = NormalizedText.bare(stem);
    Set<Long> plain = new LinkedHashSet<>();
    Set<Long> bare = new LinkedHashSet<>();
    Set<Long> guarded = new LinkedHashSet<>();
    for (String form : group) {
      for (String spelling : partlyMarked(form, stem.length())) {
        plain.add(Hashes.of(spelling.substring(stem.length())));
      }
      String bareForm = NormalizedText.bare(form);
      if (!bareForm.equals(form)) {
        long ending = Hashes.of(bareForm.substring(stem.length()));
        switch (morphology.bare(bareForm, forms)) {
          case CLEAR -> bare.add(ending);
          case GUARDED -> guarded.add(ending);
          case REFUSED -> {}
        }
      }
    }
    Endings endings = Endings.of(plain, bare, guarded);
    words.add(bareStem, new Entry(term, element, stem, word, endings, "", language));
  }

  /** Forms with some of their diacritics missing; with none is the business of the bare endings. */
  private static List<String> partlyMarked(String form, int from) {
    List<Integer> marks = new ArrayList<>();
    String bare = NormalizedText.bare(form);
    for (int i = from; i < form.length(); i++) {
      if (form.charAt(i) != bare.charAt(i)) {
        marks.add(i);
      }
    }
    if (marks.size() < 2 || marks.size() > MOST_MARKS) {
      return List.of(form);
    }
    List<String> spellings = new ArrayList<>();
    for (int subset = 1; subset < 1 << marks.size(); subset++) {
      StringBuilder spelling = new StringBuilder(bare);
      for (int m = 0; m < marks.size(); m++) {
        if ((subset & 1 << m) != 0) {
          spelling.setCharAt(marks.get(m), form.charAt(marks.get(m)));
        }
      }
      spellings.add(form.substring(0, from) + spelling.substring(from));
    }
    return spellings;
  }

  private static Iterable<List<String>> groups(Set<String> forms) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (String form : forms) {
      String key = form.substring(0, Math.min(GROUP, form.length()));
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(form);
    }
    return groups.values();
  }

  private static int commonPrefix(List<String> forms) {
    String first = forms.get(0);
    int length = first.length();
    for (String form : forms) {
      int common = 0;
      while (common < Math.min(length, form.length())
          && form.charAt(common) == first.charAt(common)) {
        common++;
      }
      length = common;
    }
    return length;
  }
}
