package io.handoff.deploy.play;

import io.handoff.avro.AcceptOffer;
import io.handoff.avro.Actor;
import io.handoff.avro.ActorType;
import io.handoff.avro.AddNote;
import io.handoff.avro.AgentPresence;
import io.handoff.avro.AiAgentCouldNotAnswer;
import io.handoff.avro.AiAgentPaused;
import io.handoff.avro.Assign;
import io.handoff.avro.AuthorType;
import io.handoff.avro.ChangeTags;
import io.handoff.avro.ClosedBy;
import io.handoff.avro.ConversationClosed;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.ConversationRated;
import io.handoff.avro.ConversationStarted;
import io.handoff.avro.Customer;
import io.handoff.avro.DeclineOffer;
import io.handoff.avro.HandBack;
import io.handoff.avro.PersonRequested;
import io.handoff.avro.PresenceChanged;
import io.handoff.avro.PresenceStatus;
import io.handoff.avro.Reply;
import io.handoff.avro.SetStatus;
import io.handoff.avro.Snooze;
import io.handoff.avro.TagScope;
import io.handoff.avro.TicketCommand;
import io.handoff.avro.TicketStatus;
import io.handoff.deploy.play.Script.Milestone;
import io.handoff.deploy.play.Script.Step;
import io.handoff.deploy.play.Story.Hands;
import io.handoff.deploy.play.Story.Kind;
import io.handoff.kit.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plays scripts to a platform, one after the other, with the event times that the scripts say. */
public final class Player {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ChatPlatform platform;
  private final Stage stage;

  /** A player. */
  public Player(ChatPlatform platform, Stage stage) {
    this.platform = platform;
    this.stage = stage;
  }

  /**
   * Plays one script to its end.
   *
   * @throws PlayException if the system does not come as far as the script waits for
   */
  public void play(Script script) throws InterruptedException {
    Turn turn = new Turn(script);
    turn.start();
    for (Step step : script.steps()) {
      turn.step(step);
    }
  }

  private final class Turn {

    private final Script script;
    private Instant now;
    private int steps;
    private @Nullable String lastCommand;

    Turn(Script script) {
      this.script = script;
      this.now = script.start();
    }

    void start() {
      stage.reach(now);
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
                              .setEmail(null)
                              .build())
                      .setSubject(null)
                      .setStoreId(null)
                      .setTopic(null)
                      .build()));
    }

    void step(Step step) throws InterruptedException {
      now = now.plus(step.after());
      steps++;
      if (!(step.what() instanceof Script.Await)) {
        stage.reach(now);
      }
      switch (step.what()) {
        case Script.CustomerWrites w ->
            platform.post(event(), AuthorType.CUSTOMER, script.customer().id(), w.text());
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
        case Script.CommandReply w -> command(w.by(), new Reply(w.text(), null, null));
        case Script.CommandTemplate w -> command(w.by(), new Reply(null, w.templateId(), null));
        case Script.CommandNote w -> command(w.by(), new AddNote(w.text(), w.mentions()));
        case Script.CommandTag w ->
            command(
                w.by(),
                new ChangeTags(
                    w.ofCustomer() ? TagScope.CUSTOMER : TagScope.CONVERSATION,
                    List.of(w.tag()),
                    List.of()));
        case Script.CommandSnooze w -> command(w.by(), new Snooze(null));
        case Script.CommandAssign w -> command(w.by(), new Assign(w.to()));
        case Script.CommandAccept w -> command(w.by(), new AcceptOffer(null));
        case Script.CommandDecline w -> command(w.by(), new DeclineOffer(null, w.note()));
        case Script.CommandStatus w -> command(w.by(), new SetStatus(w.status()));
        case Script.CommandHandBack w -> command(w.by(), new HandBack(w.note()));
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

    private void await(Milestone milestone) throws InterruptedException {
      String command = lastCommand;
      stage.await(
          script.accountId(),
          script.conversationId(),
          Narrator.words(milestone) + " (" + script.name() + ", step " + steps + ")",
          story -> reached(story, milestone, command),
          PATIENCE);
    }
  }

  private static boolean reached(Story story, Milestone milestone, @Nullable String command) {
    return switch (milestone) {
      case ASSIGNED -> story.hands() == Hands.ASSIGNED;
      // with a ticket, so that the offer can be answered by command
      case OFFERED -> story.hands() == Hands.OFFERED && !story.tickets().isEmpty();
      case QUEUED -> story.hands() == Hands.QUEUED;
      case UNASSIGNED -> story.hands() == Hands.UNASSIGNED;
      case DECLINED -> story.hands() == Hands.DECLINED;
      case RESUMED -> !story.isAiPaused();
      case ESCALATED ->
          story.entries().stream()
              .anyMatch(
                  entry ->
                      entry.kind() == Kind.TIME
                          && TimeWords.ESCALATED.equals(entry.fields().get("what")));
      case CLOSED -> story.isClosed();
      case TICKET_CLOSED ->
          !story.tickets().isEmpty()
              && story.tickets().getLast().getStatus() == TicketStatus.CLOSED;
      case ANSWERED ->
          story.entries().stream()
              .anyMatch(
                  entry ->
                      entry.kind() == Kind.ANSWER
                          && entry.fields().get("commandId") instanceof String id
                          && id.equals(command));
    };
  }
}
