package io.handoff.deploy.testhandoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.ConversationClosed;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.HandoffDeclined;
import io.handoff.avro.HandoffProcess;
import io.handoff.deploy.testhandoff.Hop.Stage;
import io.handoff.deploy.testhandoff.TestRun.Plan;
import io.handoff.deploy.testhandoff.TestRun.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestRunTest {

  private final List<Hop> hops = new ArrayList<>();
  private boolean stopped;

  private Result run(FakeServices services) {
    return run(services, Call.By.BUTTON);
  }

  private Result run(FakeServices services, Call.By by) {
    return new TestRun(
            new Plan("acme", "web", "test-1", "en", new Call(by, "A test.")),
            services,
            Duration.ofSeconds(20),
            () -> Instant.parse("2026-05-01T12:00:00Z"),
            services::nanos,
            () -> stopped,
            hops::add)
        .run();
  }

  private List<Stage> stages() {
    return hops.stream().map(Hop::stage).toList();
  }

  private static void assertClosedAndMarked(FakeServices services) {
    assertThat(services.events).allMatch(ConversationEvent::getTest);
    assertThat(services.events.getLast().getPayload()).isInstanceOf(ConversationClosed.class);
  }

  @Test
  void shouldFollowEachHopAndCloseWhenAnAgentIsThere() {
    FakeServices services =
        new FakeServices()
            .routing(HandoffProcess.LIVE, new ConversationAssigned("anna", null, null));
    assertThat(run(services)).isEqualTo(new Result("assigned to anna", "t"));
    assertThat(stages()).containsExactly(Stage.values());
    assertThat(hops).extracting(Hop::after).isSorted();
    assertClosedAndMarked(services);
  }

  @Test
  void shouldSucceedAndSaySoWhenNobodyIsThere() {
    assertThat(run(new FakeServices()).outcome())
        .isEqualTo("queued at position 1: nobody is available");
  }

  @Test
  void shouldNotWaitForATicketWhenTheTargetIsAnInbox() {
    FakeServices services = new FakeServices().toInbox();
    assertThat(run(services).ticketId()).isNull();
    assertThat(stages()).doesNotContain(Stage.CLOSED).contains(Stage.TICKET, Stage.FREED);
  }

  @Test
  void shouldEndWithTheAiAgentWhenTheProcessIsNone() {
    FakeServices services =
        new FakeServices().routing(HandoffProcess.NONE, new HandoffDeclined(true));
    assertThat(run(services).outcome()).contains("left with the AI agent");
    assertClosedAndMarked(services);
  }

  @ParameterizedTest
  @CsvSource({
    "trigger-service, TRIGGER, handoff.requests, trigger.dead-letters",
    "routing-service, ROUTED, routing.decisions, routing.dead-letters",
    "ticket-service, TICKET, ticket.events, ticket.dead-letters"
  })
  void shouldNameTheServiceAndItsTopicsAndCloseWhenItDoesNotAnswer(
      String service, Stage stage, String topic, String deadLetters) {
    FakeServices services = new FakeServices().without(service);
    assertThatThrownBy(() -> run(services))
        .isInstanceOfSatisfying(
            HopFailedException.class, e -> assertThat(e.stage()).isEqualTo(stage))
        .hasMessageContainingAll(
            service, "within 20 s", topic, deadLetters, "runbooks/HandoffServiceDown.md");
    assertThat(stages()).doesNotContain(stage);
    assertThat(services.nanos()).isGreaterThanOrEqualTo(Duration.ofSeconds(20).toNanos());
    assertClosedAndMarked(services);
  }

  @Test
  void shouldTellWhatTheServiceSaidInsteadOfWhereToLook() {
    assertThatThrownBy(() -> run(new FakeServices().objecting()))
        .hasMessageContaining("channel: channel-off: the channel is off")
        .hasMessageNotContaining("runbooks");
  }

  @Test
  void shouldEndAtOnceWhenTheTextWasReadAndFitsNoTrigger() {
    FakeServices services = new FakeServices().objecting();
    assertThatThrownBy(() -> run(services, Call.By.WORDS))
        .hasMessageContaining("trigger-service has read the call of test-1")
        .hasMessageContaining("channel: channel-off");
    assertThat(services.nanos()).isLessThan(Duration.ofSeconds(1).toNanos());
    assertClosedAndMarked(services);
  }

  @Test
  void shouldFailWhenTheTicketWouldBeCounted() {
    FakeServices services = new FakeServices().withoutMarks();
    assertThatThrownBy(() -> run(services)).hasMessageContaining("ticket t is not marked");
    assertClosedAndMarked(services);
  }

  @Test
  void shouldCloseWhenItIsStopped() {
    FakeServices services = new FakeServices().without("routing-service");
    stopped = true;
    assertThatThrownBy(() -> run(services)).hasMessageContaining("stopped while waiting for");
    assertClosedAndMarked(services);
  }
}
