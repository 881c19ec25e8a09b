package io.handoff.ticket.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.ticket.decision.command.Command;
import io.handoff.ticket.decision.conversation.CloseAction;
import io.handoff.ticket.decision.conversation.CommandLog;
import io.handoff.ticket.decision.conversation.Conversation;
import io.handoff.ticket.decision.conversation.ConversationFact;
import io.handoff.ticket.decision.effect.Effect;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.ActorType;
import io.handoff.ticket.decision.ticket.Handoff;
import io.handoff.ticket.decision.ticket.Priority;
import io.handoff.ticket.decision.ticket.Target;
import io.handoff.ticket.decision.ticket.Ticket;
import io.handoff.ticket.decision.ticket.TicketChange;
import io.handoff.ticket.decision.ticket.TicketStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Conversations as they might be: a platform that posts, hands back and closes; routing that
 * decides; agents who command; deadlines. Each topic is in order, the topics overtake one another,
 * and any record may come twice. {@link TicketScenario} checks the invariants after every input.
 */
class TicketPropertyTest {

  private static final String[] AGENTS = {"ann", "bob", "eve"};

  /** An input, ready to be put to a world; the same one can be put twice, and to several. */
  private record Input(int topic, Consumer<TicketScenario> put) {}

  /** Makes the inputs of one conversation, in the order in which they happened. */
  private static final class Story {
    private final Random random;
    private final List<Input> inputs = new ArrayList<>();
    private final Set<String> commands = new HashSet<>();
    private final List<Handoff> handoffs = new ArrayList<>();
    private Instant now = TicketScenario.time("10:00");
    private long sequence;
    private int ids;

    Story(long seed, int steps) {
      random = new Random(seed);
      for (int i = 0; i < steps; i++) {
        now =
            now.plusSeconds(
                random.nextInt(10) == 0 ? random.nextInt(900_000) : random.nextInt(120));
        step();
      }
    }

    private void step() {
      switch (random.nextInt(14)) {
        case 0, 1, 2 -> wrote(ConversationFact.Author.CUSTOMER, "kim");
        case 3, 4 -> wrote(ConversationFact.Author.AGENT, agent());
        case 5 -> wrote(ConversationFact.Author.OTHER, null);
        case 6, 7 -> decides();
        case 8, 9, 10 -> commands();
        case 11 -> ends();
        case 12 -> silence();
        default -> other();
      }
    }

    private String agent() {
      return AGENTS[random.nextInt(AGENTS.length)];
    }

    private void happens(ConversationFact fact) {
      String id = "e" + ids++;
      add(0, world -> world.happens(id, fact));
    }

    private void add(int topic, Consumer<TicketScenario> put) {
      Instant at = now;
      inputs.add(new Input(topic, world -> put.accept(world.at(at))));
    }

    private void wrote(ConversationFact.Author author, String authorId) {
      String actionId =
          author == ConversationFact.Author.AGENT && random.nextInt(3) == 0 ? "a" + ids : null;
      happens(new ConversationFact.Wrote(author, ++sequence, authorId, actionId));
    }

    private void decides() {
      if (handoffs.isEmpty() || random.nextInt(3) == 0) {
        handoffs.add(TicketScenario.handoff("h" + handoffs.size(), now));
      }
      int which = random.nextInt(5) == 0 ? random.nextInt(handoffs.size()) : handoffs.size() - 1;
      Handoff handoff = handoffs.get(which);
      String commandId = random.nextInt(3) == 0 ? "k" + random.nextInt(ids + 1) : null;
      Target target = which % 4 == 3 ? TicketScenario.INBOX : TicketScenario.DESK;
      RoutingOutcome.Outcome outcome =
          switch (random.nextInt(8)) {
            case 0 -> new RoutingOutcome.Queued();
            case 1 -> new RoutingOutcome.Unassigned(random.nextBoolean());
            case 2 -> new RoutingOutcome.Offered(agent(), now.plusSeconds(60));
            case 3 -> new RoutingOutcome.Refused(commandId, "agent-full", "no room");
            case 4 ->
                random.nextBoolean() ? new RoutingOutcome.Ended() : new RoutingOutcome.Declined();
            default -> new RoutingOutcome.Assigned(agent(), commandId);
          };
      String id = "d" + ids++;
      add(1, world -> world.routingSays(id, null, handoff, target, outcome));
    }

    private void commands() {
      String id = "k" + ids++;
      commands.add(id);
      Command.Wish wish =
          switch (random.nextInt(14)) {
            case 10 ->
                new Command.Snooze(
                    random.nextBoolean() ? null : now.plusSeconds(random.nextInt(300) - 20));
            case 11 -> new Command.AcceptOffer(random.nextBoolean() ? null : "d" + ids);
            case 12 -> new Command.DeclineOffer(null, "busy");
            case 13 -> new Command.AddNote("look", List.of(agent()));
            case 0, 1 ->
                new Command.Reply(
                    random.nextInt(5) == 0 ? "" : "hello",
                    null,
                    random.nextBoolean()
                        ? null
                        : TicketStatus.values()[random.nextInt(TicketStatus.values().length)]);
            case 2, 3, 4 ->
                new Command.SetStatus(
                    TicketStatus.values()[random.nextInt(TicketStatus.values().length)]);
            case 5 -> new Command.Assign(agent());
            case 6 -> new Command.Take();
            case 7 -> random.nextBoolean() ? new Command.Release() : new Command.HandBack(null);
            case 8 -> new Command.SetPriority(Priority.values()[random.nextInt(5)]);
            default ->
                new Command.ChangeTags(
                    false, List.of("t" + random.nextInt(3)), List.of("t" + random.nextInt(3)));
          };
      Long basedOn = random.nextInt(4) == 0 ? Long.valueOf(random.nextInt(6)) : null;
      Command command = new Command(id, null, Actor.agent(agent()), basedOn, wish);
      add(2, world -> world.wants(command));
    }

