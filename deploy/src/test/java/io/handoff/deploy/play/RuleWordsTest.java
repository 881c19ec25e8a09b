package io.handoff.deploy.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.Decision;
import io.handoff.avro.DecisionDetail;
import io.handoff.avro.DecisionOutcome;
import io.handoff.deploy.play.ConversationTimeline.Entry;
import io.handoff.schemas.Topics;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RuleWordsTest {

  private static final Instant TEN = Instant.parse("2026-02-03T10:00:00Z");

  private static DecisionDetail detail(
      String name, @Nullable String expected, @Nullable String actual, boolean met) {
    return new DecisionDetail(name, expected, actual, met);
  }

  private static Entry told(String subject, String code, DecisionDetail... details) {
    Decision decision =
        Decision.newBuilder()
            .setDecisionId("d1")
            .setAccountId("acme")
            .setConversationId("c1")
            .setOccurredAt(TEN)
            .setService("ticket-service")
            .setSubject(subject)
            .setOutcome(DecisionOutcome.NOT_FIRED)
            .setCode(code)
            .setMessage("no rule fired")
            .setDetails(List.of(details))
            .build();
    ConversationTimeline timeline = new ConversationTimeline("acme", "c1");
    RuleWords.decision(
        new TopicReader.Read(Topics.DECISIONS, 0, 0, TEN, decision), decision, timeline);
    return timeline.entries().getFirst();
  }

  @Test
  void shouldSayWhichRuleFired() {
    assertThat(RuleWords.words(detail("vip", null, null, true))).isEqualTo("fired: vip");
  }

  @Test
  void shouldSayWhatWasWantedAndWhatWasThere() {
    assertThat(RuleWords.words(detail("vip: customer.tags", "has vip", "new, late", false)))
        .isEqualTo(
            "did not fire: vip, because of customer.tags: wanted \"has vip\", there was"
                + " \"new, late\"");
    assertThat(RuleWords.words(detail("vip: customer.tags", "has vip", null, false)))
        .endsWith("there was \"nothing\"");
    assertThat(RuleWords.words(detail("vip", null, null, false)))
        .isEqualTo(
            "did not fire: vip, because of condition: wanted \"anything\", there was \"nothing\"");
  }

  @Test
  void shouldSayThatAScriptFailed() {
    assertThat(RuleWords.words(detail("score: script", "a result", "no such field", false)))
        .isEqualTo("did not fire: score, because its script failed: no such field");
  }

  @Test
  void shouldListTheRulesThatDidNotFire() {
    Entry entry =
        told(
            "rules/intake",
            "rules-fired",
            detail("vip", null, null, true),
            detail("late: ticket.age", "more-than 2h", "1h", false));

    assertThat(entry.who()).isEqualTo("ticket");
    assertThat(entry.text()).endsWith(" rules/intake (rules-fired): no rule fired");
    assertThat(entry.details()).hasSize(1).first().asString().contains("late", "more-than 2h");
    assertThat(entry.minor()).isFalse();
  }

  @Test
  void shouldListNoDetailsOfOtherDecisions() {
    assertThat(told("close", "silent", detail("vip", null, null, false)).details()).isEmpty();
  }

  @Test
  void shouldTakeItForMinorThatNothingFiredUnlessAScriptFailed() {
    DecisionDetail condition = detail("late: ticket.age", "more-than 2h", "1h", false);
    DecisionDetail script = detail("score: script", "a result", "no such field", false);

    assertThat(told("rules/intake", "rules-not-fired", condition).minor()).isTrue();
    assertThat(told("rules/intake", "rules-not-fired", condition, script).minor()).isFalse();
    assertThat(told("trigger", "handoff-open").minor()).isTrue();
  }
}
