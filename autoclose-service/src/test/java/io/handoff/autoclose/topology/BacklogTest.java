package io.handoff.autoclose.topology;

import static io.handoff.schemas.Topics.CONVERSATION_EVENTS;
import static io.handoff.schemas.Topics.TICKET_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.autoclose.testing.Accounts;
import io.handoff.autoclose.testing.ConversationEventBuilder;
import io.handoff.avro.ConversationAction;
import io.handoff.avro.HandoffState;
import io.handoff.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * The service was away, or a partition lags: nobody who answered in time may be closed, and
 * everybody who did not must be. Whoever looks at the wall clock instead of the safe clock fails
 * here.
 */
class BacklogTest {

  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final Instant LATER = START.plus(Duration.ofHours(3));
  private static final int TALKS = 40;

  @Test
  void shouldCloseOnlyWhoWasSilentWhenAnswersWaitInABacklog() {
    try (Partitions partitions = new Partitions(Accounts.usual(), START)) {
      List<ConversationEventBuilder> talks = agentsWrote(partitions);
      partitions.readAll();
      everySecondCustomerAnswers(partitions, talks);

      partitions.clock(LATER);
      partitions.restart();
      for (int i = 0; i < 5; i++) {
        partitions.wake();
      }
      assertThat(partitions.actions()).as("before anything was read").isEmpty();
      settle(partitions);

      assertThat(closedForTheCustomersSilence(partitions)).isEqualTo(oddOnes(talks));
    }
  }

  @Test
  void shouldCloseNobodyWhenOnlyTheOtherPartitionHasBeenRead() {
    try (Partitions partitions = new Partitions(Accounts.usual(), START)) {
      List<ConversationEventBuilder> talks = agentsWrote(partitions);
      clockIsKnown(partitions);
      everySecondCustomerAnswers(partitions, talks);
      for (ConversationEventBuilder talk : talks) {
        // happened long after the deadline, and proves nothing about what customers wrote
        partitions.publish(
            TICKET_EVENTS,
            talk.handoff(HandoffState.ASSIGNED, START.plus(Duration.ofHours(2))),
            START.plus(Duration.ofHours(2)));
      }

      partitions.clock(LATER);
      for (int i = 0; i < 200; i++) {
        partitions.wake();
        partitions.read(TICKET_EVENTS);
        partitions.clock(LATER.plusMillis(100L * i));
      }
      assertThat(partitions.actions()).as("while conversation.events stalls").isEmpty();
      settle(partitions);

      assertThat(closedForTheCustomersSilence(partitions)).isEqualTo(oddOnes(talks));
    }
  }

  @Test
  void shouldCloseNobodyEarlyWhenThisMachinesClockIsAheadOfTheBrokers() {
    try (Partitions partitions = new Partitions(Accounts.usual(), START)) {
      partitions.publish(
          CONVERSATION_EVENTS, new ConversationEventBuilder("c").agentWrites(START), START);
      partitions.readAll();

      partitions.brokersClock(START.plus(Duration.ofMinutes(30)));
      partitions.clock(LATER);
      partitions.wake();
      partitions.readAll();
      partitions.wake();

      assertThat(partitions.actions()).isEmpty();
    }
  }

