package io.handoff.autoclose.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.autoclose.decision.Decision.Outcome;
import io.handoff.autoclose.decision.conversation.Conversation;
import io.handoff.autoclose.decision.event.DueEvent;
import io.handoff.autoclose.decision.event.Event;
import io.handoff.autoclose.decision.event.Event.Author;
import io.handoff.autoclose.decision.event.Event.Stage;
import io.handoff.autoclose.decision.event.Event.TicketStage;
import io.handoff.autoclose.decision.event.EventMetadata;
import io.handoff.autoclose.decision.sla.SlaFacts.Status;
import io.handoff.autoclose.decision.sla.SlaPolicyVersion;
import io.handoff.autoclose.decision.sla.SlaPolicyVersions;
import io.handoff.autoclose.decision.sla.SlaState.Assigned;
import io.handoff.autoclose.decision.time.Deadline;
import io.handoff.autoclose.decision.time.Origin;
import io.handoff.autoclose.decision.time.Party;
import io.handoff.autoclose.decision.time.Timekeeping;
import io.handoff.autoclose.testing.Accounts;
import io.handoff.kit.time.Outage;
import io.handoff.kit.time.Outages;
import io.handoff.rules.Action.Priority;
import io.handoff.settings.model.AccountConfig;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One conversation on one day, told line by line: {@code
 * aStory().customer("10:00").agent("10:05")}.
 */
final class Story {

  static final LocalDate DAY = LocalDate.of(2026, 3, 2);

  private static final DuePolicy POLICY = new DuePolicy(SilencePolicy.DEFAULT);

  private AccountConfig settings;
  private long version = 1;
  private @Nullable Conversation conversation;
  private @Nullable Outcome outcome;
  private long sequence;
  private int events;
  private Outages outages = Outages.NONE;
  private @Nullable Instant createdAt;
  private Assigned assigned = new Assigned("gold", Priority.NORMAL, null);
  private final Map<Long, SlaPolicyVersion> books = new TreeMap<>();

  private Story(AccountConfig settings) {
    this.settings = settings;
    books.put(version, new SlaPolicyVersion(settings, version));
  }

  /** Other settings are in force from now on; noticed with the next event, or by renewing. */
  Story settings(AccountConfig now) {
    settings = now;
    version++;
    books.put(version, new SlaPolicyVersion(settings, version));
    return this;
  }

  /** The change of settings is noticed. */
  Story renewed(String time) {
    conversation = POLICY.renewed(conversation(), at(time), rules(), outages);
    return this;
  }

  private DuePolicy.Rules rules() {
    return new DuePolicy.Rules(
        Optional.of(settings),
        new SlaPolicyVersions() {
          @Override
          public Optional<SlaPolicyVersion> now() {
            return at(version);
          }

          @Override
          public Optional<SlaPolicyVersion> at(long earlier) {
            return Optional.ofNullable(books.get(earlier));
          }
        });
  }

  /** An hour for customers, thirty minutes for agents. */
  static Story aStory() {
    return new Story(Accounts.usual());
  }

  /** The same, and an agent has it since midnight. */
  static Story inHand() {
    return inHandWith(Accounts.usual());
  }

  static Story inHandWith(AccountConfig settings) {
    return new Story(settings).assigned("00:00");
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
    return writes(author, time, ++sequence);
  }

  /** A message at another place than the next. */
  Story writes(Author author, String time, long place) {
    return happens(new Event.Posted(about(time), author, place));
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
    return ticket(stage == TicketStage.ACTIVE ? Status.ACTIVE : Status.ENDED, time);
  }

  Story snoozed(String time, String until) {
    return moves(Status.SNOOZED, time, time, at(until));
  }

  Story ticket(Status status, String time) {
    return moves(status, time, time, null);
  }

  /** A ticket that is made late and begins with waiting on the customer, since an answer. */
  Story waitingSince(String answeredAt, String time) {
    return moves(Status.WAITING_ON_CUSTOMER, time, answeredAt, null);
  }

  /** What the ticket's promises follow from, from its next change on. */
  Story assigned(Assigned now) {
    assigned = now;
    return this;
  }

  private Story moves(Status status, String time, String since, @Nullable Instant until) {
    if (createdAt == null) {
      createdAt = at(time);
    }
    return happens(
        new Event.TicketMoved(
            about(time), "t1", "h1", createdAt, status, at(since), until, assigned));
  }

  Story happens(Event event) {
    Decision decision = POLICY.decide(conversation, event, rules(), outages);
    outcome = decision.outcome();
    if (decision.conversation() != null) {
      conversation = decision.conversation();
    }
    return this;
  }

  EventMetadata about(String time) {
    return new EventMetadata(
        new Origin("e" + ++events, 0),
        Accounts.ACCOUNT,
        Accounts.CHANNEL,
        "c1",
        at(time),
        at(time),
        false);
  }

  /** Looks with the safe clock just behind a time, and goes on with what was found. */
  List<Close> looking(String time) {
    return looking(at(time).plusMillis(1));
  }

  /** When it is to be looked at. */
  Optional<Instant> wakes() {
    return POLICY.wake(conversation(), outages, rules());
  }

  List<Close> looking(Instant time) {
    return fired(time).closes();
  }

  /** What else has fallen due by then. */
  List<DueEvent> hearing(String time) {
    return fired(at(time).plusMillis(1)).news();
  }

  private TimerResult fired(Instant time) {
    TimerResult result =
        POLICY.fire(
            Accounts.ACCOUNT, "c1", conversation(), new Timekeeping(time, outages), rules());
    conversation = result.conversation();
    return result;
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

  Story isDue(String time, Party silent) {
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
