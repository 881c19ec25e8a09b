package io.handoff.deploy.play;

import io.handoff.avro.Actor;
import io.handoff.avro.ActorType;
import io.handoff.avro.AgentPresence;
import io.handoff.avro.AiAgentCouldNotAnswer;
import io.handoff.avro.AiAgentPaused;
import io.handoff.avro.AiAgentResumed;
import io.handoff.avro.AuthorType;
import io.handoff.avro.ClosedBy;
import io.handoff.avro.ConversationClosed;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.ConversationRated;
import io.handoff.avro.ConversationStarted;
import io.handoff.avro.Customer;
import io.handoff.avro.Merge;
import io.handoff.avro.PersonRequested;
import io.handoff.avro.PresenceChanged;
import io.handoff.avro.PresenceStatus;
import io.handoff.avro.Snooze;
import io.handoff.avro.TicketCommand;
import io.handoff.avro.TicketStatus;
import io.handoff.deploy.play.ConversationTimeline.Hands;
import io.handoff.deploy.play.ConversationTimeline.Kind;
import io.handoff.deploy.play.Script.Milestone;
import io.handoff.deploy.play.Script.Step;
import io.handoff.kit.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plays scripts to a platform, one after the other, with the event times that the scripts say. */
public final class Player {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ChatPlatform platform;
  private final PlaybackTarget target;

  /** A player. */
  public Player(ChatPlatform platform, PlaybackTarget target) {
    this.platform = platform;
    this.target = target;
  }

  /**
   * Plays one script to its end.
   *
   * @throws PlayException if the system does not come as far as the script waits for
   */
  public void play(Script script) throws InterruptedException {
    Turn turn = turn(script);
    while (!turn.isOver()) {
      turn.step();
    }
  }

  /** A script to be played step by step, beside others. */
  public Turn turn(Script script) {
    return new Turn(script);
  }

  /** A script that is being played. Its first step is the beginning of the conversation. */
  public final class Turn {

    private final Script script;
    private Instant now;
    private boolean begun;
    private int steps;
    private @Nullable String lastCommand;

    private Turn(Script script) {
      this.script = script;
      this.now = script.start();
    }

    /** Whether everything was played. */
    public boolean isOver() {
      return begun && steps == script.steps().size();
    }

    /** When the next step happens; where it waits for the system, since when it does. */
    public Instant at() {
      return begun ? now.plus(script.steps().get(steps).after()) : now;
    }

    /** Whether the next step waits until the system has come so far. */
    public boolean awaits() {
      return begun && script.steps().get(steps).what() instanceof Script.Await;
    }

    /** Whether the system has come as far as the next step waits for. */
    public boolean isReached(@Nullable ConversationTimeline timeline) {
      return script.steps().get(steps).what() instanceof Script.Await(var milestone)
          && timeline != null
          && reached(timeline, milestone, lastCommand);
    }

    /** The script. */
    public Script script() {
      return script;
    }

    /**
     * Plays the next step.
     *
     * @throws PlayException if the system does not come as far as it waits for
     */
    public void step() throws InterruptedException {
      if (begun) {
        step(script.steps().get(steps));
      } else {
        begun = true;
        start();
      }
    }

    private void start() {
      target.reach(now);
      Script.Person person = script.customer();
      platform.publish(
          event()
              .setPayload(
                  ConversationStarted.newBuilder()
                      .setCustomer(
                          Customer.newBuilder()
                              .setCustomerId(person.id())
                              .setName(person.name())
                              .setLanguage(person.language())
                              .setEmail(person.email())
                              .setAttributes(person.attributes())
                              .build())
                      .setSubject(script.about().subject())
                      .setStoreId(script.about().storeId())
                      .setTopic(script.about().topic())
                      .setFields(script.about().fields())
                      .build()));
    }

