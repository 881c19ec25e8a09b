package io.handoff.ticket.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.ticket.decision.command.Command;
import io.handoff.ticket.decision.customer.CustomerDecider;
import io.handoff.ticket.decision.customer.CustomerDecision;
import io.handoff.ticket.decision.customer.CustomerState;
import io.handoff.ticket.decision.effect.AssignmentRequest;
import io.handoff.ticket.decision.effect.Effect;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.ActorType;
import io.handoff.ticket.decision.ticket.Handoff;
import io.handoff.ticket.decision.ticket.Origin;
import io.handoff.ticket.decision.ticket.Ticket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/**
 * Three conversations of one customer, each in a partition of its own, and the customer in another
 * one: what they tell one another is read in any order between partitions, and some of it twice.
 */
class CustomerPropertyTest {

  private static final String[] CONVERSATIONS = {"c0", "c1", "c2"};

  /** What was sent and not read yet, in order by reader and sender. */
  private static final class Desk {
    private final Random random;
    private final Map<String, TicketScenario> worlds = new LinkedHashMap<>();
    private final Map<String, Deque<Runnable>> unread = new LinkedHashMap<>();
    private final Set<String> commands = new HashSet<>();
    private final List<AssignmentRequest.Reopened> reopened = new ArrayList<>();
    private CustomerState customer = CustomerState.NEW;
    private int ids;

    Desk(long seed, int steps) {
      random = new Random(seed);
      for (String id : CONVERSATIONS) {
        worlds.put(id, TicketScenario.aConversation(id));
        assigned(id);
      }
      for (int i = 0; i < steps; i++) {
        if (random.nextBoolean()) {
          step(CONVERSATIONS[random.nextInt(3)]);
        } else {
          readOne();
        }
      }
      while (readOne()) {}
    }

    private Handoff newest(String id) {
      return TicketScenario.handoff(
          id + "-" + worlds.get(id).tickets().size(), TicketScenario.time("10:00"));
    }

    private void assigned(String id) {
      TicketScenario world = worlds.get(id).customerWrites();
      collect(id);
      world.routingSays(newest(id), TicketScenario.assignedTo("ann"));
      collect(id);
    }

    private @Nullable Ticket open(String id) {
      return worlds.get(id).tickets().stream().filter(t -> !t.ended()).findFirst().orElse(null);
    }

    private void step(String id) {
      TicketScenario world = worlds.get(id);
      switch (random.nextInt(6)) {
        case 0, 1 -> {
          List<Ticket> others =
              worlds.values().stream().flatMap(w -> w.tickets().stream()).toList();
          wants(world, new Command.Merge(others.get(random.nextInt(others.size())).ticketId()));
        }
        case 2, 3 ->
            wants(
                world,
                new Command.ChangeTags(
                    true, List.of("t" + random.nextInt(4)), List.of("t" + random.nextInt(4))));
        case 4 -> {
          if (random.nextInt(3) == 0) {
            world.isClosedBy(ActorType.CUSTOMER);
          }
        }
        default -> world.customerWrites();
      }
      collect(id);
    }

    private void wants(TicketScenario world, Command.Wish wish) {
      String commandId = "k" + ids++;
      commands.add(commandId);
      world.wants(new Command(commandId, null, Actor.agent("ann"), null, wish));
    }

    private void collect(String from) {
      for (Effect effect : worlds.get(from).last()) {
        switch (effect) {
          case Effect.CustomerTold told -> send("customer<" + from, () -> tell(from, told));
          case Effect.LinkSent sent -> send(sent.conversationId() + "<" + from, () -> link(sent));
          case Effect.RoutingAsked(var _, var _, AssignmentRequest.Reopened asked) ->
              reopened.add(asked);
          default -> {}
        }
      }
    }

    private void send(String way, Runnable record) {
      Deque<Runnable> queue = unread.computeIfAbsent(way, w -> new ArrayDeque<>());
      queue.add(record);
      if (random.nextInt(4) == 0) {
        queue.add(record);
      }
    }

    private void tell(String from, Effect.CustomerTold told) {
      CustomerDecision decision =
          CustomerDecider.decide(
              new Origin(
                  told.eventId(),
                  TicketScenario.time("10:00"),
                  TicketScenario.time("10:00"),
                  "shop",
                  from),
              told.customerId(),
              told.ticketId(),
              told.news(),
              customer);
      customer = decision.customer();
      for (Effect effect : decision.effects()) {
        if (effect instanceof Effect.LinkSent sent) {
          send(sent.conversationId() + "<customer", () -> link(sent));
        }
      }
    }

    private void link(Effect.LinkSent sent) {
      worlds.get(sent.conversationId()).isTold(sent.linkId(), sent.ticketId(), sent.link());
      collect(sent.conversationId());
    }

    private boolean readOne() {
      List<Deque<Runnable>> ways = unread.values().stream().filter(q -> !q.isEmpty()).toList();
      if (ways.isEmpty()) {
        return false;
      }
      ways.get(random.nextInt(ways.size())).removeFirst().run();
      return true;
    }
  }

  @Property(tries = 500)
  void shouldMergeWithoutLosingATicketOrAnAnswerWhateverOvertakesWhat(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int steps) {
    Desk desk = new Desk(seed, steps);
    Map<String, Ticket> tickets = new LinkedHashMap<>();
    Set<String> answered = new HashSet<>();
    for (TicketScenario world : desk.worlds.values()) {
      world.tickets().forEach(ticket -> tickets.put(ticket.ticketId(), ticket));
      answered.addAll(world.answers().keySet());
    }
    assertThat(answered).isEqualTo(desk.commands);
    for (Ticket ticket : tickets.values()) {
      assertThat("merged".equals(ticket.closedBy())).isEqualTo(ticket.mergedInto() != null);
      Ticket end = ticket;
      for (int i = 0; end.mergedInto() != null; i++) {
        assertThat(i).as("merges go round in a circle").isLessThan(tickets.size());
        end = tickets.get(end.mergedInto());
      }
    }
  }

  @Property(tries = 500)
  void shouldGiveEveryOpenTicketTheTagsOfItsCustomer(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int steps) {
    Desk desk = new Desk(seed, steps);
    for (String id : CONVERSATIONS) {
      Ticket open = desk.open(id);
      if (open != null) {
        assertThat(open.customerTags()).containsExactlyInAnyOrderElementsOf(desk.customer.tags());
      }
    }
  }
}
