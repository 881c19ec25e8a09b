package io.handoff.language.person;

import io.handoff.language.text.NormalizedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Patterns of all languages over one pass of words; a guard that overlaps a match takes it back.
 * Most messages hold no word of any list that tells, and are done after the pass.
 */
final class PatternDetector implements PersonRequestDetector {
  private static final List<String> LANGUAGES =
      List.of(
          "en", "ko", "pl", "de", "es", "fr", "pt", "it", "nl", "ru", "uk", "cs", "tr", "ja", "zh");

  /** Lists whose words are worth a second look for slips of the keyboard. */
  private static final Set<String> TELLING =
      Set.of(
          "agent", "human", "person", "someone", "anyone", "staff", "service", "real", "talk",
          "reach", "connect");

  private static final BitSet NOWHERE = new BitSet();
  private static final int GUARD_REACH = 8;
  private static final int MOST_CORRECTED = 18;
  private static final int SHORTEST_JOINED = 5;
  private static final int LONGEST_JOINED = 24;

  /** The rules of one language. */
  private record Group(List<Pattern> patterns, List<Pattern> guards) {}

  private final Lexicon lexicon = new Lexicon();
  private final List<Group> groups = new ArrayList<>();
  private final BitSet telling = new BitSet();
  private final BitSet glue = new BitSet();
  private final long[] groupsOfWord;
  private final int[][] choicesOfWord;

  private PatternDetector() {
    Map<BitSet, Integer> choices = new HashMap<>();
    for (String language : LANGUAGES) {
      add(PatternFile.load(language), choices);
    }
    groupsOfWord = new long[lexicon.size()];
    List<List<Integer>> choiceLists = new ArrayList<>();
    for (int id = 0; id < lexicon.size(); id++) {
      choiceLists.add(new ArrayList<>());
    }
    choices.forEach(
        (words, number) -> words.stream().forEach(id -> choiceLists.get(id).add(number)));
    choicesOfWord =
        choiceLists.stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    for (int g = 0; g < groups.size(); g++) {
      for (Pattern pattern : groups.get(g).patterns()) {
        long bit = 1L << g;
        pattern.choices().forEach(c -> c.stream().forEach(id -> groupsOfWord[id] |= bit));
      }
    }
  }

  private void add(PatternFile file, Map<BitSet, Integer> choices) {
    List<Pattern> patterns = new ArrayList<>();
    List<Pattern> guards = new ArrayList<>();
    for (PatternFile.Rule rule : file.rules()) {
      Pattern pattern = Pattern.compile(file, rule, lexicon);
      (rule.kind() == PatternFile.Kind.GUARD ? guards : patterns).add(pattern);
      pattern.number(
          pattern.choices().stream()
              .mapToInt(c -> choices.computeIfAbsent(c, k -> choices.size()))
              .toArray());
    }
    file.lists().entrySet().stream()
        .filter(list -> TELLING.contains(list.getKey()))
        .flatMap(list -> list.getValue().stream())
        .flatMap(words -> Arrays.stream(words.split("_")))
        .filter(word -> word.length() > 3)
        .forEach(word -> telling.set(lexicon.add(word)));
    file.lists().getOrDefault("glue", List.of()).forEach(word -> glue.set(lexicon.add(word)));
    groups.add(new Group(patterns, guards));
  }

  static PatternDetector create() {
    return new PatternDetector();
  }

  @Override
  public Optional<PersonRequest> detect(String text) {
    NormalizedText folded = NormalizedText.of(text);
    Lexed lexed = Lexed.of(folded, lexicon);
    PersonRequest found = search(folded, lexed);
    if (found == null && lexed.size <= MOST_CORRECTED) {
      Lexed corrected = corrected(folded, lexed);
      found = corrected == null ? null : search(folded, corrected);
    }
    return Optional.ofNullable(found);
  }

