package io.handoff.deploy.docker;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Measures the longest time in which a service processed nothing, by what its group has committed:
 * exact to the commit interval and the time between two looks. There has to be something to process
 * all the time.
 */
final class Pauses implements AutoCloseable {

  private static final long LOOK_MS = 50;

  private final Admin admin;
  private final List<String> groups;
  private final Thread worker;
  private final Map<String, Long> positions = new HashMap<>();
  private final Map<String, Long> since = new HashMap<>();
  private final Map<String, Long> longest = new TreeMap<>();

  private Pauses(String bootstrapServers, List<String> groups) {
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    this.groups = groups;
    this.worker = Thread.ofPlatform().name("pauses").daemon().unstarted(this::work);
  }

  /** Begins to look at groups; a group's name is its service's. */
  static Pauses of(String bootstrapServers, List<String> groups) {
    Pauses pauses = new Pauses(bootstrapServers, groups);
    pauses.worker.start();
    return pauses;
  }

  private void work() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        for (String group : groups) {
          look(group);
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(String group) throws InterruptedException {
    long position;
    try {
      position =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get()
              .values()
              .stream()
              .mapToLong(OffsetAndMetadata::offset)
              .sum();
    } catch (ExecutionException e) {
      return; // a pause goes on until a look finds that it is over
    }
    long now = System.nanoTime();
    Long before = positions.put(group, position);
    if (before == null || before != position) {
      Long last = since.put(group, now);
      if (last != null) {
        longest.merge(group, now - last, Math::max);
      }
    }
  }

  /** Ends the looking; the longest pause of each group, in the order of their names. */
  Map<String, Duration> stop() throws InterruptedException {
    worker.interrupt();
    worker.join();
    Map<String, Duration> found = new TreeMap<>();
    longest.forEach((group, nanos) -> found.put(group, Duration.ofNanos(nanos)));
    return found;
  }

  @Override
  public void close() {
    worker.interrupt();
    admin.close(Duration.ofSeconds(1));
  }
}
