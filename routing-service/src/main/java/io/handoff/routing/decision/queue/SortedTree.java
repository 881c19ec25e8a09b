package io.handoff.routing.decision.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An ordered set. Immutable: adding and removing give a new set that shares what did not change, so
 * that a draft can change a set of any size for the price of a path. Adding, removing and finding a
 * place take O(log n); the first entry is kept at hand.
 *
 * <p>A treap whose priorities are hashes of the entries' seeds: the same entries give the same
 * tree.
 *
 * @param <K> entries, in their natural order
 */
public final class SortedTree<K extends SortedTree.Entry<K>> {

  /** What stands in a tree. */
  public interface Entry<K> {
    /** Negative where this one comes before the other; 0 where they are the same entry. */
    int compareTo(K other);

    /** A number that differs between most entries and is the same whenever it is asked for. */
    long seed();
  }

  private record Node<K extends Entry<K>>(
      K key, long weight, @Nullable Node<K> left, @Nullable Node<K> right, int size) {
    Node(K key, @Nullable Node<K> left, @Nullable Node<K> right) {
      this(key, mix(key.seed()), left, right, 1 + SortedTree.size(left) + SortedTree.size(right));
    }
  }

  private final @Nullable Node<K> root;
  private final @Nullable K head;

  private SortedTree(@Nullable Node<K> root) {
    this.root = root;
    Node<K> node = root;
    while (node != null && node.left() != null) {
      node = node.left();
    }
    this.head = node == null ? null : node.key();
  }

  /** A tree with nothing in it. */
  public static <K extends Entry<K>> SortedTree<K> empty() {
    return new SortedTree<>(null);
  }

  /** The first one. */
  public Optional<K> first() {
    return Optional.ofNullable(head);
  }

  /** How many there are. */
  public int size() {
    return size(root);
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return root == null;
  }

  /** How many stand before this place, whether or not it is taken. */
  public int before(K key) {
    int count = 0;
    Node<K> node = root;
    while (node != null) {
      if (node.key().compareTo(key) < 0) {
        count += 1 + size(node.left());
        node = node.right();
      } else {
        node = node.left();
      }
    }
    return count;
  }

  /** Whether this place is taken. */
  public boolean contains(K key) {
    Node<K> node = root;
    while (node != null) {
      int order = key.compareTo(node.key());
      if (order == 0) {
        return true;
      }
      node = order < 0 ? node.left() : node.right();
    }
    return false;
  }

  /** The set with one more. */
  public SortedTree<K> plus(K key) {
    return contains(key) ? this : new SortedTree<>(insert(root, new Node<>(key, null, null)));
  }

  /** The set with one less. */
  public SortedTree<K> minus(K key) {
    return contains(key) ? new SortedTree<>(remove(root, key)) : this;
  }

  /** All, in order. */
  public List<K> toList() {
    List<K> keys = new ArrayList<>(size());
    collect(root, keys);
    return keys;
  }

  /** Longest path from the root, for tests. */
  int depth() {
    return depth(root);
  }

  private static <K extends Entry<K>> int depth(@Nullable Node<K> node) {
    return node == null ? 0 : 1 + Math.max(depth(node.left()), depth(node.right()));
  }

  private static <K extends Entry<K>> void collect(@Nullable Node<K> node, List<K> into) {
    if (node != null) {
      collect(node.left(), into);
      into.add(node.key());
      collect(node.right(), into);
    }
  }

  private static <K extends Entry<K>> Node<K> insert(@Nullable Node<K> node, Node<K> added) {
    if (node == null) {
      return added;
    }
    if (added.weight() > node.weight()) {
      return new Node<>(added.key(), below(node, added.key()), above(node, added.key()));
    }
    return added.key().compareTo(node.key()) < 0
        ? new Node<>(node.key(), insert(node.left(), added), node.right())
        : new Node<>(node.key(), node.left(), insert(node.right(), added));
  }

  private static <K extends Entry<K>> @Nullable Node<K> below(@Nullable Node<K> node, K key) {
    if (node == null) {
      return null;
    }
    return node.key().compareTo(key) < 0
        ? new Node<>(node.key(), node.left(), below(node.right(), key))
        : below(node.left(), key);
  }

  private static <K extends Entry<K>> @Nullable Node<K> above(@Nullable Node<K> node, K key) {
    if (node == null) {
      return null;
    }
    return node.key().compareTo(key) > 0
        ? new Node<>(node.key(), above(node.left(), key), node.right())
        : above(node.right(), key);
  }

  private static <K extends Entry<K>> @Nullable Node<K> remove(@Nullable Node<K> node, K key) {
    if (node == null) {
      return null;
    }
    int order = key.compareTo(node.key());
    if (order < 0) {
      return new Node<>(node.key(), remove(node.left(), key), node.right());
    }
    return order > 0
        ? new Node<>(node.key(), node.left(), remove(node.right(), key))
        : join(node.left(), node.right());
  }

  private static <K extends Entry<K>> @Nullable Node<K> join(
      @Nullable Node<K> left, @Nullable Node<K> right) {
    if (left == null) {
      return right;
    }
    if (right == null) {
      return left;
    }
    return left.weight() > right.weight()
        ? new Node<>(left.key(), left.left(), join(left.right(), right))
        : new Node<>(right.key(), join(left, right.left()), right.right());
  }

  private static <K extends Entry<K>> int size(@Nullable Node<K> node) {
    return node == null ? 0 : node.size();
  }

  /** Spreads the bits of a number (the finaliser of SplitMix64). */
  private static long mix(long number) {
    long bits = number * 0x9E3779B97F4A7C15L;
    bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
    return bits ^ (bits >>> 31);
  }
}
