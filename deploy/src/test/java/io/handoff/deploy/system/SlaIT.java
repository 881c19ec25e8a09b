package io.handoff.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.AuthorType;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.ConversationStarted;
import io.handoff.avro.Customer;
import io.handoff.avro.Priority;
import io.handoff.deploy.demo.Addresses;
import io.handoff.deploy.demo.DemoSettings;
import io.handoff.deploy.local.LocalStack;
import io.handoff.deploy.play.ConversationTimeline;
import io.handoff.deploy.play.ConversationTimeline.Entry;
import io.handoff.deploy.play.ConversationTimeline.Kind;
import io.handoff.deploy.play.Platform;
import io.handoff.deploy.play.Publisher;
import io.handoff.deploy.play.Watcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is promised to customers, on the running system. Conversations began so long ago that their
 * targets fall due, by the real clock, {@link #MARGIN} and a little after they are played: nothing
 * waits for half an hour, and timers fire as they do in production.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SlaIT {

  private static final String ACCOUNT = "promising";
  private static final int EACH = 8;
  private static final Duration TARGET = Duration.ofMinutes(30);
  private static final Duration NEAR = Duration.ofSeconds(25);
  private static final Duration HURRY = Duration.ofSeconds(5);
  private static final Duration LATER = Duration.ofSeconds(10);
  private static final Duration MARGIN = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String SETTINGS =
      """
      account: promising
      agents: [{ id: anna }]
      teams: [{ id: desk, name: Desk, members: [anna] }]
      handoff: { target: { kind: help-desk, team: desk } }
      channels:
        - { id: web, type: web-chat, onSince: 2000-01-01, language: en }
      sla:
        policies:
          - id: gold
            targets: { firstResponse: 30m, nextResponse: 30m, resolution: 8h }
            atRisk: [25s]
            escalation:
              - { before: 5s, then: [{ action: set-priority, to: high }] }
              - { after: 10s, then: [{ action: set-priority, to: urgent }] }
      """;

  @TempDir static Path folder;

  private final Instant start = Instant.now();
  private LocalStack stack;
  private Watcher watcher;
  private Publisher publisher;
  private Platform platform;
  private Instant due;
  private int events;

  /** Something that fell due. */
  private record Told(
      String what, String metric, @Nullable Integer step, Instant at, @Nullable Instant metAt) {}

  @BeforeAll
  void start() throws Exception {
    stack = SystemUnderTest.shared();
    watcher = new Watcher(stack.endpoints());
    publisher = new Publisher(stack.endpoints());
    platform = Platform.at(stack.endpoints(), publisher);
    platform.open();
    Path file = folder.resolve("promising.yaml");
    Files.writeString(file, SETTINGS);
    DemoSettings.apply(file, Addresses.of(stack), line -> {});
    play();
  }

  @AfterAll
  void stop() {
    if (platform != null) {
      platform.close();
      publisher.close();
      watcher.close();
    }
  }

  private void play() throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    due = now.plus(MARGIN).plus(NEAR);
    Instant began = due.minus(TARGET);
    for (int i = 0; i < EACH; i++) {
      asks("silent-" + i, began);
      asks("near-" + i, began);
      asks("late-" + i, began);
      asks("in-time-" + i, began);
      answers("in-time-" + i, began.plus(Duration.ofMinutes(10)));
      asks("anew-" + i, began.minus(TARGET));
      answers("anew-" + i, began.minus(Duration.ofMinutes(20)));
      writes("anew-" + i, began);
    }
    publisher.flush();
    whenTold("near", "at risk");
    whenTold("late", "missed");
    for (String group : List.of("silent", "anew")) {
      awaitEach(group, "escalated", timeline -> has(timeline, "escalated", 2));
    }
    watcher.awaitRest(Duration.ofSeconds(3), PATIENCE);
  }

  /** Agents answer when they are told. */
  private void whenTold(String group, String what) throws InterruptedException {
    awaitEach(group, what, timeline -> has(timeline, what, null));
    for (int i = 0; i < EACH; i++) {
      answers(group + "-" + i, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }
    publisher.flush();
  }

  private static boolean has(ConversationTimeline timeline, String what, @Nullable Integer step) {
    return told(timeline).stream()
        .anyMatch(told -> told.what().equals(what) && (step == null || step.equals(told.step())));
  }

  private void awaitEach(String group, String wanted, Predicate<ConversationTimeline> test)
      throws InterruptedException {
    for (int i = 0; i < EACH; i++) {
      watcher.await(ACCOUNT, group + "-" + i, wanted, test, PATIENCE);
    }
  }

  @Test
  void shouldTellEachPointBreachAndStepOnceWhenNobodyAnswers() {
    for (ConversationTimeline timeline : stories("silent")) {
      assertThat(told(timeline))
          .as(timeline.conversationId())
          .containsExactlyInAnyOrderElementsOf(
              Stream.of("first response", "next response")
                  .flatMap(metric -> all(metric).stream())
                  .toList());
      assertThat(timeline.tickets().getFirst().getPriority()).isEqualTo(Priority.URGENT);
    }
  }

  @Test
  void shouldTellNothingWhenAnsweredInTime() {
    for (ConversationTimeline timeline : stories("in-time")) {
      assertThat(told(timeline)).as(timeline.conversationId()).isEmpty();
      assertThat(timeline.tickets())
          .singleElement()
          .returns("gold", ticket -> ticket.getSlaPolicyId())
          .returns(Priority.NORMAL, ticket -> ticket.getPriority());
    }
  }

  @Test
  void shouldMeasureTheNextResponseWhenTheCustomerWaitsAnew() {
    for (ConversationTimeline timeline : stories("anew")) {
      assertThat(told(timeline))
          .as(timeline.conversationId())
          .containsExactlyInAnyOrderElementsOf(all("next response"));
    }
  }

  @Test
  void shouldCancelBreachAndStepsWhenAnsweredAtTheLastMoment() {
    for (ConversationTimeline timeline : stories("near")) {
      assertThat(told(timeline))
          .as(timeline.conversationId())
          .containsExactlyInAnyOrder(atRisk("first response"), atRisk("next response"));
      assertThat(timeline.tickets().getFirst().getPriority()).isEqualTo(Priority.NORMAL);
    }
  }

  @Test
  void shouldCancelStepsThatWereToComeWhenAnsweredLate() {
    for (ConversationTimeline timeline : stories("late")) {
      assertThat(told(timeline))
          .as(timeline.conversationId())
          .containsExactlyInAnyOrderElementsOf(
              Stream.of("first response", "next response")
                  .flatMap(metric -> all(metric).stream())
                  .filter(told -> told.step() == null || told.step() == 1)
                  .toList());
      assertThat(timeline.tickets().getFirst().getPriority()).isEqualTo(Priority.HIGH);
    }
  }

  @Test
  void shouldTellNothingEarlyAndRefuseNothing() {
    List<Entry> early =
        watcher.look(
            all ->
                all.stream()
                    .flatMap(timeline -> timeline.entries().stream())
                    .filter(entry -> entry.kind() == Kind.TIME)
                    .filter(entry -> entry.publishedAt().isBefore(entry.at()))
                    .toList());
    assertThat(early).isEmpty();
    assertThat(SystemUnderTest.refused(watcher, start)).isEmpty();
  }

  private List<Told> all(String metric) {
    return List.of(
        atRisk(metric),
        new Told("escalated", metric, 1, due.minus(HURRY), null),
        new Told("missed", metric, null, due, null),
        new Told("escalated", metric, 2, due.plus(LATER), null));
  }

  private Told atRisk(String metric) {
    return new Told("at risk", metric, null, due.minus(NEAR), null);
  }

  private static List<Told> told(ConversationTimeline timeline) {
    List<Told> told = new ArrayList<>();
    for (Entry entry : timeline.entries()) {
      if (entry.kind() == Kind.TIME) {
        told.add(
            new Told(
                (String) entry.fields().get("what"),
                (String) entry.fields().get("metric"),
                (Integer) entry.fields().get("step"),
                entry.at(),
                entry.fields().get("metAt") instanceof String met ? Instant.parse(met) : null));
      }
    }
    return told;
  }

  private List<ConversationTimeline> stories(String group) {
    List<ConversationTimeline> stories =
        watcher.look(
            all ->
                all.stream()
                    .filter(timeline -> timeline.conversationId().matches(group + "-\\d+"))
                    .toList());
    assertThat(stories).hasSize(EACH);
    return stories;
  }

  private void asks(String conversation, Instant at) {
    platform.publish(
        event(conversation, at)
            .setPayload(
                ConversationStarted.newBuilder()
                    .setCustomer(
                        Customer.newBuilder()
                            .setCustomerId("c-" + conversation)
                            .setName("Ada")
                            .setLanguage("en")
                            .setEmail(null)
                            .build())
                    .setSubject(null)
                    .setStoreId(null)
                    .setTopic(null)
                    .build()));
    platform.post(
        event(conversation, at),
        AuthorType.CUSTOMER,
        "c-" + conversation,
        "I want to talk to a human please");
  }

  private void writes(String conversation, Instant at) {
    platform.post(
        event(conversation, at), AuthorType.CUSTOMER, "c-" + conversation, "Any news of my order?");
  }

  private void answers(String conversation, Instant at) {
    platform.post(event(conversation, at), AuthorType.AGENT, "anna", "It has left our house.");
  }

  private ConversationEvent.Builder event(String conversation, Instant at) {
    return ConversationEvent.newBuilder()
        .setEventId("sla-it-" + events++)
        .setAccountId(ACCOUNT)
        .setChannelId("web")
        .setConversationId(conversation)
        .setOccurredAt(at)
        .setCause(null);
  }
}
