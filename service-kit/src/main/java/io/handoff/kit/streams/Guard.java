package io.handoff.kit.streams;

import io.handoff.schemas.serde.RegistryUnavailableException;
import io.handoff.schemas.serde.SchemaRegistryException;
import io.micrometer.core.instrument.Counter;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets work go on where one piece of it fails: the failure is counted and logged, the first ten
 * times and then each thousandth time. What says that the task itself has to stop, because the
 * broker or the schema registry fails, is thrown on.
 */
public final class Guard {

  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

  private final String what;
  private final Counter failures;
  private long failed;

  Guard(String what, Counter failures) {
    this.what = what;
    this.failures = failures;
  }

  /** For entries of a store that cannot be read, or not used: they are skipped. */
  public static Guard of(ServiceContext service, KeyValueStore<?, ?> store) {
    return new Guard(
        "an entry of store " + store.name(),
        service.meters().counter("handoff.state.unreadable", "store", store.name()));
  }

  /** Does a piece of the work. */
  public void run(Runnable piece) {
    read(
        () -> {
          piece.run();
          return null;
        });
  }

  /** Does a piece of the work that gives something; null where it failed. */
  public <T> @Nullable T read(Supplier<@Nullable T> piece) {
    try {
      return piece.get();
    } catch (RegistryUnavailableException | SchemaRegistryException | StreamsException e) {
      throw e;
    } catch (RuntimeException e) {
      failures.increment();
      failed++;
      if (failed <= 10 || failed % 1_000 == 0) {
        LOG.error("{} failed, the {}. time; the others go on", what, failed, e);
      }
      return null;
    }
  }
}
