package io.handoff.routing.decision.account;

import java.util.HashMap;
import java.util.Map;

/**
 * The last so many ids that were seen, as 8-byte hashes, oldest forgotten first. Receipts are
 * numbered from 1 without gaps and take turns in a ring of slots, so that each costs one small
 * write however many are kept.
 */
public final class ProcessedIds {

  private final int limit;
  private final Map<Integer, Receipt> ring = new HashMap<>();
  private final Map<Long, Long> numberOf = new HashMap<>();

  /**
   * One id that was seen.
   *
   * @param number place in the order, from 1
   * @param hash hash of the id
   */
  public record Receipt(long number, long hash) {}

  /** Keeps so many. */
  public ProcessedIds(int limit) {
    this.limit = limit;
  }

  /** Whether this id is among those that are kept. */
  public boolean has(long hash) {
    return numberOf.containsKey(hash);
  }

  /** How many are kept now. */
  int size() {
    return ring.size();
  }

  /** Keeps one more and forgets the one whose slot it takes. */
  public void add(Receipt receipt) {
    int slot = slot(receipt.number(), limit);
    Receipt forgotten = ring.put(slot, receipt);
    if (forgotten != null) {
      numberOf.remove(forgotten.hash(), forgotten.number());
    }
    numberOf.merge(receipt.hash(), receipt.number(), Math::max);
  }

  /** The slot of a number, from 0. */
  public static int slot(long number, int limit) {
    return (int) (number % limit);
  }
}
