package io.handoff.language;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Patterns of all languages over one pass of words; a guard that overlaps a match takes it back. */
final class PatternDetector implements PersonRequestDetector {
  private static final List<String> LANGUAGES =
      List.of(
          "en", "ko", "pl", "de", "es", "fr", "pt", "it", "nl", "ru", "uk", "cs", "tr", "ja", "zh");

  /** The rules of one language, and the words without which none of its patterns can match. */
  private record Group(List<Pattern> patterns, List<Pattern> guards, BitSet anchors) {}

  private final Lexicon lexicon = new Lexicon();
  private final List<Group> groups = new ArrayList<>();
  private final long[] groupsOfWord;

  private PatternDetector() {
    for (String language : LANGUAGES) {
      PatternFile file = PatternFile.load(language);
      List<Pattern> patterns = new ArrayList<>();
      List<Pattern> guards = new ArrayList<>();
      BitSet anchors = new BitSet();
      for (PatternFile.Rule rule : file.rules()) {
        Pattern pattern = Pattern.compile(file, rule, lexicon);
        boolean guard = rule.kind() == PatternFile.Kind.GUARD;
        (guard ? guards : patterns).add(pattern);
        if (!guard) {
          anchors.or(pattern.anchor());
        }
      }
      groups.add(new Group(patterns, guards, anchors));
    }
    groupsOfWord = new long[lexicon.size()];
    for (int g = 0; g < groups.size(); g++) {
      long bit = 1L << g;
      groups.get(g).anchors().stream().forEach(id -> groupsOfWord[id] |= bit);
    }
  }

  static PatternDetector create() {
    return new PatternDetector();
  }

  @Override
  public Optional<PersonRequest> detect(String text) {
    Folded folded = Folded.of(text);
    Lexed lexed = Lexed.of(folded, lexicon);
    long active = 0;
    for (int i = 0; i < lexed.size; i++) {
      for (int id : lexed.ids[i]) {
        active |= groupsOfWord[id];
      }
    }
    if (active == 0) {
      return Optional.empty();
    }
    PersonRequest found = search(folded, lexed, active);
    if (found == null && allowMistyping(folded, lexed)) {
      found = search(folded, lexed, active);
    }
    return Optional.ofNullable(found);
  }

  private @Nullable PersonRequest search(Folded folded, Lexed lexed, long active) {
    for (int g = 0; g < groups.size(); g++) {
      if ((active & 1L << g) != 0) {
        PersonRequest found = search(folded, lexed, groups.get(g));
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static @Nullable PersonRequest search(Folded folded, Lexed lexed, Group group) {
    for (Pattern pattern : group.patterns()) {
      for (int start = 0; start < lexed.size; start++) {
        int end = pattern.match(lexed, start);
        boolean free = pattern.kind == PatternFile.Kind.ALWAYS;
        if (end > start && (free || !guarded(lexed, group, start, end))) {
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
      }
    }
    return null;
  }

  private static final int GUARD_REACH = 8;

  private static boolean guarded(Lexed lexed, Group group, int start, int end) {
    for (Pattern guard : group.guards()) {
      for (int at = Math.max(0, start - GUARD_REACH); at < end; at++) {
        if (guard.match(lexed, at) > start) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean allowMistyping(Folded folded, Lexed lexed) {
    boolean changed = false;
    for (int i = 0; i < Math.min(lexed.size, 60); i++) {
      if (lexed.ids[i].length == 0 && !lexed.stops[i]) {
        lexed.ids[i] = lexicon.mistyped(folded.bare, lexed.starts[i], lexed.ends[i]);
        changed |= lexed.ids[i].length > 0;
      }
    }
    return changed;
  }
}
