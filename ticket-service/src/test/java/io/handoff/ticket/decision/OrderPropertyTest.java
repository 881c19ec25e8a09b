package io.handoff.ticket.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.ticket.decision.conversation.CloseAction;
import io.handoff.ticket.decision.conversation.ConversationFact;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.ActorType;
import io.handoff.ticket.decision.ticket.Handoff;
import io.handoff.ticket.decision.ticket.Target;
import io.handoff.ticket.decision.ticket.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/**
 * A service that lags behind on one topic ends with the same tickets as one that reads everything
 * at once: what differs is only how many steps they took.
 */
class OrderPropertyTest {

  private static final String[] AGENTS = {"ann", "bob"};

  private record Input(int topic, Consumer<TicketScenario> put) {}

  /** Handoffs one after the other, each as platform, routing and timers really make them. */
  private static final class Story {
    private final Random random;
    private final List<Input> inputs = new ArrayList<>();
    private Instant now = TicketScenario.time("10:00");
    private long sequence;
    private int ids;

    Story(long seed, int handoffs) {
      random = new Random(seed);
      for (int i = 0; i < handoffs; i++) {
        handoff(i, i == handoffs - 1 && random.nextInt(3) == 0);
      }
    }

    private void pass() {
      now = now.plusSeconds(1 + random.nextInt(300));
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
      happens(new ConversationFact.Wrote(author, ++sequence, authorId, null));
    }

    private void decides(Handoff handoff, Target target, RoutingOutcome.Outcome outcome) {
      String id = "d" + ids++;
      add(1, world -> world.routingSays(id, null, handoff, target, outcome));
    }

    private void handoff(int number, boolean stays) {
      pass();
      wrote(ConversationFact.Author.CUSTOMER, "kim");
      Handoff handoff = TicketScenario.handoff("h" + number, now);
      Target target = random.nextInt(5) == 0 ? TicketScenario.INBOX : TicketScenario.DESK;
      if (random.nextInt(6) == 0) {
        decides(handoff, target, new RoutingOutcome.Unassigned(true));
        pass();
        happens(new ConversationFact.Closed(ActorType.SYSTEM, "r" + ids, null));
        return;
      }
      for (int i = random.nextInt(3); i > 0; i--) {
        decides(handoff, target, new RoutingOutcome.Queued());
        pass();
      }
      String agent = null;
      for (int i = random.nextInt(6); i >= 0; i--) {
        agent = talk(handoff, target, agent);
        pass();
      }
      if (agent == null) {
        decides(handoff, target, new RoutingOutcome.Assigned("ann", null));
        pass();
      }
      if (!stays) {
        end();
        rate();
      }
    }

    private @Nullable String talk(Handoff handoff, Target target, @Nullable String agent) {
      switch (random.nextInt(4)) {
        case 0 -> {
          String next = AGENTS[random.nextInt(2)];
          decides(handoff, target, new RoutingOutcome.Assigned(next, null));
          return next;
        }
        case 1 -> wrote(ConversationFact.Author.CUSTOMER, "kim");
        case 2 -> {
          if (agent != null) {
            wrote(ConversationFact.Author.AGENT, agent);
          }
        }
        default -> wrote(ConversationFact.Author.OTHER, null);
      }
      return agent;
    }

    private void end() {
      switch (random.nextInt(4)) {
        case 0 -> happens(new ConversationFact.Resumed(Actor.agent("ann")));
        case 1 -> happens(new ConversationFact.Closed(ActorType.CUSTOMER, null, "kim"));
        case 2 -> happens(new ConversationFact.Closed(ActorType.AGENT, null, "ann"));
        default -> silence();
      }
    }

    private void silence() {
      String id = "t" + ids++;
      String actionId = "a" + ids++;
      TimeFact due =
          new TimeFact.CloseDue(
              new CloseAction(actionId, "agent-silent", random.nextBoolean()),
              now.minusSeconds(600));
      add(2, world -> world.falls(id, due));
      pass();
      happens(new ConversationFact.Closed(ActorType.SYSTEM, actionId, null));
    }

    private void rate() {
      if (random.nextInt(3) == 0) {
        pass();
        happens(new ConversationFact.Rated(1 + random.nextInt(5)));
      }
    }

    List<Input> inOrder() {
      return inputs;
    }

    /** Each topic in order, and any one of them far behind the others. */
    List<Input> lagging() {
      List<List<Input>> topics = new ArrayList<>();
      for (int topic = 0; topic < 3; topic++) {
        int of = topic;
        topics.add(new ArrayList<>(inputs.stream().filter(i -> i.topic() == of).toList()));
      }
      List<Input> read = new ArrayList<>();
      while (topics.stream().anyMatch(topic -> !topic.isEmpty())) {
        List<Input> topic = topics.get(random.nextInt(3));
        int many = Math.min(topic.size(), 1 + random.nextInt(6));
        for (int i = 0; i < many; i++) {
          read.add(topic.removeFirst());
        }
      }
      return read;
    }
  }

  @Property(tries = 1000)
  void shouldEndWithTheSameTicketsHoweverTopicsOvertakeOneAnother(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int handoffs) {
    Story story = new Story(seed, handoffs);
    TicketScenario undisturbed = TicketScenario.aConversation();
    story.inOrder().forEach(input -> input.put().accept(undisturbed));
    TicketScenario lagging = TicketScenario.aConversation();
    story.lagging().forEach(input -> input.put().accept(lagging));

    assertThat(lagging.tickets().stream().map(OrderPropertyTest::essence).toList())
        .containsExactlyInAnyOrderElementsOf(
            undisturbed.tickets().stream().map(OrderPropertyTest::essence).toList());
  }

  private static List<@Nullable Object> essence(Ticket t) {
    return Arrays.asList(
        t.ticketId(),
        t.status(),
        t.assigneeId(),
        t.firstAssignedAt(),
        t.firstResponseAt(),
        t.closedAt(),
        t.closedBy(),
        t.followUpOf(),
        t.billable(),
        t.rating());
  }
}