    private void ends() {
      if (random.nextBoolean()) {
        happens(new ConversationFact.Resumed(Actor.agent(agent())));
      } else {
        happens(
            new ConversationFact.Closed(
                random.nextBoolean() ? ActorType.SYSTEM : ActorType.CUSTOMER,
                "s" + random.nextInt(ids + 1),
                null));
      }
    }

    private void silence() {
      String id = "t" + ids++;
      TimeFact fact =
          switch (random.nextInt(4)) {
            case 0 ->
                new TimeFact.SlaDue("first-response", "gold", random.nextBoolean(), null, null);
            case 1 -> new TimeFact.EscalationDue("late", 1 + random.nextInt(3), null);
            default ->
                new TimeFact.CloseDue(
                    new CloseAction(
                        "s" + random.nextInt(ids + 1),
                        random.nextBoolean() ? "customer-silent" : "agent-silent",
                        random.nextBoolean()),
                    now.minusSeconds(600));
          };
      add(3, world -> world.falls(id, fact));
      if (random.nextBoolean()) {
        anySnoozeIsOver();
      }
    }

    /** Ends the snooze that stands then, whatever its time came to be. */
    private void anySnoozeIsOver() {
      String id = "t" + ids++;
      add(
          3,
          world -> {
            for (Ticket ticket : world.tickets()) {
              if (ticket.snoozedUntil() != null) {
                world.falls(id, new TimeFact.SnoozeOver(ticket.snoozedUntil()));
                return;
              }
            }
          });
    }

    private void other() {
      switch (random.nextInt(4)) {
        case 0 -> happens(new ConversationFact.Rated(random.nextInt(7)));
        case 1 -> happens(new ConversationFact.Accepted(agent()));
        case 2 -> happens(new ConversationFact.CloseRefused("s" + random.nextInt(ids + 1)));
        default -> refuseAnyClose();
      }
    }

    /** Refuses the last close that an agent commanded, whatever its id came to be. */
    private void refuseAnyClose() {
      String id = "e" + ids++;
      add(
          0,
          world -> {
            Conversation conversation = world.conversation();
            if (conversation != null && conversation.commandedCloseId() != null) {
              world.happens(id, new ConversationFact.CloseRefused(conversation.commandedCloseId()));
            }
          });
    }

    /** The inputs as a service may read them: each topic in order, some records twice. */
    List<Input> read(boolean repeats) {
      List<List<Input>> topics = new ArrayList<>();
      for (int topic = 0; topic < 4; topic++) {
        int of = topic;
        topics.add(new ArrayList<>(inputs.stream().filter(i -> i.topic() == of).toList()));
      }
      List<Input> read = new ArrayList<>();
      while (topics.stream().anyMatch(topic -> !topic.isEmpty())) {
        List<Input> topic = topics.get(random.nextInt(4));
        int many = Math.min(topic.size(), 1 + random.nextInt(4));
        for (int i = 0; i < many; i++) {
          Input next = topic.removeFirst();
          read.add(next);
          if (repeats && random.nextInt(4) == 0) {
            read.add(next);
          }
        }
      }
      return read;
    }
  }

  @Property(tries = 1000)
  void shouldKeepWhatMustHoldWhateverHappensInWhateverOrder(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) {
    Story story = new Story(seed, steps);
    TicketScenario world = TicketScenario.aConversation();
    story.read(true).forEach(input -> input.put().accept(world));

    // routing answers in the end, one way or the other
    for (CommandLog.Pending waiting : world.commands().pending()) {
      world.routingSays(
          "answer to " + waiting.commandId(),
          null,
          story.handoffs.getLast(),
          TicketScenario.DESK,
          new RoutingOutcome.Refused(waiting.commandId(), "agent-full", "no room"));
    }
    assertThat(world.answers().keySet()).isEqualTo(story.commands);
  }

  @Property(tries = 500)
  void shouldChangeNothingWhenAnyRecordComesTwice(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int steps) {
    List<Input> inputs = new Story(seed, steps).read(false);
    TicketScenario once = TicketScenario.aConversation();
    TicketScenario twice = TicketScenario.aConversation();
    for (Input input : inputs) {
      input.put().accept(once);
      input.put().accept(twice);
      input.put().accept(twice);
    }
    assertThat(twice.tickets()).isEqualTo(once.tickets());
    assertThat(twice.conversation()).isEqualTo(once.conversation());
    assertThat(twice.commands()).isEqualTo(once.commands());
    assertThat(
            twice.all().stream()
                .filter(e -> !(e instanceof Effect.CommandAnswered a && a.repeated()))
                .toList())
        .isEqualTo(once.all());
  }

  @Property(tries = 300)
  void shouldMakeATicketForEveryHandoffToTheHelpDesk(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) {
    TicketScenario world = TicketScenario.aConversation();
    new Story(seed, steps).read(true).forEach(input -> input.put().accept(world));
    Set<String> standing = new HashSet<>();
    for (Effect effect : world.all()) {
      if (effect instanceof Effect.TicketWritten(var _, TicketChange.Created made, var _, var _)) {
        assertThat(standing.add(made.ticket().handoff().handoffId()))
            .as("one ticket a handoff")
            .isTrue();
      }
    }
  }
}
