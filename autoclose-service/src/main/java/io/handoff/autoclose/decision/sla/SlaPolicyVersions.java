package io.handoff.autoclose.decision.sla;

import java.util.Optional;

/** An account's promises, now and before. */
public interface SlaPolicyVersions {

  /** Nothing is known of the account. */
  SlaPolicyVersions NONE =
      new SlaPolicyVersions() {
        @Override
        public Optional<SlaPolicyVersion> now() {
          return Optional.empty();
        }

        @Override
        public Optional<SlaPolicyVersion> at(long version) {
          return Optional.empty();
        }
      };

  /** Those in force; empty: the account has no settings. */
  Optional<SlaPolicyVersion> now();

  /** Those of an earlier version; empty: it is not known any more. */
  Optional<SlaPolicyVersion> at(long version);

  /** One version for all times. */
  static SlaPolicyVersions of(SlaPolicyVersion policy) {
    return new SlaPolicyVersions() {
      @Override
      public Optional<SlaPolicyVersion> now() {
        return Optional.of(policy);
      }

      @Override
      public Optional<SlaPolicyVersion> at(long version) {
        return Optional.of(policy);
      }
    };
  }
}
