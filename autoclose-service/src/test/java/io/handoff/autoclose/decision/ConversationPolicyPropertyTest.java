package io.handoff.autoclose.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.autoclose.decision.conversation.Conversation;
import io.handoff.autoclose.decision.event.Event;
import io.handoff.autoclose.decision.event.Event.Author;
import io.handoff.autoclose.decision.event.Event.Stage;
import io.handoff.autoclose.decision.event.EventMetadata;
import io.handoff.autoclose.decision.sla.SlaFacts.Status;
import io.handoff.autoclose.decision.sla.SlaState;
import io.handoff.autoclose.decision.time.Origin;
import io.handoff.autoclose.decision.time.Timekeeping;
import io.handoff.autoclose.testing.Accounts;
import io.handoff.kit.time.Outages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Random conversations: events of two streams within twenty minutes, so that no deadline is missed
 * in between.
 */
class ConversationPolicyPropertyTest {

  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  @Property(tries = 1000)
  void shouldComeToTheSameDeadlineWhateverOrderTheTwoStreamsAreReadIn(
      @ForAll long seed, @ForAll long firstOrder, @ForAll long secondOrder) {
    Random random = new Random(seed);
    List<Event> said = said(random);
    List<Event> handled = handled(random);

    Conversation one = folded(merged(said, handled, new Random(firstOrder)));
    Conversation other = folded(merged(said, handled, new Random(secondOrder)));

    assertThat(one.lapsed()).isEmpty();
    assertThat(wake(one)).isEqualTo(wake(other));
    assertThat(one.standing()).isEqualTo(other.standing());
  }

  @Property(tries = 500)
  void shouldChangeNothingWhenAnEventComesTwice(@ForAll long seed) {
    Random random = new Random(seed);
    List<Event> once = merged(said(random), handled(random), random);
    List<Event> twice = new ArrayList<>();
    for (int i = 0; i < once.size(); i++) {
      twice.add(once.get(i));
      twice.add(once.get(random.nextInt(i + 1)));
    }

    assertThat(folded(twice)).isEqualTo(folded(once));
  }

  @Property(tries = 500)
  void shouldFireTheSameClosesWheneverSomebodyLooks(@ForAll long seed) {
    Random random = new Random(seed);
    List<Event> events = new ArrayList<>();
    Instant at = START;
    for (int i = 1; i <= 12; i++) {
      at = at.plusSeconds(random.nextInt(1, 7200));
      events.add(
          new Event.Posted(
              about("m" + i, at), random.nextBoolean() ? Author.AGENT : Author.CUSTOMER, i));
    }
    Instant end = at.plusSeconds(100_000);

    List<String> often = closes(events, end, true);
    List<String> late = closes(events, end, false);

    assertThat(late).containsExactlyElementsOf(often);
  }

  private static List<String> closes(List<Event> events, Instant end, boolean often) {
    List<String> ids = new ArrayList<>();
    Conversation conversation = null;
    for (Event event : events) {
      if (often && conversation != null) {
        TimerResult result = fire(conversation, event.about().occurredAt().minusMillis(1));
        result.closes().forEach(close -> ids.add(close.actionId()));
        conversation = result.conversation();
      }
      conversation =
          ConversationPolicy.decide(conversation, event, Optional.of(Accounts.usual()))
              .conversation();
    }
    fire(conversation, end).closes().forEach(close -> ids.add(close.actionId()));
    return ids;
  }

  private static TimerResult fire(Conversation conversation, Instant safe) {
    return new SilencePolicy(java.time.Duration.ZERO, java.time.Duration.ofDays(7))
        .fire(
            "acme",
            "c1",
            conversation,
            new Timekeeping(safe, Outages.NONE),
            Optional.of(Accounts.usual()));
  }

  private static Optional<Instant> wake(Conversation conversation) {
    return SilencePolicy.DEFAULT.wake(conversation, Outages.NONE, Optional.of(Accounts.usual()));
  }

  private static Conversation folded(List<Event> events) {
    Conversation conversation = null;
    for (Event event : events) {
      Decision decision =
          ConversationPolicy.decide(conversation, event, Optional.of(Accounts.usual()));
      if (decision.conversation() != null) {
        conversation = decision.conversation();
      }
    }
    if (conversation == null) {
      throw new AssertionError("no event began it");
    }
    return conversation;
  }

  private static List<Event> merged(List<Event> said, List<Event> handled, Random order) {
    List<Event> merged = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < said.size() || j < handled.size()) {
      if (j == handled.size() || (i < said.size() && order.nextBoolean())) {
        merged.add(said.get(i++));
      } else {
        merged.add(handled.get(j++));
      }
    }
    return merged;
  }

  private static List<Event> said(Random random) {
    List<Event> events = new ArrayList<>();
    Instant at = START;
    for (int i = 1; i <= 10; i++) {
      at = at.plusSeconds(random.nextInt(0, 60));
      EventMetadata metadata = about("s" + i, at);
      events.add(
          switch (random.nextInt(8)) {
            case 0 -> new Event.Resumed(metadata);
            case 1 -> new Event.Noted(metadata);
            case 2 -> new Event.Closed(metadata);
            case 3 -> new Event.Posted(metadata, Author.AUTOMATIC, i);
            case 4, 5 -> new Event.Posted(metadata, Author.AGENT, i);
            default -> new Event.Posted(metadata, Author.CUSTOMER, i);
          });
    }
    return events;
  }

  private static List<Event> handled(Random random) {
    List<Event> events = new ArrayList<>();
    Instant at = START;
    for (int i = 1; i <= 8; i++) {
      at = at.plusSeconds(random.nextInt(0, 60));
      EventMetadata metadata = about("t" + i, at);
      int handoff = i / 4;
      Stage stage = Stage.values()[random.nextInt(Stage.values().length)];
      events.add(
          random.nextInt(4) == 0
              ? new Event.TicketMoved(
                  metadata,
                  "t" + handoff,
                  "h" + handoff,
                  START,
                  random.nextBoolean() ? Status.ACTIVE : Status.SNOOZED,
                  metadata.occurredAt(),
                  random.nextBoolean() ? null : START.plusSeconds(random.nextInt(7200)),
                  SlaState.Assigned.NOTHING)
              : new Event.HandoffMoved(
                  metadata,
                  "h" + handoff,
                  START.plusSeconds(handoff),
                  stage,
                  stage == Stage.ASSIGNED ? "a" + random.nextInt(2) : null,
                  null,
                  null,
                  "en"));
    }
    return events;
  }

  private static EventMetadata about(String id, Instant at) {
    return new EventMetadata(new Origin(id, 0), "acme", "web", "c1", at, at, false);
  }
}
