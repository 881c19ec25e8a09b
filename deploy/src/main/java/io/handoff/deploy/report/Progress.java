package io.handoff.deploy.report;

import io.handoff.deploy.settings.TopicScan;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Says on standard error how far it is, but only when it takes longer than some seconds. */
public final class Progress implements TopicScan.Listener {

  private static final long PATIENCE = Duration.ofSeconds(3).toNanos();
  private static final long EVERY = Duration.ofSeconds(2).toNanos();

  private final PrintWriter err;
  private final LongSupplier nanos;
  private long next;
  private String step = "";
  private long done;
  private long total;

  /**
   * @param nanos a clock as {@link System#nanoTime()}
   */
  public Progress(PrintWriter err, LongSupplier nanos) {
    this.err = err;
    this.nanos = nanos;
    this.next = nanos.getAsLong() + PATIENCE;
  }

  /** A step begins; total: how much there is of it, about. */
  public void begin(String what, long howMuch) {
    step = what;
    done = 0;
    total = howMuch;
  }

  @Override
  public void begins(String topic, long records) {
    begin(topic, records);
  }

  @Override
  public void advanced(int records) {
    advance(records);
  }

  /** So much more of the step is done. */
  public void advance(long by) {
    done += by;
    long now = nanos.getAsLong();
    if (now - next >= 0) {
      next = now + EVERY;
      err.printf(Locale.ROOT, "handoff: %s: %,d of about %,d%n", step, done, total);
      err.flush();
    }
  }
}
