package io.handoff.autoclose.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.autoclose.decision.Decision.Outcome;
import io.handoff.autoclose.decision.Event.Author;
import io.handoff.autoclose.decision.Event.Stage;
import io.handoff.autoclose.decision.Event.TicketStage;
import io.handoff.autoclose.testing.Accounts;
import io.handoff.kit.time.Outage;
import io.handoff.kit.time.Outages;
import io.handoff.settings.AccountConfig;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One conversation on one day, told line by line: {@code
 * aStory().customer("10:00").agent("10:05")}.
 */
final class Story {

  static final LocalDate DAY = LocalDate.of(2026, 3, 2);

  private static final DuePolicy POLICY = new DuePolicy(SilencePolicy.DEFAULT);

  private final AccountConfig settings;
  private @Nullable Conversation conversation;
  private @Nullable Outcome outcome;
  private long sequence;
  private int events;
  private Outages outages = Outages.NONE;

  private Story(AccountConfig settings) {
    this.settings = settings;
  }

  /** An hour for customers, thirty minutes for agents. */
  static Story aStory() {
    return new Story(Accounts.usual());
  }

  static Story aStoryWith(AccountConfig settings) {
    return new Story(settings);
  }

  static Instant at(String time) {
    return DAY.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
  }

  /** No time was kept meanwhile, as is found out from now on. */
  Story outage(String from, String until) {
    outages = new Outages(List.of(new Outage(at(from), at(until))));
    return this;
  }

  boolean isForgotten() {
    return conversation == null;
  }

  Story customer(String time) {
    return writes(Author.CUSTOMER, time);
  }

  Story agent(String time) {
    return writes(Author.AGENT, time);
  }

  Story aiAgent(String time) {
    return writes(Author.AI_AGENT, time);
  }

  Story automatic(String time) {
    return writes(Author.AUTOMATIC, time);
  }

  Story writes(Author author, String time) {
    return happens(new Event.Posted(about(time), author, ++sequence));
  }

  Story resumed(String time) {
    return happens(new Event.Resumed(about(time)));
  }

  Story closed(String time) {
    return happens(new Event.Closed(about(time)));
  }

  Story noted(String time) {
    return happens(new Event.Noted(about(time)));
  }

  Story refused(String time, String actionId, long lastSequence) {
    return happens(new Event.CloseRefused(about(time), actionId, lastSequence));
  }

  Story waiting(String time) {
    return handoff(Stage.WAITING, time, null);
  }

  Story assigned(String time) {
    return handoff(Stage.ASSIGNED, time, "anna");
  }

  Story unassigned(String time) {
    return handoff(Stage.UNASSIGNED, time, null);
  }

  Story ended(String time) {
    return handoff(Stage.ENDED, time, null);
  }

  Story handoff(Stage stage, String time, @Nullable String agentId) {
    return happens(
        new Event.HandoffMoved(
            about(time), "h1", at("00:00"), stage, agentId, "support", null, "en"));
  }

  Story ticket(TicketStage stage, String time) {
    return happens(new Event.TicketMoved(about(time), "t1", "h1", stage, null));
  }

  Story snoozed(String time, String until) {
    return happens(new Event.TicketMoved(about(time), "t1", "h1", TicketStage.AT_REST, at(until)));
  }

  Story happens(Event event) {
    Decision decision = ConversationPolicy.decide(conversation, event, Optional.of(settings));
    outcome = decision.outcome();
    if (decision.conversation() != null) {
      conversation = decision.conversation();
    }
    return this;
  }

  About about(String time) {
    return new About(
        new Origin("e" + ++events, 0),
        Accounts.ACCOUNT,
        Accounts.CHANNEL,
        "c1",
        at(time),
        at(time),
        false);
  }

  /** Looks with the safe clock at a time, and goes on with what was found. */
  List<Close> looking(String time) {
    return looking(at(time));
  }

  /** When it is to be looked at. */
  Optional<Instant> wakes() {
    return POLICY.wake(conversation(), outages, Optional.of(settings));
  }

  List<Close> looking(Instant time) {
    return fired(time).closes();
  }

  /** What else has fallen due by then. */
  List<News> hearing(String time) {
    return fired(at(time)).news();
  }

  private Firing fired(Instant time) {
    Firing firing =
        POLICY.fire(
            Accounts.ACCOUNT,
            "c1",
            conversation(),
            new Timekeeping(time, outages),
            Optional.of(settings));
    conversation = firing.conversation();
    return firing;
  }

  Conversation conversation() {
    if (conversation == null) {
      throw new AssertionError("nothing has happened");
    }
    return conversation;
  }

  Optional<Deadline> deadline() {
    return conversation()
        .standing()
        .deadline(settings.channels().get(Accounts.CHANNEL).autoClose());
  }

  Story comesTo(Outcome expected) {
    assertThat(outcome).isEqualTo(expected);
    return this;
  }

  Story isDue(String time, Side silent) {
    assertThat(deadline()).isPresent();
    assertThat(deadline().get().due()).isEqualTo(at(time));
    assertThat(deadline().get().silent()).isEqualTo(silent);
    return this;
  }

  Story isNotDue() {
    assertThat(deadline()).isEmpty();
    return this;
  }
}