    private void step(Step step) throws InterruptedException {
      now = now.plus(step.after());
      steps++;
      if (!(step.what() instanceof Script.Await)) {
        target.reach(now);
      }
      switch (step.what()) {
        case Script.CustomerWrites w ->
            platform.post(event(), script.customer().id(), w.text(), w.messageId(), w.references());
        case Script.AiWrites w -> platform.post(event(), AuthorType.AI_AGENT, null, w.text());
        case Script.AgentWrites w ->
            platform.post(event(), AuthorType.AGENT, w.agentId(), w.text());
        case Script.AiGivesUp w ->
            platform.publish(event().setPayload(new AiAgentCouldNotAnswer(w.detail(), null)));
        case Script.AiPaused w ->
            platform.publish(event().setPayload(new AiAgentPaused(null, null)));
        case Script.AsksForPerson w ->
            platform.publish(event().setPayload(new PersonRequested(w.means())));
        case Script.Presence w -> platform.publish(presence(w.agentId(), w.status()));
        case Script.Command w -> command(w.by(), w.payload());
        case Script.SnoozeFor w -> command(w.by(), new Snooze(now.plus(w.time())));
        case Script.MergeOf w -> command(w.by(), new Merge(ticketOf(w.conversationId())));
        case Script.Settings w -> target.settings(w.file());
        case Script.AiResumed w ->
            platform.publish(event().setPayload(new AiAgentResumed(null, null)));
        case Script.Rates w ->
            platform.publish(event().setPayload(new ConversationRated(w.score(), null)));
        case Script.Leaves w ->
            platform.publish(
                event()
                    .setPayload(
                        new ConversationClosed(ClosedBy.CUSTOMER, null, script.customer().id())));
        case Script.Await w -> await(w.milestone());
      }
    }

    private ConversationEvent.Builder event() {
      return ConversationEvent.newBuilder()
          .setEventId(Ids.derive("script", script.name(), script.conversationId(), steps))
          .setAccountId(script.accountId())
          .setChannelId(script.channelId())
          .setConversationId(script.conversationId())
          .setOccurredAt(now)
          .setCause(null);
    }

    private AgentPresence presence(String agentId, PresenceStatus status) {
      return AgentPresence.newBuilder()
          .setEventId(Ids.derive("script-presence", script.name(), steps))
          .setAccountId(script.accountId())
          .setAgentId(agentId)
          .setOccurredAt(now)
          .setPayload(new PresenceChanged(status, null))
          .build();
    }

    private void command(String by, Object payload) {
      lastCommand = Ids.derive("script-command", script.name(), steps);
      platform.publish(
          TicketCommand.newBuilder()
              .setCommandId(lastCommand)
              .setAccountId(script.accountId())
              .setConversationId(script.conversationId())
              .setTicketId(null)
              .setIssuedBy(new Actor(ActorType.AGENT, by))
              .setIssuedAt(now)
              .setBasedOnVersion(null)
              .setPayload(payload)
              .build());
    }

    /** The newest ticket of another conversation, which is waited for. */
    private String ticketOf(String conversationId) throws InterruptedException {
      List<String> tickets = new ArrayList<>();
      target.await(
          script.accountId(),
          conversationId,
          "one with a ticket (" + script.name() + ", step " + steps + ")",
          timeline -> {
            timeline.tickets().forEach(ticket -> tickets.add(ticket.getTicketId()));
            return !tickets.isEmpty();
          },
          PATIENCE);
      return tickets.getLast();
    }

    private void await(Milestone milestone) throws InterruptedException {
      String command = lastCommand;
      target.await(
          script.accountId(),
          script.conversationId(),
          Narrator.words(milestone) + " (" + script.name() + ", step " + steps + ")",
          timeline -> reached(timeline, milestone, command),
          PATIENCE);
    }
  }

  private static boolean reached(
      ConversationTimeline timeline, Milestone milestone, @Nullable String command) {
    return switch (milestone) {
      case ASSIGNED -> timeline.hands() == Hands.ASSIGNED;
      // with a ticket, so that the offer can be answered by command
      case OFFERED -> timeline.hands() == Hands.OFFERED && !timeline.tickets().isEmpty();
      case QUEUED -> timeline.hands() == Hands.QUEUED;
      case UNASSIGNED -> timeline.hands() == Hands.UNASSIGNED;
      case DECLINED -> timeline.hands() == Hands.DECLINED;
      case RESUMED -> !timeline.isAiPaused();
      case ESCALATED ->
          timeline.entries().stream()
              .anyMatch(
                  entry ->
                      entry.kind() == Kind.TIME
                          && TimeWords.ESCALATED.equals(entry.fields().get("what")));
      case CLOSED -> timeline.isClosed();
      case TICKET_CLOSED ->
          !timeline.tickets().isEmpty()
              && timeline.tickets().getLast().getStatus() == TicketStatus.CLOSED;
      case ANSWERED ->
          timeline.entries().stream()
              .anyMatch(
                  entry ->
                      entry.kind() == Kind.ANSWER
                          && entry.fields().get("commandId") instanceof String id
                          && id.equals(command));
    };
  }
}
