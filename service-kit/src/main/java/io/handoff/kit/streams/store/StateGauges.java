package io.handoff.kit.streams.store;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/**
 * Gauges that follow from the state of tasks. Each task reports its share, a scrape shows the sum
 * of the shares of this process, and a share goes with its task: so the sum over all instances is
 * the truth, whichever instance has which partitions. Standby tasks have no share. Safe for use by
 * several threads.
 *
 * <p>Accounts as labels are bounded: the first {@value #ACCOUNTS} that are asked for have their
 * name, all others are {@value #OTHER}.
 */
public final class StateGauges {

  /** Accounts that get a label of their own. */
  public static final int ACCOUNTS = 50;

  /** The label of all other accounts. */
  public static final String OTHER = "other";

  private record Row(String name, Tags tags) {}

  private final MeterRegistry registry;
  private final Set<Share> shares = ConcurrentHashMap.newKeySet();
  private final Set<Row> rows = ConcurrentHashMap.newKeySet();
  private final Map<Row, AtomicLong> latest = new ConcurrentHashMap<>();
  private final Set<String> accounts = ConcurrentHashMap.newKeySet();

  /** Shows what is reported in a registry. */
  public StateGauges(MeterRegistry registry) {
    this.registry = registry;
  }

  /** The label of an account. */
  public String account(String accountId) {
    if (accounts.contains(accountId)) {
      return accountId;
    }
    synchronized (accounts) {
      return accounts.size() < ACCOUNTS && accounts.add(accountId) ? accountId : OTHER;
    }
  }

  /** A share for a task that starts. */
  public Share share() {
    Share share = new Share();
    shares.add(share);
    return share;
  }

  /** Shows a value that is the same in all tasks: the one that was given last. */
  public void latest(String name, Tags tags, long value) {
    latest
        .computeIfAbsent(
            new Row(name, tags),
            row -> {
              AtomicLong cell = new AtomicLong();
              Gauge.builder(name, cell, AtomicLong::get).tags(tags).register(registry);
              return cell;
            })
        .set(value);
  }

  /** What one task knows. */
  public final class Share implements AutoCloseable {
    private final Map<Row, Double> values = new ConcurrentHashMap<>();
    private final Map<Row, Instant> moments = new ConcurrentHashMap<>();

    private Share() {}

    /** This task's part of a number. */
    public void set(String name, Tags tags, double value) {
      Row row = new Row(name, tags);
      values.put(row, value);
      show(row, "", gauges -> gauges.sum(row));
    }

    /**
     * The first moment of something in this task; the gauge shows how many seconds ago the first in
     * this process was. {@link Instant#MAX}: there is none, which is 0 seconds if no other task has
     * one.
     */
    public void since(String name, Tags tags, Instant moment) {
      Row row = new Row(name, tags);
      moments.put(row, moment);
      show(row, "seconds", gauges -> gauges.age(row));
    }

    /** The task has ended. */
    @Override
    public void close() {
      shares.remove(this);
    }
  }

  private void show(Row row, String unit, ToDoubleFunction<StateGauges> value) {
    if (rows.add(row)) {
      Gauge.Builder<StateGauges> gauge =
          Gauge.builder(row.name(), this, value).tags(row.tags()).strongReference(true);
      (unit.isEmpty() ? gauge : gauge.baseUnit(unit)).register(registry);
    }
  }

  private double sum(Row row) {
    return shares.stream().mapToDouble(share -> share.values.getOrDefault(row, 0.0)).sum();
  }

  private double age(Row row) {
    Instant oldest = Instant.MAX;
    for (Share share : shares) {
      Instant moment = share.moments.getOrDefault(row, Instant.MAX);
      oldest = moment.isBefore(oldest) ? moment : oldest;
    }
    return oldest.equals(Instant.MAX)
        ? 0
        : Math.max(0, registry.config().clock().wallTime() - oldest.toEpochMilli()) / 1_000.0;
  }
}
