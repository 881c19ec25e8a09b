package io.handoff.autoclose.topology;

import static io.handoff.autoclose.testing.Accounts.anAccount;
import static io.handoff.autoclose.testing.Promises.aPromise;
import static io.handoff.schemas.Topics.AUTOCLOSE_DEAD_LETTERS;
import static io.handoff.schemas.Topics.CONVERSATION_EVENTS;
import static io.handoff.schemas.Topics.TICKET_EVENTS;
import static io.handoff.schemas.Topics.TIME_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.autoclose.testing.ConversationEventBuilder;
import io.handoff.avro.EscalationStepDue;
import io.handoff.avro.Priority;
import io.handoff.avro.SlaAtRisk;
import io.handoff.avro.SlaBreached;
import io.handoff.avro.TicketStatus;
import io.handoff.avro.TimeEvent;
import io.handoff.calendar.BusinessCalendar;
import io.handoff.calendar.Hours;
import io.handoff.kit.test.TopologyHarness;
import io.handoff.rules.Action;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.SlaConfig;
import io.handoff.settings.model.SlaConfig.Point;
import io.handoff.sla.SlaClock;
import io.handoff.sla.SlaClocks;
import io.handoff.sla.SlaFact;
import io.handoff.sla.SlaFact.Phase;
import io.handoff.sla.SlaMetric;
import io.handoff.sla.SlaPlan;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Random tickets on the test driver against the same facts on {@link SlaClocks} alone: the same
 * points, breaches and steps, each once, none before its time. Everything happens, and falls due,
 * at whole multiples of {@link #SLOT}; nothing happens at the moment at which something falls due:
 * which of the two came first is not defined here.
 */
class SlaOnTheDriverTest {

  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
  private static final Duration SLOT = Duration.ofMinutes(5);
  private static final int SLOTS = 84;
  private static final int EVENTFUL = 60;
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration NEAR = Duration.ofMinutes(10);
  private static final Duration LATER = Duration.ofMinutes(5);
  private static final Map<DayOfWeek, List<Hours>> WEEK =
      Map.of(DayOfWeek.MONDAY, List.of(Hours.parse("08:20-09:40"), Hours.parse("10:15-16:00")));
  private static final BusinessCalendar CALENDAR = calendar();
  private static final Map<Action.Priority, Duration> TIMES =
      Map.of(
          Action.Priority.LOW, Duration.ofMinutes(90),
          Action.Priority.NORMAL, Duration.ofMinutes(60),
          Action.Priority.HIGH, Duration.ofMinutes(30),
          Action.Priority.URGENT, Duration.ofMinutes(15));

  /** Something that happens. */
  private enum Step {
    CUSTOMER,
    AGENT,
    WAITING,
    OPEN,
    SNOOZED,
    RESOLVED,
    PRIORITY
  }

  @Property(tries = 6)
  void shouldTellWhatTheClocksSay(@ForAll long seed) {
    try (Ticket ticket = new Ticket(new Random(seed))) {
      for (int slot = 1; slot <= SLOTS; slot++) {
        ticket.waits(START.plus(SLOT.multipliedBy(slot)), slot < EVENTFUL);
      }
      ticket.harness.advance(Duration.ofSeconds(5));
      ticket.listen();

      assertThat(ticket.told).as("once, seed %d", seed).doesNotHaveDuplicates();
      assertThat(ticket.told)
          .as("seed %d, %s", seed, ticket.facts)
          .containsExactlyInAnyOrderElementsOf(ticket.oracle.expected);
      assertThat(ticket.harness.take(AUTOCLOSE_DEAD_LETTERS)).isEmpty();
    }
  }

  private static AccountConfig account() {
    var policy =
        aPromise("gold")
            .in(new SlaConfig.Hours.Calendar("office"))
            .atRisk(new Point.Before(NEAR))
            .step(null, LATER);
    for (SlaMetric metric : SlaMetric.values()) {
      TIMES.forEach((priority, time) -> policy.target(metric, priority, time));
    }
    return anAccount().promising(policy.build()).open("office", ZoneOffset.UTC, WEEK).build();
  }

  private static BusinessCalendar calendar() {
    BusinessCalendar.Builder builder = BusinessCalendar.in(ZoneOffset.UTC);
    WEEK.forEach(builder::hours);
    return builder.build();
  }

  private static SlaPlan plan(Action.Priority priority) {
    Duration time = Objects.requireNonNull(TIMES.get(priority));
    return new SlaPlan(
        Arrays.stream(SlaMetric.values()).collect(Collectors.toMap(metric -> metric, m -> time)),
        CALENDAR);
  }

  private static Phase phase(TicketStatus status) {
    return switch (status) {
      case WAITING_ON_CUSTOMER, SNOOZED -> Phase.PAUSED;
      case RESOLVED, CLOSED -> Phase.ENDED;
      case NEW, OPEN, UNKNOWN -> Phase.RUNNING;
    };
  }

  /** A ticket that is told to the driver and to the clocks. */
  private static final class Ticket implements AutoCloseable {

    private final Random random;
    private final TopologyHarness harness;
    private final ConversationEventBuilder talk =
        new ConversationEventBuilder("c1").promised("gold", Priority.NORMAL);
    private final List<SlaFact> facts = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Oracle oracle = new Oracle();
    private TicketStatus status = TicketStatus.NEW;

    Ticket(Random random) {
      this.random = random;
      this.harness =
          new TopologyHarness(
              "autoclose-service", AUTOCLOSE_DEAD_LETTERS, AutocloseTopology::build, START);
      harness.settings(account(), 1);
      facts.add(new SlaFact.Planned(START, plan(Action.Priority.NORMAL)));
      facts.add(new SlaFact.Began(START));
      harness.pipe(TICKET_EVENTS, talk.ticketTurns(status, START));
    }

    void waits(Instant at, boolean eventful) {
      harness.jump(SLOT.minus(LOOK));
      harness.advance(LOOK);
      boolean quiet = oracle.look(SlaClocks.of(facts), at);
      if (quiet && eventful && random.nextInt(2) == 0) {
        happens(Step.values()[random.nextInt(Step.values().length)], at);
        oracle.look(SlaClocks.of(facts), at);
      }
      listen();
    }

    private void happens(Step step, Instant at) {
      switch (step) {
        case CUSTOMER -> {
          facts.add(new SlaFact.CustomerWrote(at));
          harness.pipe(CONVERSATION_EVENTS, talk.customerWrites(at));
        }
        case AGENT -> {
          facts.add(new SlaFact.AgentAnswered(at));
          harness.pipe(CONVERSATION_EVENTS, talk.agentWrites(at));
        }
        case PRIORITY -> {
          Action.Priority priority = Action.Priority.values()[random.nextInt(4)];
          facts.add(new SlaFact.Planned(at, plan(priority)));
          talk.promised("gold", Priority.valueOf(priority.name()));
          harness.pipe(TICKET_EVENTS, talk.ticketTurns(status, at));
        }
        case WAITING -> turns(TicketStatus.WAITING_ON_CUSTOMER, at);
        case OPEN -> turns(TicketStatus.OPEN, at);
        case SNOOZED -> turns(TicketStatus.SNOOZED, at);
        case RESOLVED -> turns(TicketStatus.RESOLVED, at);
      }
    }

    private void turns(TicketStatus next, Instant at) {
      status = next;
      facts.add(new SlaFact.Moved(at, phase(next)));
      harness.pipe(TICKET_EVENTS, talk.ticketTurns(next, at));
    }

    void listen() {
      for (TimeEvent event : harness.take(TIME_EVENTS)) {
        Instant at = event.getOccurredAt();
        assertThat(at).as("never early").isBeforeOrEqualTo(harness.now());
        told.add(
            switch (event.getPayload()) {
              case SlaAtRisk risk -> risk.getMetric() + " at risk " + at;
              case SlaBreached breached -> breached.getMetric() + " missed " + at;
              case EscalationStepDue step -> step.getMetric() + " escalated " + at;
              default -> throw new AssertionError("unexpected: " + event);
            });
      }
    }

    @Override
    public void close() {
      harness.close();
    }
  }

  /** Is told how the clocks stand, slot by slot, and says what falls due. */
  private static final class Oracle {

    private final List<String> expected = new ArrayList<>();
    private final Set<String> passed = new HashSet<>();

    /** False: something falls due now. */
    boolean look(SlaClocks clocks, Instant at) {
      if (clocks.snapshot().phase() == Phase.ENDED) {
        return true; // what is promised then counts when the ticket is opened again
      }
      int before = expected.size();
      for (SlaMetric metric : SlaMetric.values()) {
        Duration target = clocks.target(metric, at).target();
        SlaClock clock = clocks.clock(metric).orElse(null);
        if (clock != null && target != null) {
          boolean late = stands(clock, target, at);
          if (!late && stands(clock, target.minus(NEAR), at)) {
            falls(clock, metric, "at risk", at);
          }
          if (late) {
            falls(clock, metric, "missed", at);
          }
          if (stands(clock, target.plus(LATER), at)) {
            falls(clock, metric, "escalated", at);
          }
        }
      }
      return expected.size() == before;
    }

    /** Whether a clock has come so far; one that stands still must have gone on beyond it. */
    private static boolean stands(SlaClock clock, Duration mark, Instant at) {
      int beyond = clock.counted(at, CALENDAR).compareTo(mark);
      return clock.since() == null ? beyond > 0 : beyond >= 0;
    }

    private void falls(SlaClock clock, SlaMetric metric, String what, Instant at) {
      if (passed.add(metric + what + clock.startedAt())) {
        expected.add(metric + " " + what + " " + at);
      }
    }
  }
}
