package io.handoff.ticket.query;

import io.handoff.schemas.Keys;
import io.handoff.schemas.Topics;
import io.handoff.ticket.topology.TicketTopology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/** Instances as the consumer group knows them by their {@code application.server}. */
public final class StreamsInstances implements Instances {

  private final Supplier<@Nullable KafkaStreams> streams;
  private final String self;

  /**
   * @param self {@code application.server} of this instance
   */
  public StreamsInstances(Supplier<@Nullable KafkaStreams> streams, String self) {
    this.streams = streams;
    this.self = self;
  }

  @Override
  public String self() {
    return self;
  }

  @Override
  public List<Instance> all() {
    List<Instance> all = new ArrayList<>();
    all.add(new Instance(self, List.of(), true));
    for (StreamsMetadata metadata : client().streamsMetadataForStore(TicketTopology.TICKETS)) {
      String address = address(metadata.hostInfo());
      List<Integer> partitions =
          metadata.topicPartitions().stream()
              .filter(partition -> partition.topic().equals(Topics.CONVERSATION_EVENTS.name()))
              .map(partition -> partition.partition())
              .sorted()
              .toList();
      boolean isSelf = address.equals(self);
      all.removeIf(instance -> isSelf && instance.self());
      all.add(new Instance(address, partitions, isSelf));
    }
    all.sort(
        Comparator.comparing((Instance instance) -> !instance.self())
            .thenComparing(Instance::address));
    return List.copyOf(all);
  }

  /** The tickets of a conversation lie in its partition, whatever their own key. */
  @Override
  public @Nullable Holder holder(String account, String conversation) {
    try (StringSerializer serializer = new StringSerializer()) {
      KeyQueryMetadata metadata =
          client()
              .queryMetadataForKey(
                  TicketTopology.TICKETS, Keys.conversation(account, conversation), serializer);
      if (metadata == null || metadata.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
        return null;
      }
      String address = address(metadata.activeHost());
      return new Holder(
          address,
          metadata.partition(),
          address.equals(self),
          metadata.standbyHosts().stream().map(StreamsInstances::address).sorted().toList());
    }
  }

  private KafkaStreams client() {
    KafkaStreams client = streams.get();
    if (client == null || !client.state().isRunningOrRebalancing()) {
      throw QueryException.unavailable("the service is not running");
    }
    return client;
  }

  private static String address(HostInfo host) {
    return host.host() + ":" + host.port();
  }
}
