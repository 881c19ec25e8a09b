package io.handoff.autoclose.decision;

import java.util.Optional;

/** An account's promises, now and before. */
public interface SlaBooks {

  /** Nothing is known of the account. */
  SlaBooks NONE =
      new SlaBooks() {
        @Override
        public Optional<SlaBook> now() {
          return Optional.empty();
        }

        @Override
        public Optional<SlaBook> at(long version) {
          return Optional.empty();
        }
      };

  /** Those in force; empty: the account has no settings. */
  Optional<SlaBook> now();

  /** Those of an earlier version; empty: it is not known any more. */
  Optional<SlaBook> at(long version);

  /** One version for all times. */
  static SlaBooks of(SlaBook book) {
    return new SlaBooks() {
      @Override
      public Optional<SlaBook> now() {
        return Optional.of(book);
      }

      @Override
      public Optional<SlaBook> at(long version) {
        return Optional.of(book);
      }
    };
  }
}