  private @Nullable PersonRequest search(NormalizedText folded, Lexed lexed) {
    BitSet present = new BitSet(512);
    long active = 0;
    for (int i = 0; i < lexed.size; i++) {
      for (int id : lexed.ids[i]) {
        active |= groupsOfWord[id];
        for (int choice : choicesOfWord[id]) {
          present.set(choice);
        }
      }
    }
    for (int g = 0; active >>> g != 0; g++) {
      if ((active & 1L << g) != 0) {
        PersonRequest found = search(folded, lexed, groups.get(g), present);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static @Nullable PersonRequest search(
      NormalizedText folded, Lexed lexed, Group group, BitSet present) {
    for (Pattern pattern : group.patterns()) {
      if (!pattern.possible(present, lexed)) {
        continue;
      }
      for (int start = 0; start < lexed.size; start++) {
        int end = pattern.match(lexed, start, NOWHERE);
        boolean free = pattern.kind == PatternFile.Kind.ALWAYS;
        if (end > start && (free || !guarded(lexed, group, start, end))) {
          return request(folded, lexed, pattern, start, end);
        }
      }
    }
    return null;
  }

  private static PersonRequest request(
      NormalizedText folded, Lexed lexed, Pattern pattern, int start, int end) {
    int last = end;
    while (last > start + 1 && lexed.stops[last - 1]) {
      last--;
    }
    int from = lexed.starts[start];
    int to = lexed.ends[last - 1];
    return new PersonRequest(
        folded.startOffset(from),
        folded.endOffset(to),
        folded.originalText(from, to),
        pattern.name,
        pattern.language);
  }

  private static boolean guarded(Lexed lexed, Group group, int start, int end) {
    BitSet ends = lexed.guardEnds(start, end);
    for (Pattern guard : group.guards()) {
      for (int at = Math.max(0, start - GUARD_REACH); at < end; at++) {
        if (guard.match(lexed, at, ends) > start) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean tells(Lexed lexed) {
    for (int i = 0; i < lexed.size; i++) {
      for (int id : lexed.ids[i]) {
        if (telling.get(id)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The message without slips of the keyboard; null where none was found or nothing tells. */
  private @Nullable Lexed corrected(NormalizedText folded, Lexed lexed) {
    boolean tells = tells(lexed);
    Lexed corrected = new Lexed(lexed.post);
    boolean changed = false;
    for (int i = 0; i < lexed.size; i++) {
      int start = lexed.starts[i];
      int end = lexed.ends[i];
      int[] ids = lexed.ids[i];
      corrected.beginsAs(corrected.size, lexed, i);
      if (!lexed.stops[i] && lexicon.onlyBegins(ids)) {
        int cut = joinedAt(folded, start, end, tells);
        if (cut > 0) {
          corrected.add(start, cut, lexicon.idsOf(folded.bare, start, cut), false);
          start = cut;
          ids = lexicon.idsOf(folded.bare, cut, end);
          tells = true;
          changed = true;
        } else if (tells && ids.length == 0) {
          ids = lexicon.mistyped(folded.bare, start, end);
          changed |= ids.length > 0;
        }
      }
      corrected.add(start, end, ids, lexed.stops[i]);
    }
    return changed && tells ? corrected : null;
  }

  /**
   * Where an unknown word falls into two known ones ("tosomebody", "uneed"), or -1. One of them is
   * of a list "glue", and one of them, or another word of the message, tells.
   */
  private int joinedAt(NormalizedText folded, int start, int end, boolean tells) {
    char[] text = folded.bare;
    if (end - start < SHORTEST_JOINED || end - start > LONGEST_JOINED || text[start] > 0x250) {
      return -1;
    }
    for (int cut = start + 1; cut < end; cut++) {
      boolean glued = any(glue, text, start, cut) || any(glue, text, cut, end);
      if (glued
          && lexicon.knows(text, start, cut)
          && lexicon.knows(text, cut, end)
          && (tells || any(telling, text, start, cut) || any(telling, text, cut, end))) {
        return cut;
      }
    }
    return -1;
  }

  private boolean any(BitSet words, char[] text, int start, int end) {
    for (int id : lexicon.idsOf(text, start, end)) {
      if (words.get(id)) {
        return true;
      }
    }
    return false;
  }
}
