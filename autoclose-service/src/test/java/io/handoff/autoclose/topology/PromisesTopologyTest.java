package io.handoff.autoclose.topology;

import static io.handoff.autoclose.testing.Accounts.anAccount;
import static io.handoff.autoclose.testing.Promises.aPromise;
import static io.handoff.schemas.Topics.TICKET_EVENTS;
import static io.handoff.schemas.Topics.TIME_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.EscalationStepDue;
import io.handoff.avro.HandoffState;
import io.handoff.avro.Priority;
import io.handoff.avro.SlaAtRisk;
import io.handoff.avro.SlaBreached;
import io.handoff.avro.SnoozeOver;
import io.handoff.avro.TicketStatus;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.SlaConfig;
import io.handoff.sla.SlaMetric;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What falls due of promises and snoozes. */
class PromisesTopologyTest extends AutocloseOnTheDriver {

  @Test
  void shouldTellOfRiskBreachAndStepsOnce() {
    harness.settings(
        anAccount()
            .promising(
                aPromise("gold")
                    .target(SlaMetric.FIRST_RESPONSE, HOUR)
                    .atRisk(new SlaConfig.Point.Used(50))
                    .step(SlaMetric.FIRST_RESPONSE, Duration.ofMinutes(10))
                    .build())
            .build(),
        8);
    talk.promised("gold", Priority.NORMAL);
    harness.pipe(TICKET_EVENTS, talk.ticketTurns(TicketStatus.NEW, now()));
    pass(HALF_HOUR.minusMillis(1));
    assertThat(harness.take(TIME_EVENTS)).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(harness.take(TIME_EVENTS))
        .singleElement()
        .satisfies(
            news -> {
              assertThat(news.getOccurredAt()).isEqualTo(START.plus(HALF_HOUR));
              assertThat(((SlaAtRisk) news.getPayload()).getDueAt()).isEqualTo(START.plus(HOUR));
              assertThat(news.getTicketId()).isEqualTo("t1");
              assertThat(news.getSettingsVersion()).isEqualTo(8);
            });
    pass(HALF_HOUR);
    assertThat(harness.take(TIME_EVENTS))
        .singleElement()
        .satisfies(
            news -> assertThat(((SlaBreached) news.getPayload()).getPolicyId()).isEqualTo("gold"));
    pass(HALF_HOUR);
    assertThat(harness.take(TIME_EVENTS))
        .singleElement()
        .satisfies(
            news -> {
              assertThat(((EscalationStepDue) news.getPayload()).getStep()).isEqualTo(1);
              assertThat(news.getOccurredAt()).isEqualTo(START.plus(HOUR).plusSeconds(600));
            });
    pass(HOUR);
    assertThat(harness.take(TIME_EVENTS)).isEmpty();
    assertThat(harness.count("handoff.sla.breaches", "metric", "first-response")).isEqualTo(1);
    assertThat(harness.count("handoff.sla.at.risk", "metric", "first-response")).isEqualTo(1);
  }

  @Test
  void shouldTakeUpChangedPromisesThoughNothingHappens() {
    harness.settings(promising(HOUR.multipliedBy(10)), 8);
    talk.promised("gold", Priority.NORMAL);
    harness.pipe(TICKET_EVENTS, talk.ticketTurns(TicketStatus.NEW, now()));
    keepTime(HALF_HOUR);
    harness.settings(promising(HOUR), 9);
    keepTime(Duration.ofMinutes(29));
    assertThat(harness.take(TIME_EVENTS)).isEmpty();
    keepTime(Duration.ofMinutes(2));

    assertThat(harness.take(TIME_EVENTS))
        .singleElement()
        .satisfies(
            news -> {
              assertThat(news.getOccurredAt()).isEqualTo(START.plus(HOUR));
              assertThat(news.getSettingsVersion()).isEqualTo(9);
            });
  }

  @Test
  void shouldTakeUpChangedPromisesWhereAConversationCannotBeRead() {
    harness.settings(promising(HOUR.multipliedBy(10)), 8);
    talk.promised("gold", Priority.NORMAL);
    harness.pipe(TICKET_EVENTS, talk.ticketTurns(TicketStatus.NEW, now()));
    keepTime(HALF_HOUR);
    harness.corrupt("conversations", talk.key() + "-before", "{\"channelId\":[");
    harness.corrupt("conversations", talk.key().replace("/", "/a"), "{\"channelId\":[");
    harness.settings(promising(HOUR), 9);
    keepTime(Duration.ofMinutes(31));

    assertThat(harness.take(TIME_EVENTS)).hasSize(1);
    assertThat(harness.count("handoff.state.unreadable", "store", "conversations"))
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void shouldTellOneBreachWhenTheAnswerCameLateButBeforeAnybodyLooked() {
    harness.settings(promising(HALF_HOUR), 8);
    talk.promised("gold", Priority.NORMAL);
    Instant began = now().minus(HOUR.multipliedBy(2));
    Instant answered = now().minus(HOUR);
    piped(talk.customerWrites(began));
    piped(talk.agentWrites(answered));
    harness.pipe(TICKET_EVENTS, talk.ticketTurns(TicketStatus.NEW, began));
    harness.pipe(TICKET_EVENTS, talk.ticketTurns(TicketStatus.WAITING_ON_CUSTOMER, answered));
    pass(Duration.ofSeconds(5));

    assertThat(harness.take(TIME_EVENTS))
        .singleElement()
        .satisfies(
            news -> {
              assertThat(news.getOccurredAt()).isEqualTo(began.plus(HALF_HOUR));
              assertThat(((SlaBreached) news.getPayload()).getMetAt()).isEqualTo(answered);
            });
  }

  private static AccountConfig promising(Duration time) {
    return anAccount()
        .promising(aPromise("gold").target(SlaMetric.FIRST_RESPONSE, time).build())
        .build();
  }

  @Test
  void shouldBringASnoozedTicketBackOnTimeAndOnce() {
    harness.pipe(TICKET_EVENTS, talk.handoff(HandoffState.ASSIGNED, now()));
    harness.pipe(TICKET_EVENTS, talk.ticketSnoozed(now(), START.plus(HOUR)));
    pass(HOUR.minusMillis(1));
    assertThat(harness.take(TIME_EVENTS)).isEmpty();

    pass(Duration.ofSeconds(1));
    pass(HOUR);

    assertThat(harness.take(TIME_EVENTS))
        .singleElement()
        .satisfies(
            news -> {
              assertThat(news.getPayload()).isEqualTo(new SnoozeOver(START.plus(HOUR)));
              assertThat(news.getTicketId()).isEqualTo("t1");
              assertThat(news.getOccurredAt()).isEqualTo(START.plus(HOUR));
              assertThat(news.getCause().getEventId()).isEqualTo("c1-t3");
            });
    assertThat(harness.count("handoff.snoozes.ended")).isEqualTo(1);
  }

  @Test
  void shouldNotBringATicketBackThatHasComeBackBefore() {
    harness.pipe(TICKET_EVENTS, talk.ticketSnoozed(now(), START.plus(HOUR)));
    pass(HALF_HOUR);
    harness.pipe(TICKET_EVENTS, talk.ticketTurns(TicketStatus.OPEN, now()));

    pass(HOUR);

    assertThat(harness.take(TIME_EVENTS)).isEmpty();
  }
}
