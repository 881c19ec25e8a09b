package io.handoff.routing.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An ordered set of waiting conversations. Immutable: adding and removing give a new queue that
 * shares what did not change, so that a draft can change a queue of any length for the price of a
 * path. Adding, removing and finding a place take O(log n); the head is kept at hand.
 *
 * <p>A treap whose priorities are hashes of arrivals: the same keys give the same tree.
 */
public final class WaitingQueue {

  /** A queue in which nobody waits. */
  public static final WaitingQueue EMPTY = new WaitingQueue(null);

  private record Node(
      WaitingKey key, long weight, @Nullable Node left, @Nullable Node right, int size) {
    Node(WaitingKey key, @Nullable Node left, @Nullable Node right) {
      this(
          key,
          mix(key.arrival()),
          left,
          right,
          1 + WaitingQueue.size(left) + WaitingQueue.size(right));
    }
  }

  private final @Nullable Node root;
  private final @Nullable WaitingKey head;

  private WaitingQueue(@Nullable Node root) {
    this.root = root;
    Node node = root;
    while (node != null && node.left() != null) {
      node = node.left();
    }
    this.head = node == null ? null : node.key();
  }

  /** Who is next. */
  public Optional<WaitingKey> first() {
    return Optional.ofNullable(head);
  }

  /** How many wait. */
  public int size() {
    return size(root);
  }

  /** Whether nobody waits. */
  public boolean isEmpty() {
    return root == null;
  }

  /** How many stand before this place, whether or not it is taken. */
  public int before(WaitingKey key) {
    int count = 0;
    Node node = root;
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
  public boolean contains(WaitingKey key) {
    Node node = root;
    while (node != null) {
      int order = key.compareTo(node.key());
      if (order == 0) {
        return true;
      }
      node = order < 0 ? node.left() : node.right();
    }
    return false;
  }

  /** The queue with one more. */
  public WaitingQueue plus(WaitingKey key) {
    return contains(key) ? this : new WaitingQueue(insert(root, new Node(key, null, null)));
  }

  /** The queue with one less. */
  public WaitingQueue minus(WaitingKey key) {
    return contains(key) ? new WaitingQueue(remove(root, key)) : this;
  }

  /** All that wait, in order. */
  public List<WaitingKey> toList() {
    List<WaitingKey> keys = new ArrayList<>(size());
    collect(root, keys);
    return keys;
  }

  /** Longest path from the root, for tests. */
  int depth() {
    return depth(root);
  }

  private static int depth(@Nullable Node node) {
    return node == null ? 0 : 1 + Math.max(depth(node.left()), depth(node.right()));
  }

  private static void collect(@Nullable Node node, List<WaitingKey> into) {
    if (node != null) {
      collect(node.left(), into);
      into.add(node.key());
      collect(node.right(), into);
    }
  }

  private static Node insert(@Nullable Node node, Node added) {
    if (node == null) {
      return added;
    }
    if (added.weight() > node.weight()) {
      return new Node(added.key(), below(node, added.key()), above(node, added.key()));
    }
    return added.key().compareTo(node.key()) < 0
        ? new Node(node.key(), insert(node.left(), added), node.right())
        : new Node(node.key(), node.left(), insert(node.right(), added));
  }

  private static @Nullable Node below(@Nullable Node node, WaitingKey key) {
    if (node == null) {
      return null;
    }
    return node.key().compareTo(key) < 0
        ? new Node(node.key(), node.left(), below(node.right(), key))
        : below(node.left(), key);
  }

  private static @Nullable Node above(@Nullable Node node, WaitingKey key) {
    if (node == null) {
      return null;
    }
    return node.key().compareTo(key) > 0
        ? new Node(node.key(), above(node.left(), key), node.right())
        : above(node.right(), key);
  }

  private static @Nullable Node remove(@Nullable Node node, WaitingKey key) {
    if (node == null) {
      return null;
    }
    int order = key.compareTo(node.key());
    if (order < 0) {
      return new Node(node.key(), remove(node.left(), key), node.right());
    }
    return order > 0
        ? new Node(node.key(), node.left(), remove(node.right(), key))
        : join(node.left(), node.right());
  }

  private static @Nullable Node join(@Nullable Node left, @Nullable Node right) {
    if (left == null) {
      return right;
    }
    if (right == null) {
      return left;
    }
    return left.weight() > right.weight()
        ? new Node(left.key(), left.left(), join(left.right(), right))
        : new Node(right.key(), join(left, right.left()), right.right());
  }

  private static int size(@Nullable Node node) {
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
