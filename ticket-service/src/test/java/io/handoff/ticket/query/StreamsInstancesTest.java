package io.handoff.ticket.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handoff.kit.test.StandInStreams;
import io.handoff.ticket.query.Instances.Holder;
import io.handoff.ticket.query.Instances.Instance;
import io.handoff.ticket.topology.TicketTopology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.internals.StreamsMetadataImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamsInstancesTest {

  private static final HostInfo SELF = new HostInfo("ticket-b", 8083);
  private static final HostInfo OTHER = new HostInfo("ticket-a", 8083);

  /** A client that has heard of instances. */
  private static final class Group extends StandInStreams {
    private final List<StreamsMetadata> members = new ArrayList<>();
    private KeyQueryMetadata holder = KeyQueryMetadata.NOT_AVAILABLE;
    private final List<Object> asked = new ArrayList<>();

    Group(State state) {
      super(state);
    }

    Group with(HostInfo host, int... partitions) {
      Set<TopicPartition> all =
          java.util.Arrays.stream(partitions)
              .boxed()
              .flatMap(
                  number ->
                      List.of("conversation.events", "ticket.commands").stream()
                          .map(topic -> new TopicPartition(topic, number)))
              .collect(Collectors.toSet());
      members.add(
          new StreamsMetadataImpl(host, Set.of(TicketTopology.TICKETS), all, Set.of(), Set.of()));
      return this;
    }

    @Override
    public Collection<StreamsMetadata> streamsMetadataForStore(String storeName) {
      assertThat(storeName).isEqualTo(TicketTopology.TICKETS);
      return members;
    }

    @Override
    public <K> KeyQueryMetadata queryMetadataForKey(
        String storeName, K key, Serializer<K> keySerializer) {
      asked.add(key);
      return holder;
    }
  }

  private static StreamsInstances seenBy(Group group) {
    return new StreamsInstances(() -> group, "ticket-b:8083");
  }

  @Test
  void shouldNameItselfFirstAndTheConversationsPartitionsOfEach() {
    try (Group group = new Group(State.RUNNING).with(OTHER, 3, 1).with(SELF, 2, 0)) {
      assertThat(seenBy(group).all())
          .containsExactly(
              new Instance("ticket-b:8083", List.of(0, 2), true),
              new Instance("ticket-a:8083", List.of(1, 3), false));
    }
  }

  @Test
  void shouldNameItselfAlsoWhereItHoldsNothing() {
    try (Group group = new Group(State.REBALANCING).with(OTHER, 0)) {
      assertThat(seenBy(group).all())
          .containsExactly(
              new Instance("ticket-b:8083", List.of(), true),
              new Instance("ticket-a:8083", List.of(0), false));
    }
  }

  @Test
  void shouldFindTheHolderOfATicketByItsConversation() {
    try (Group group = new Group(State.RUNNING)) {
      HostInfo third = new HostInfo("ticket-c", 8083);
      group.holder = new KeyQueryMetadata(OTHER, Set.of(third, SELF), 3);

      assertThat(seenBy(group).holder("acme", "c1"))
          .isEqualTo(
              new Holder("ticket-a:8083", 3, false, List.of("ticket-b:8083", "ticket-c:8083")));
      assertThat(group.asked).containsExactly("acme/c1");

      group.holder = new KeyQueryMetadata(SELF, Set.of(), 3);
      assertThat(seenBy(group).holder("acme", "c1"))
          .isEqualTo(new Holder("ticket-b:8083", 3, true, List.of()));
    }
  }

  @Test
  void shouldKnowNoHolderWhileAPartitionMoves() {
    try (Group group = new Group(State.REBALANCING)) {
      assertThat(seenBy(group).holder("acme", "c1")).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"RUNNING", "REBALANCING"},
      mode = EnumSource.Mode.EXCLUDE)
  void shouldSayThatItIsUnavailableWhileItDoesNotRun(State state) {
    try (Group group = new Group(state)) {
      assertThatThrownBy(() -> seenBy(group).all()).isInstanceOf(QueryException.class);
      assertThatThrownBy(() -> seenBy(group).holder("acme", "c1"))
          .isInstanceOf(QueryException.class)
          .hasMessageContaining("not running");
    }
  }

  @Test
  void shouldSayThatItIsUnavailableBeforeItHasStarted() {
    StreamsInstances starting = new StreamsInstances(() -> null, "ticket-b:8083");
    assertThatThrownBy(starting::all).isInstanceOf(QueryException.class);
    assertThat(starting.self()).isEqualTo("ticket-b:8083");
  }
}
