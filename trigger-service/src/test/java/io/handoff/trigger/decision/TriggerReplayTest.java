package io.handoff.trigger.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.language.person.PersonRequestDetector;
import io.handoff.settings.model.AccountConfig;
import io.handoff.trigger.Accounts;
import io.handoff.trigger.decision.ConversationInput.Author;
import io.handoff.trigger.decision.ConversationInput.Closed;
import io.handoff.trigger.decision.ConversationInput.CouldNotAnswer;
import io.handoff.trigger.decision.ConversationInput.Event;
import io.handoff.trigger.decision.ConversationInput.Message;
import io.handoff.trigger.decision.ConversationInput.Paused;
import io.handoff.trigger.decision.ConversationInput.PersonAsked;
import io.handoff.trigger.decision.ConversationInput.Resumed;
import io.handoff.trigger.decision.ConversationInput.What;
import io.handoff.trigger.decision.TriggerDecision.HandoffOpened;
import io.handoff.trigger.decision.TriggerDecision.TriggerSuppressed;
import io.handoff.trigger.decision.TriggerDecision.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TriggerReplayTest {

  private static final Instant START = Instant.parse("2026-11-02T10:00:00Z");
  private static final AccountConfig ACME = Accounts.acme();

  private final TriggerDecider decider =
      new TriggerDecider(
          new TriggerPolicies(PersonRequestDetector.create(), new CompiledTriggers()));

  @Provide
  Arbitrary<List<What>> conversations() {
    Arbitrary<What> message =
        Arbitraries.of("hello", "환불", "money back please", "talk to a human", "thanks")
            .flatMap(
                text ->
                    Arbitraries.of(Author.values())
                        .map(author -> (What) new Message(0, author, "x", text)));
    Arbitrary<What> other =
        Arbitraries.of(
            new Closed(),
            new Resumed(),
            new Paused(false),
            new Paused(true),
            new PersonAsked(null),
            new CouldNotAnswer(null, null));
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(4, message), net.jqwik.api.Tuple.of(1, other))
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  private List<Event> events(List<What> whats) {
    List<Event> events = new ArrayList<>();
    long sequence = 0;
    for (What what : whats) {
      What numbered =
          what instanceof Message m
              ? new Message(++sequence, m.author(), m.authorId(), m.text())
              : what;
      int n = events.size();
      events.add(new Event("e" + n, "web", START.plusSeconds(n), false, numbered));
    }
    return events;
  }

  private record Outcome(ConversationState state, List<Verdict> verdicts) {}

  private Outcome play(List<Event> events) {
    ConversationState state = ConversationState.NEW;
    List<Verdict> verdicts = new ArrayList<>();
    for (Event event : events) {
      TriggerDecision decision = decider.decide("acme", "k", state, event, ACME);
      state = decision.state() == null ? state : decision.state();
      verdicts.add(decision.verdict());
    }
    return new Outcome(state, verdicts);
  }

  @Property(tries = 300)
  void shouldGiveSameDecisionsWhenReplayed(@ForAll("conversations") List<What> whats) {
    assertThat(play(events(whats))).isEqualTo(play(events(whats)));
  }

  @Property(tries = 300)
  void shouldChangeNothingWhenEveryEventComesTwice(@ForAll("conversations") List<What> whats) {
    List<Event> doubled = new ArrayList<>();
    events(whats)
        .forEach(
            event -> {
              doubled.add(event);
              doubled.add(event);
            });
    Outcome twice = play(doubled);
    assertThat(twice.state()).isEqualTo(play(events(whats)).state());
    assertThat(handoffs(twice)).isEqualTo(handoffs(play(events(whats))));
  }

  @Property(tries = 300)
  void shouldHaveAtMostOneOpenHandoff(@ForAll("conversations") List<What> whats) {
    boolean open = false;
    List<Event> events = events(whats);
    List<Verdict> verdicts = play(events).verdicts();
    for (int i = 0; i < events.size(); i++) {
      What what = events.get(i).what();
      if (what instanceof Closed || what instanceof Resumed) {
        open = false;
      }
      if (verdicts.get(i) instanceof HandoffOpened) {
        assertThat(open).as("a second handoff at event %d", i).isFalse();
        open = true;
      }
    }
  }

  /**
   * Whoever calls for a person gets a handoff, or an agent's word, or the conversation ends; and
   * when the AI agent is left alone with the customer, none of the calls is still waiting.
   */
  @Property(tries = 1000)
  void shouldLoseNoCallAndAnswerNoneTwice(@ForAll("conversations") List<What> whats) {
    List<Event> events = events(whats);
    List<Verdict> verdicts = play(events).verdicts();
    List<String> waiting = new ArrayList<>();
    List<String> answered = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      What what = events.get(i).what();
      if (what instanceof Closed || (what instanceof Message m && m.author() == Author.AGENT)) {
        waiting.clear();
      }
      if (calls(what) && verdicts.get(i) instanceof TriggerSuppressed) {
        waiting.add(events.get(i).eventId());
      }
      if (verdicts.get(i) instanceof HandoffOpened opened) {
        answered.add(opened.call().eventId());
        if (what instanceof Resumed) {
          assertThat(opened.call().eventId()).isEqualTo(waiting.getFirst());
        }
        waiting.clear();
      }
      if (what instanceof Resumed) {
        assertThat(waiting).as("left unanswered by the hand-back at event %d", i).isEmpty();
      }
    }
    assertThat(answered).doesNotHaveDuplicates();
  }

  private static boolean calls(What what) {
    return what instanceof PersonAsked
        || (what instanceof Message m
            && m.author() == Author.CUSTOMER
            && !m.text().equals("hello")
            && !m.text().equals("thanks"));
  }

  private static List<String> handoffs(Outcome outcome) {
    return outcome.verdicts().stream()
        .filter(HandoffOpened.class::isInstance)
        .map(verdict -> ((HandoffOpened) verdict).handoffId())
        .toList();
  }
}
