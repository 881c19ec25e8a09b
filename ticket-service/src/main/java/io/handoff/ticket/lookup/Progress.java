package io.handoff.ticket.lookup;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far each partition is done. Questions are answered in any order; what may be committed is
 * what lies before the first that is not. Safe for use by several threads.
 */
final class Progress {

  /** By offset: whether it is done. */
  private final Map<TopicPartition, TreeMap<Long, Boolean>> open = new HashMap<>();

  synchronized void begin(TopicPartition partition, long offset) {
    open.computeIfAbsent(partition, p -> new TreeMap<>()).put(offset, false);
  }

  synchronized void done(TopicPartition partition, long offset) {
    TreeMap<Long, Boolean> offsets = open.get(partition);
    if (offsets != null) {
      offsets.replace(offset, true);
    }
  }

  /** Questions that are not done. */
  synchronized long pending() {
    return open.values().stream()
        .mapToLong(offsets -> offsets.values().stream().filter(done -> !done).count())
        .sum();
  }

  /** Takes what can be committed now. */
  synchronized Map<TopicPartition, OffsetAndMetadata> committable() {
    Map<TopicPartition, OffsetAndMetadata> ready = new HashMap<>();
    open.forEach(
        (partition, offsets) -> {
          Long last = null;
          while (!offsets.isEmpty() && offsets.firstEntry().getValue()) {
            last = offsets.pollFirstEntry().getKey();
          }
          if (last != null) {
            ready.put(partition, new OffsetAndMetadata(last + 1));
          }
        });
    return ready;
  }

  /** Others go on with these partitions. */
  synchronized void forget(Collection<TopicPartition> partitions) {
    partitions.forEach(open::remove);
  }
}
