package io.handoff.language.person;

import io.handoff.language.text.NormalizedText;
import io.handoff.language.text.StemTrie;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All words that any pattern names, each with a number, and how to find them in a text. */
final class Lexicon {
  /** A word at the end of its path; {@code open} means that any ending may follow. */
  record Word(int id, boolean open) {}

  private static final int[] NONE = {};
  private static final int SHORTEST_MISTYPED = 5;
  private static final int SHORTEST_SKELETON = 8;

  private final StemTrie<Word> trie = new StemTrie<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final BitSet open = new BitSet();
  private final List<Boolean> mayBeMistyped = new ArrayList<>();
  private final Map<String, Integer> skeletons = new HashMap<>();

  /** The number of a word; "talk*" also stands for words that begin with "talk". */
  int add(String pattern) {
    Integer known = ids.get(pattern);
    if (known != null) {
      return known;
    }
    int id = ids.size();
    ids.put(pattern, id);
    boolean ends = !pattern.endsWith("*");
    open.set(id, !ends);
    String word =
        NormalizedText.plain(!ends ? pattern.substring(0, pattern.length() - 1) : pattern);
    String stem = NormalizedText.bare(word);
    int shortest = !ends ? SHORTEST_MISTYPED + 1 : SHORTEST_MISTYPED;
    mayBeMistyped.add(stem.length() >= shortest && letters(stem.charAt(0)) != null);
    if (stem.length() >= SHORTEST_SKELETON && stem.charAt(0) < 0x250 && ends) {
      skeletons.putIfAbsent(skeleton(stem.toCharArray()), id);
    }
    trie.add(stem, new Word(id, !ends));
    String spelt = word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss");
    if (!spelt.equals(word)) {
      trie.add(NormalizedText.bare(spelt), new Word(id, !ends));
    }
    return id;
  }

  int size() {
    return ids.size();
  }

  /** Numbers of the words that text[start, end) is or begins with. */
  int[] idsOf(char[] text, int start, int end) {
    int node = StemTrie.ROOT;
    int[] found = NONE;
    for (int i = start; i < end; i++) {
      node = trie.child(node, text[i]);
      if (node == StemTrie.NONE) {
        break;
      }
      List<Word> words = trie.entries(node);
      for (int k = 0; k < words.size(); k++) {
        Word word = words.get(k);
        if (i + 1 == end || word.open()) {
          found = with(found, word.id());
        }
      }
    }
    return found;
  }

  /** Whether none of the words was matched to its end: "contact*" by "contactan". */
  boolean onlyBegins(int[] wordIds) {
    for (int id : wordIds) {
      if (!open.get(id)) {
        return false;
      }
    }
    return true;
  }

  /** Whether text[start, end) is a word of a list, written out to its end. */
  boolean knows(char[] text, int start, int end) {
    int node = StemTrie.ROOT;
    for (int i = start; i < end && node != StemTrie.NONE; i++) {
      node = trie.child(node, text[i]);
    }
    return node != StemTrie.NONE && !trie.entries(node).isEmpty();
  }

  /** Numbers of all words that text[start, end), of a script without spaces, begins with. */
  int[] idsOfRun(char[] text, int start, int end) {
    int node = StemTrie.ROOT;
    int[] found = NONE;
    for (int i = start; i < end && node != StemTrie.NONE; i++) {
      node = trie.child(node, text[i]);
      if (node != StemTrie.NONE) {
        for (Word word : trie.entries(node)) {
          found = with(found, word.id());
        }
      }
    }
    return found;
  }

  /** Length of the longest word that begins at a place of a text without spaces, or 0. */
  int longest(char[] text, int start, int end) {
    int node = StemTrie.ROOT;
    int longest = 0;
    for (int i = start; i < end; i++) {
      node = trie.child(node, text[i]);
      if (node == StemTrie.NONE) {
        break;
      }
      if (!trie.entries(node).isEmpty()) {
        longest = i + 1 - start;
      }
    }
    return longest;
  }

  /** Numbers of the words that are one slip of the keyboard away; for words of some length only. */
  int[] mistyped(char[] text, int start, int end) {
    int length = end - start;
    if (length < SHORTEST_MISTYPED - 1 || length > 20) {
      return NONE;
    }
    char[] word = Arrays.copyOfRange(text, start, end);
    String letters = letters(word[0]);
    if (letters == null) {
      return NONE;
    }
    int[] found = NONE;
    int known = Math.min(length, depth(word) + 1);
    for (int i = 0; i < known; i++) {
      if (i + 1 < length) {
        char[] swapped = word.clone();
        swapped[i] = word[i + 1];
        swapped[i + 1] = word[i];
        found = merge(found, swapped);
      }
      char[] shorter = new char[length - 1];
      System.arraycopy(word, 0, shorter, 0, i);
      System.arraycopy(word, i + 1, shorter, i, length - 1 - i);
      found = merge(found, shorter);
      for (int k = 0; i > 0 && k < letters.length(); k++) {
        char c = letters.charAt(k);
        char[] replaced = word.clone();
        replaced[i] = c;
        found = merge(found, replaced);
        char[] longer = new char[length + 1];
        System.arraycopy(word, 0, longer, 0, i);
        longer[i] = c;
        System.arraycopy(word, i, longer, i + 1, length - i);
        found = merge(found, longer);
      }
    }
    if (found.length == 0 && length >= SHORTEST_SKELETON) {
      Integer id = skeletons.get(skeleton(word));
      return id == null ? NONE : new int[] {id};
    }
    return found;
  }

  /** The alphabet, without diacritics, that slips are looked for in; null for other scripts. */
  private static @Nullable String letters(char c) {
    if (c < 0x250) {
      return "abcdefghijklmnopqrstuvwxyz";
    }
    return c >= 0x400 && c < 0x530 ? "абвгдежзийклмнопрстуфхцчшщъыьэюяіїє" : null;
  }

  /** A word without its vowels and doubled letters, which is what most misspellings leave alone. */
  private static String skeleton(char[] word) {
    StringBuilder skeleton = new StringBuilder();
    for (char c : word) {
      boolean vowel = "aeiouy".indexOf(c) >= 0;
      if (!vowel && (skeleton.isEmpty() || skeleton.charAt(skeleton.length() - 1) != c)) {
        skeleton.append(c);
      }
    }
    return skeleton.toString();
  }

  /** How far the word goes along any word of the lexicon; a slip further on cannot help. */
  private int depth(char[] word) {
    int node = StemTrie.ROOT;
    int depth = 0;
    while (depth < word.length) {
      node = trie.child(node, word[depth]);
      if (node == StemTrie.NONE) {
        break;
      }
      depth++;
    }
    return depth;
  }

  private int[] merge(int[] found, char[] candidate) {
    for (int id : idsOf(candidate, 0, candidate.length)) {
      if (mayBeMistyped.get(id)) {
        found = with(found, id);
      }
    }
    return found;
  }

  private static int[] with(int[] ids, int id) {
    int[] more = Arrays.copyOf(ids, ids.length + 1);
    more[ids.length] = id;
    return more;
  }
}
