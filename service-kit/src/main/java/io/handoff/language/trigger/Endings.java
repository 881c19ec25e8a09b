package io.handoff.language.trigger;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The endings that a stem may have, as hashes: with diacritics, without, and without where that
 * makes another word ("sad" for "sąd"). Equal sets are one object for all accounts, which is what
 * keeps an account small: a word costs its stem and a reference.
 */
final class Endings {
  private static final Map<Endings, WeakReference<Endings>> SHARED = new WeakHashMap<>();

  private final long[] plain;
  private final long[] bare;
  private final long[] guarded;
  private final int hash;

  private Endings(long[] plain, long[] bare, long[] guarded) {
    this.plain = plain;
    this.bare = bare;
    this.guarded = guarded;
    this.hash = Arrays.hashCode(plain) + 31 * Arrays.hashCode(bare) + 7 * Arrays.hashCode(guarded);
  }

  static Endings of(Collection<Long> plain, Collection<Long> bare, Collection<Long> guarded) {
    Endings endings = new Endings(sorted(plain), sorted(bare), sorted(guarded));
    synchronized (SHARED) {
      WeakReference<Endings> known = SHARED.get(endings);
      Endings shared = known == null ? null : known.get();
      if (shared == null) {
        SHARED.put(endings, new WeakReference<>(endings));
        return endings;
      }
      return shared;
    }
  }

  boolean containsPlain(long ending) {
    return Arrays.binarySearch(plain, ending) >= 0;
  }

  boolean containsBare(long ending) {
    return Arrays.binarySearch(bare, ending) >= 0;
  }

  boolean containsGuarded(long ending) {
    return Arrays.binarySearch(guarded, ending) >= 0;
  }

  /** Bytes that the arrays hold, for the report on memory. */
  int bytes() {
    return 8 * (plain.length + bare.length + guarded.length) + 96;
  }

  private static long[] sorted(Collection<Long> values) {
    return values.stream().mapToLong(Long::longValue).sorted().distinct().toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Endings that
        && Arrays.equals(plain, that.plain)
        && Arrays.equals(bare, that.bare)
        && Arrays.equals(guarded, that.guarded);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
