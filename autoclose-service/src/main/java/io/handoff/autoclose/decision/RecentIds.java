package io.handoff.autoclose.decision;

import io.handoff.kit.Ids;

/**
 * The last {@value #LIMIT} event ids, as hashes of 8 bytes, oldest first.
 *
 * @param hashes the hashes in hexadecimal digits, one after the other
 */
public record RecentIds(String hashes) {

  /** How many are kept. */
  static final int LIMIT = 64;

  private static final int WIDTH = 16;

  /** None yet. */
  public static final RecentIds NONE = new RecentIds("");

  /** Whether the id is among them. */
  public boolean contains(String eventId) {
    String hash = hash(eventId);
    for (int at = 0; at < hashes.length(); at += WIDTH) {
      if (hashes.startsWith(hash, at)) {
        return true;
      }
    }
    return false;
  }

  /** With one more; the oldest goes where there are too many. */
  public RecentIds with(String eventId) {
    String all = hashes + hash(eventId);
    return new RecentIds(all.substring(Math.max(0, all.length() - LIMIT * WIDTH)));
  }

  private static String hash(String eventId) {
    return Ids.derive("event", eventId).substring(0, WIDTH);
  }
}