  @Property(tries = 60)
  void shouldCloseOnlyWhoWasSilentWhateverIsReadWhen(@ForAll long seed) {
    Random random = new Random(seed);
    try (Partitions partitions = new Partitions(Accounts.usual(), START)) {
      List<ConversationEventBuilder> talks = agentsWrote(partitions);
      Topic<?>[] topics = {CONVERSATION_EVENTS, TICKET_EVENTS};
      if (random.nextBoolean()) {
        clockIsKnown(partitions);
      }
      for (int i = random.nextInt(TALKS); i > 0; i--) {
        partitions.read(CONVERSATION_EVENTS);
      }
      everySecondCustomerAnswers(partitions, talks);
      for (ConversationEventBuilder talk : talks) {
        if (random.nextInt(3) == 0) {
          Instant at = START.plusSeconds(random.nextInt(60, 1000));
          partitions.publish(TICKET_EVENTS, talk.handoff(HandoffState.ASSIGNED, at), at);
        }
      }

      Instant clock = LATER;
      for (int i = 0; i < 300; i++) {
        clock = clock.plusMillis(random.nextInt(-200, 400));
        partitions.clock(clock);
        switch (random.nextInt(20)) {
          case 0 -> partitions.restart();
          case 1, 2, 3, 4, 5, 6, 7 -> partitions.wake();
          default -> partitions.read(topics[random.nextInt(2)]);
        }
      }
      partitions.clock(LATER.plusSeconds(3600));
      settle(partitions);

      assertThat(closedForTheCustomersSilence(partitions)).isEqualTo(oddOnes(talks));
      assertThat(partitions.actions())
          .extracting(ConversationAction::getActionId)
          .doesNotHaveDuplicates();
    }
  }

  /** A timer that is due makes the node tick in both partitions and read the ticks back. */
  private static void clockIsKnown(Partitions partitions) {
    Instant soon = START.plusSeconds(10);
    ConversationEventBuilder other = new ConversationEventBuilder("other");
    inHand(partitions, other);
    partitions.publish(
        CONVERSATION_EVENTS, other.agentWrites(START.minus(Duration.ofHours(1))), soon);
    partitions.readAll();
    partitions.clock(soon.plusSeconds(10));
    partitions.wake();
    partitions.readAll();
    partitions.wake();
    assertThat(partitions.actions()).hasSize(1);
    partitions.publish(CONVERSATION_EVENTS, other.closes(soon, null), soon);
    partitions.readAll();
    partitions.actions().clear();
  }

  /** Somebody has the conversation, as ever. */
  private static void inHand(Partitions partitions, ConversationEventBuilder talk) {
    partitions.publish(
        TICKET_EVENTS,
        talk.handoff(HandoffState.ASSIGNED, ConversationEventBuilder.LONG_AGO),
        START);
  }

  private static List<ConversationEventBuilder> agentsWrote(Partitions partitions) {
    List<ConversationEventBuilder> talks = new ArrayList<>();
    for (int i = 0; i < TALKS; i++) {
      ConversationEventBuilder talk = new ConversationEventBuilder("c" + i);
      talks.add(talk);
      inHand(partitions, talk);
      partitions.publish(
          CONVERSATION_EVENTS, talk.agentWrites(START.plusMillis(i)), START.plusMillis(i));
    }
    return talks;
  }

  private static void everySecondCustomerAnswers(
      Partitions partitions, List<ConversationEventBuilder> talks) {
    for (int i = 0; i < talks.size(); i += 2) {
      Instant at = START.plus(Duration.ofMinutes(59)).plusMillis(i);
      partitions.publish(CONVERSATION_EVENTS, talks.get(i).customerWrites(at), at);
    }
  }

  private static Set<String> oddOnes(List<ConversationEventBuilder> talks) {
    Set<String> keys = new HashSet<>();
    for (int i = 1; i < talks.size(); i += 2) {
      keys.add(talks.get(i).key());
    }
    return keys;
  }

  /** Customers who answered are then owed an answer themselves; that silence is another matter. */
  private static Set<String> closedForTheCustomersSilence(Partitions partitions) {
    Set<String> keys = new HashSet<>();
    for (ConversationAction action : partitions.actions()) {
      if (action.getPayload() instanceof io.handoff.avro.CloseConversation close
          && close.getReason() == io.handoff.avro.CloseReason.CUSTOMER_SILENT) {
        keys.add(action.getAccountId() + "/" + action.getConversationId());
      }
    }
    return keys;
  }

  private static void settle(Partitions partitions) {
    Instant clock = LATER.plus(Duration.ofHours(2));
    for (int i = 0; i < 10; i++) {
      clock = clock.plusSeconds(1);
      partitions.clock(clock);
      partitions.wake();
      partitions.readAll();
    }
    partitions.wake();
  }
}
