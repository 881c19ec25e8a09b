package io.handoff.deploy.preview;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Systems that stand at the start of some scripts. The first is built in the background from now
 * on, for that takes about as long as reading settings. Not safe for use by several threads.
 */
final class PreviewSystems implements Supplier<PreviewSystem>, AutoCloseable {

  private final Instant start;
  private @Nullable CompletableFuture<PreviewSystem> first;

  PreviewSystems(Instant start) {
    this.start = start;
    this.first = CompletableFuture.supplyAsync(() -> new PreviewSystem(start));
  }

  /** A system in which nothing has happened; the caller closes it. */
  @Override
  public PreviewSystem get() {
    CompletableFuture<PreviewSystem> built = first;
    first = null;
    return built == null ? new PreviewSystem(start) : built.join();
  }

  /** Closes the first system if nobody has got it. */
  @Override
  public void close() {
    if (first != null) {
      first.join().close();
    }
  }
}
