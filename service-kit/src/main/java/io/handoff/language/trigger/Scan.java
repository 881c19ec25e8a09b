package io.handoff.language.trigger;

import io.handoff.language.text.NormalizedText;
import io.handoff.language.text.StemTrie;
import io.handoff.language.text.Tokens;
import io.handoff.language.trigger.CompiledTriggers.Entry;
import io.handoff.language.trigger.CompiledTriggers.Hit;
import io.handoff.language.trigger.TriggerMatch.How;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One walk of a text through an account's tries, word by word. */
final class Scan {
  /**
   * Times that Nori is asked about one message; hits beyond count only at the beginning of a word.
   */
  private static final int MOST_ALIGNMENTS = 64;

  private static final int LONGEST_STEMMED = 40;

  private final NormalizedText text;
  private final StemTrie<Entry> words;
  private final StemTrie<Entry> runs;
  private final List<Hit> found = new ArrayList<>(2);
  private int at;
  private int token;
  private int part;
  private int alignments;
  private @Nullable Boolean marked;

  Scan(NormalizedText text, StemTrie<Entry> words, StemTrie<Entry> runs) {
    this.text = text;
    this.words = words;
    this.runs = runs;
  }

  List<Hit> found() {
    return found;
  }

  /** Goes on to the next word with a hit; false at the end of the text. */
  boolean next() {
    found.clear();
    while (at < text.length && found.isEmpty()) {
      switch (text.kind(at)) {
        case NormalizedText.WORD -> word();
        case NormalizedText.HANGUL, NormalizedText.HAN, NormalizedText.KANA -> run();
        case NormalizedText.STOP, NormalizedText.PAUSE -> {
          part++;
          at++;
        }
        default -> at++;
      }
    }
    return !found.isEmpty();
  }

  private void word() {
    int start = at;
    int end = Tokens.wordEnd(text, start);
    int node = StemTrie.ROOT;
    for (int i = start; i < end; i++) {
      node = words.child(node, text.bare[i]);
      if (node == StemTrie.NONE) {
        break;
      }
      List<Entry> entries = words.entries(node);
      for (int k = 0; k < entries.size(); k++) {
        tryWord(entries.get(k), start, i + 1, end);
      }
    }
    token++;
    at = end;
  }

  private void tryWord(Entry entry, int start, int stemEnd, int end) {
    How how = null;
    Endings endings = entry.endings();
    if (endings == null) {
      if (entry.language().equals("tr")) {
        boolean fits = Turkish.fits(entry.written(), entry.stem(), text.bare, stemEnd, end);
        String token = new String(text.plain, start, end - start);
        boolean common = !token.equals(entry.written()) && FunctionWords.of("tr").contains(token);
        how = fits && !common && marksAgree(entry.stem(), start) ? How.LEMMA : null;
      } else {
        String bare = new String(text.bare, start, end - start);
        boolean same =
            end - start <= LONGEST_STEMMED
                && !FunctionWords.of(entry.language()).contains(bare)
                && Stemmer.stem(entry.language(), bare).equals(entry.fallbackStem());
        how = same ? How.LEMMA : null;
      }
    } else if (endings.containsPlain(Hashes.of(text.plain, stemEnd, end))
        && equal(entry.stem(), start, stemEnd)) {
      how = How.FORM;
    } else if (!hasMarks(start, end)) {
      long ending = Hashes.of(text.bare, stemEnd, end);
      boolean typedBare =
          endings.containsBare(ending) || (endings.containsGuarded(ending) && !isMarked());
      how = typedBare ? How.FORM : null;
    }
    if (how != null) {
      if (end - start == entry.written().length() && equal(entry.written(), start, end)) {
        how = How.EXACT;
      }
      found.add(new Hit(entry.term(), entry.element(), start, end, token, part, how));
    }
  }

  private void run() {
    int from = at;
    int to = Tokens.runEnd(text, from);
    for (int start = from; start < to; start++) {
      int node = runs.child(StemTrie.ROOT, text.plain[start]);
      for (int i = start + 1; node != StemTrie.NONE; i++) {
        List<Entry> entries = runs.entries(node);
        for (int k = 0; k < entries.size(); k++) {
          tryRun(entries.get(k), from, to, start, i);
        }
        node = i < to ? runs.child(node, text.plain[i]) : StemTrie.NONE;
      }
    }
    token++;
    at = to;
  }

  private void tryRun(Entry entry, int from, int to, int start, int end) {
    boolean whole = start == from && end == to;
    boolean confirmed =
        text.kind(start) != NormalizedText.HANGUL
            || (Korean.isContracted(entry.written(), entry.stem())
                ? whole
                : whole || isKoreanWord(from, to, start, end));
    if (confirmed) {
      How how = whole && equal(entry.written(), start, end) ? How.EXACT : How.ALIGNMENT;
      found.add(new Hit(entry.term(), entry.element(), start, end, token, part, how));
    }
  }

  private boolean isKoreanWord(int from, int to, int start, int end) {
    return Korean.begins(text.plain, from, to, start, end)
        || (alignments++ < MOST_ALIGNMENTS
            && Korean.current().edgesAgree(text.plain, from, to, start, end));
  }

  private boolean equal(String expected, int start, int end) {
    if (expected.length() != end - start) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (!text.agrees(i, expected.charAt(i - start))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the marks of a stem are there, or dropped throughout a text that has none. */
  private boolean marksAgree(String stem, int start) {
    boolean dropped = false;
    for (int i = 0; i < stem.length(); i++) {
      if (!text.agrees(start + i, stem.charAt(i))) {
        boolean circumflex = "âîû".indexOf(stem.charAt(i)) >= 0;
        if (circumflex && text.plain[start + i] == text.bare[start + i]) {
          continue;
        }
        if (text.plain[start + i] != text.bare[start + i]) {
          return false;
        }
        dropped = true;
      }
    }
    return !dropped || !isMarked();
  }

  private boolean hasMarks(int start, int end) {
    for (int i = start; i < end; i++) {
      if (text.plain[i] != text.bare[i]) {
        return true;
      }
    }
    return false;
  }

  private boolean isMarked() {
    if (marked == null) {
      marked = text.marked();
    }
    return marked;
  }
}
