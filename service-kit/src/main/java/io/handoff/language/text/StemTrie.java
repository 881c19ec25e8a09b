package io.handoff.language.text;

import java.util.ArrayList;
import java.util.List;

/** Stems by their characters without diacritics. A node is a number, the root is 0. */
public final class StemTrie<E> {
  /** The node that every stem begins at. */
  public static final int ROOT = 0;

  /** No node. */
  public static final int NONE = -1;

  private final List<List<E>> entries = new ArrayList<>();
  private long[] keys = new long[16];
  private int[] children = new int[16];
  private int size;

  /** An empty trie. */
  public StemTrie() {
    entries.add(List.of());
  }

  /** The node that a character leads to, or {@link #NONE}. */
  public int child(int node, char c) {
    long key = key(node, c);
    int mask = keys.length - 1;
    int slot = slot(key, mask);
    while (keys[slot] != 0) {
      if (keys[slot] == key) {
        return children[slot];
      }
      slot = (slot + 1) & mask;
    }
    return NONE;
  }

  /** The entries of the stem that ends at a node, in the order in which they were added. */
  public List<E> entries(int node) {
    return entries.get(node);
  }

  /** Adds an entry; a stem can have several. */
  public void add(String stem, E entry) {
    int node = ROOT;
    for (int i = 0; i < stem.length(); i++) {
      int next = child(node, stem.charAt(i));
      if (next == NONE) {
        next = entries.size();
        entries.add(List.of());
        put(key(node, stem.charAt(i)), next);
      }
      node = next;
    }
    List<E> more = new ArrayList<>(entries.get(node));
    more.add(entry);
    entries.set(node, List.copyOf(more));
  }

  boolean isEmpty() {
    return size == 0;
  }

  private void put(long key, int child) {
    if (2 * (size + 1) > keys.length) {
      long[] oldKeys = keys;
      int[] oldChildren = children;
      keys = new long[oldKeys.length * 2];
      children = new int[oldKeys.length * 2];
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldKeys[i] != 0) {
          insert(oldKeys[i], oldChildren[i]);
        }
      }
    }
    insert(key, child);
    size++;
  }

  private void insert(long key, int child) {
    int mask = keys.length - 1;
    int slot = slot(key, mask);
    while (keys[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    keys[slot] = key;
    children[slot] = child;
  }

  private static long key(int node, char c) {
    return ((long) node << 16 | c) + 1;
  }

  private static int slot(long key, int mask) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 40) & mask;
  }
}
