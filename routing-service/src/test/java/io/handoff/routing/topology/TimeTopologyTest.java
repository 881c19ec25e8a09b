package io.handoff.routing.topology;

import static io.handoff.routing.Accounts.anAccount;
import static io.handoff.routing.Accounts.live;
import static io.handoff.routing.Accounts.offering;
import static io.handoff.routing.Accounts.widening;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.AssignConversation;
import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.ConversationOffered;
import io.handoff.avro.ConversationQueued;
import io.handoff.avro.Decision;
import io.handoff.avro.OfferAccepted;
import io.handoff.avro.PresenceStatus;
import io.handoff.avro.RoutingDecision;
import io.handoff.kit.test.TopologyHarness;
import io.handoff.routing.Accounts;
import io.handoff.routing.decision.account.Counters;
import io.handoff.schemas.Topics;
import io.handoff.settings.model.TeamRouting.Strategy;
import io.handoff.settings.model.TeamRouting.Then;
import io.handoff.settings.model.TeamRouting.WideningStep;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What falls due falls due by ticks read back, in the service's own partitions. */
class TimeTopologyTest {

  private final Platform platform = new Platform();
  private final TopologyHarness harness = platform.harness();

  @AfterEach
  void close() {
    harness.close();
  }

  private static Accounts shop() {
    return anAccount()
        .withAgent("mina", 1)
        .withAgent("jonas", 1)
        .withTeam("help", offering(Strategy.LEAST_LOADED, 1), "mina", "jonas")
        .withChannel(live("web").forTeam("help"));
  }

  private List<RoutingDecision> decisions() {
    return harness.take(Topics.ROUTING_DECISIONS);
  }

  private void later(Duration time) {
    harness.advance(time);
  }

  @Test
  void shouldOfferAndTakeTheAnswer() {
    harness.settings(shop().config(), 1);
    platform.presence("mina", PresenceStatus.AVAILABLE);
    platform.asks("c1", "web");

    RoutingDecision offer = decisions().getFirst();
    assertThat(offer.getPayload()).isInstanceOf(ConversationOffered.class);
    AssignConversation action =
        harness.take(Topics.CONVERSATION_ACTIONS).stream()
            .map(record -> record.getPayload())
            .filter(AssignConversation.class::isInstance)
            .map(AssignConversation.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(action.getOffer()).isTrue();
    assertThat(action.getExpiresAt()).isEqualTo(offer.getOccurredAt().plusSeconds(30));
    assertThat(harness.take(Topics.NOTIFICATIONS)).isEmpty();

    platform.request("c1", new OfferAccepted("mina", offer.getDecisionId()));

    assertThat(decisions().getFirst().getPayload())
        .isEqualTo(new ConversationAssigned("mina", null, null));
    later(Duration.ofMinutes(2));
    assertThat(decisions()).isEmpty();
  }

  @Test
  void shouldPassAnOfferOnThatNobodyAnswersAndSetTheAgentAway() {
    harness.settings(shop().config(), 1);
    platform.presence("mina", PresenceStatus.AVAILABLE);
    platform.presence("jonas", PresenceStatus.AVAILABLE);
    platform.asks("c1", "web");
    decisions();

    later(Duration.ofSeconds(29));
    assertThat(decisions()).isEmpty();
    later(Duration.ofSeconds(4));

    assertThat(decisions().getFirst().getPayload())
        .isInstanceOfSatisfying(
            ConversationOffered.class,
            offer -> {
              assertThat(offer.getAgentId()).isEqualTo("jonas");
              assertThat(offer.getPreviousAgentId()).isEqualTo("mina");
            });
    assertThat(harness.take(Topics.DECISIONS))
        .extracting(Decision::getCode)
        .containsExactly("set-away");
    assertThat(harness.count("handoff.routing.notes", "code", "set-away")).isEqualTo(1);
    assertThat(harness.take(Topics.ROUTING_DEAD_LETTERS)).isEmpty();
  }

  @Test
  void shouldAssignWhatWaitsWhenSettingsChangeWithoutAnyRecord() {
    Accounts account = anAccount().withAgent("mina", 1).withChannel(live("web"));
    harness.settings(account.config(), 1);
    platform.presence("mina", PresenceStatus.AVAILABLE);
    platform.asks("c1", "web");
    platform.asks("c2", "web");
    assertThat(decisions())
        .extracting(decision -> (Object) decision.getPayload().getClass())
        .containsExactly(ConversationAssigned.class, ConversationQueued.class);

    harness.settings(account.withAgent("mina", 2).config(), 2);
    later(Duration.ofSeconds(5));

    assertThat(decisions())
        .extracting(decision -> decision.getPayload())
        .contains(new ConversationAssigned("mina", null, null));
  }

  @Test
  void shouldLookAgainWhenTheSettingsWereGoneWhileSomethingFellDue() {
    harness.settings(shop().config(), 1);
    platform.presence("mina", PresenceStatus.AVAILABLE);
    platform.asks("c1", "web");
    platform.presence("jonas", PresenceStatus.AVAILABLE);
    decisions();

    harness.pipeRaw(Topics.SETTINGS_ACCOUNTS, "shop".getBytes(StandardCharsets.UTF_8), null);
    later(Duration.ofSeconds(40));
    harness.settings(shop().config(), 1);
    later(Duration.ofMinutes(3));

    assertThat(decisions())
        .extracting(RoutingDecision::getPayload)
        .filteredOn(ConversationOffered.class::isInstance)
        .isNotEmpty();
  }

  @Test
  void shouldActOnSoManyMomentsInOneGoHoweverManyAccountsAreDue() {
    WideningStep step = new WideningStep(Duration.ofHours(2), 1, null, Then.GO_ON);
    for (int a = 0; a < 12; a++) {
      Platform account = platform.of("shop-" + a);
      harness.settings(
          anAccount("shop-" + a)
              .withAgent("mina", 1)
              .taking(widening(step))
              .withChannel(live("web"))
              .config(),
          1);
      for (int c = 0; c < 100; c++) {
        account.asks("c" + a + "-" + c, "web");
      }
    }
    long before = wakes();

    harness.jump(Duration.ofHours(3));
    later(Duration.ofMillis(100));
    long first = wakes() - before;
    later(Duration.ofSeconds(1));

    assertThat(first).isBetween(1L, 1_000L);
    assertThat(wakes() - before).isGreaterThanOrEqualTo(1_200);
  }

  private long wakes() {
    long wakes = 0;
    try (var all =
        harness.driver().<String, Counters>getKeyValueStore(RoutingStores.ACCOUNTS).all()) {
      while (all.hasNext()) {
        wakes += all.next().value.wakes();
      }
    }
    return wakes;
  }

  @Test
  void shouldNotCountAnOutageAsAnAgentsSilence() {
    harness.settings(shop().config(), 1);
    platform.heartbeat("mina", PresenceStatus.AVAILABLE);
    later(Duration.ofSeconds(20));

    harness.jump(Duration.ofHours(1));
    later(Duration.ofSeconds(30));
    assertThat(harness.take(Topics.DECISIONS)).isEmpty();

    later(Duration.ofMinutes(2));
    assertThat(harness.take(Topics.DECISIONS))
        .extracting(Decision::getCode)
        .containsExactly("heartbeat-timeout");
  }
}
