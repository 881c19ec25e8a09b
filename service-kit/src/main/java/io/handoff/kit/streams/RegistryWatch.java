package io.handoff.kit.streams;

import io.handoff.schemas.serde.SchemaRegistryClient;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the schema ids of everything that a service writes, so that a registry that goes away
 * later stops nothing, and tells what is wrong with the registry.
 *
 * <p>One per service; safe for use by several threads.
 */
public final class RegistryWatch {

  private static final Logger LOG = LoggerFactory.getLogger(RegistryWatch.class);

  private final Map<String, Object> serde;
  private final Queue<Runnable> missing = new ConcurrentLinkedQueue<>();
  private volatile String problem = "not asked yet";

  /** A watch over the registry that the settings of the serde name. */
  public RegistryWatch(Map<String, Object> serde) {
    this.serde = Map.copyOf(serde);
  }

  /** Adds an id that is to be fetched; what gets it throws where the registry does not give it. */
  void fetchLater(Runnable id) {
    missing.add(id);
  }

  /**
   * Fetches the ids that are missing; where none is, but the registry failed others, asks it again.
   * To be called every few seconds, not on a stream thread: it waits for the registry. Never
   * throws.
   */
  public void look() {
    try {
      for (Runnable id = missing.peek(); id != null; id = missing.peek()) {
        id.run();
        missing.remove(id);
      }
      if (refusal() != null) {
        client().subjects();
      }
    } catch (RuntimeException e) {
      String message = String.valueOf(e.getMessage());
      if (!message.equals(problem)) {
        LOG.warn("the schema registry gives no answer: {}", message);
      }
      problem = message;
    }
  }

  /** Why the service is not ready, as far as the registry is concerned; null: it is. */
  public @Nullable String trouble() {
    return missing.isEmpty() ? refusal() : "schema ids of what the service writes: " + problem;
  }

  /**
   * Whether a question to the registry may be worth while; if not, it costs seconds. Asks nothing.
   */
  boolean answers() {
    return refusal() == null;
  }

  private @Nullable String refusal() {
    return client().trouble();
  }

  private SchemaRegistryClient client() {
    return SchemaRegistryClient.from(serde);
  }
}
