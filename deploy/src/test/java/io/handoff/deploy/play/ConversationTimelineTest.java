package io.handoff.deploy.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.deploy.play.ConversationTimeline.Entry;
import io.handoff.deploy.play.ConversationTimeline.Kind;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConversationTimelineTest {

  private static final Instant TEN = Instant.parse("2026-02-03T10:00:00Z");

  private final ConversationTimeline timeline = new ConversationTimeline("acme", "c");

  private void add(Instant at, Instant publishedAt, String text) {
    timeline.add(new Entry(at, publishedAt, Kind.TICKET, "ticket", text, Map.of()));
  }

  /** A close that was due long ago, and came about only after the ticket woke. */
  @Test
  void shouldTellInTheOrderOfPublicationHoweverLateADeadlineIs() {
    add(TEN, TEN, "v7 woke");
    add(TEN.minusSeconds(3_600), TEN.plusMillis(1), "v8 closed");
    assertThat(timeline.entries()).extracting(Entry::text).containsExactly("v7 woke", "v8 closed");
  }

  @Test
  void shouldCountTheSameWithOtherFiguresOnce() {
    add(TEN, TEN, "v7 queued until 2026-02-03T10:00:00Z");
    add(TEN, TEN, "v8 queued until 2026-02-03T11:00:00Z");
    add(TEN, TEN, "v9 assigned");
    assertThat(timeline.different()).isEqualTo(2);
  }
}
