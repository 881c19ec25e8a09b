package io.handoff.kit.conversation;

import io.handoff.kit.Ids;

/**
 * The last {@value #CAPACITY} ids that were seen, as the first 64 bits of their digests. Immutable;
 * a value of text, so that it is cheap to keep and to compare.
 *
 * @param digests sixteen hexadecimal digits an id, oldest first
 */
public record RecentIds(String digests) {

  /**
   * How many ids are remembered. Repeats of at-least-once producers come close behind the first.
   */
  public static final int CAPACITY = 64;

  private static final int WIDTH = 16;

  /** None yet. */
  public static final RecentIds NONE = new RecentIds("");

  /** Whether the id is among them. */
  public boolean contains(String id) {
    String digest = digest(id);
    for (int at = 0; at < digests.length(); at += WIDTH) {
      if (digests.startsWith(digest, at)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the next id makes the oldest be forgotten. */
  boolean isFull() {
    return digests.length() >= CAPACITY * WIDTH;
  }

  /** With the id, without the oldest where there is no more room. */
  public RecentIds with(String id) {
    String longer = digests + digest(id);
    int surplus = longer.length() - CAPACITY * WIDTH;
    return new RecentIds(surplus > 0 ? longer.substring(surplus) : longer);
  }

  private static String digest(String id) {
    return Ids.derive("seen", id).substring(0, WIDTH);
  }
}
