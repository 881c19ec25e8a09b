package io.handoff.ticket.decision.ticket;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a ticket stands. A step is a method of the states from which it is legal, and of no other.
 *
 * <pre>
 *   New ──► Open ◄──► WaitingOnCustomer        any of these ──► Resolved ──► Closed
 *    └──────────────────▲                       any of these ──► Closed
 *   New, Open, WaitingOnCustomer ──► Snoozed ──► Open, WaitingOnCustomer
 *   Resolved ──► Open, WaitingOnCustomer
 * </pre>
 *
 * <p>A customer's reply reopens what is {@link Resolved} for as long as the account has set; later
 * it is closed, and a follow-up ticket takes its place.
 *
 * <p>{@link Closed} is the end, with one exception: a close that an agent commanded and that the
 * platform did not carry out, because the customer had written meanwhile, did not happen.
 */
public sealed interface Lifecycle {

  /** The state's name in the contract. */
  TicketStatus status();

  /** Nobody has looked at it. */
  record New() implements Active {
    @Override
    public TicketStatus status() {
      return TicketStatus.NEW;
    }
  }

  /** It is an agent's turn. */
  record Open() implements Active {
    @Override
    public TicketStatus status() {
      return TicketStatus.OPEN;
    }
  }

  /** It is the customer's turn. */
  record WaitingOnCustomer() implements Active {
    @Override
    public TicketStatus status() {
      return TicketStatus.WAITING_ON_CUSTOMER;
    }
  }

  /**
   * Out of sight.
   *
   * @param until when it comes back; null: on the customer's reply only
   */
  record Snoozed(@Nullable Instant until) implements Active {
    @Override
    public TicketStatus status() {
      return TicketStatus.SNOOZED;
    }

    /** Back in sight: its time has come. */
    Open wake() {
      return new Open();
    }
  }

  /** Work has been done and the customer may still come back. */
  record Resolved(Instant at) implements Lifecycle {
    @Override
    public TicketStatus status() {
      return TicketStatus.RESOLVED;
    }

    /** Work goes on. */
    Open reopen() {
      return new Open();
    }

    /** An agent asked the customer something after all. */
    WaitingOnCustomer awaitCustomer() {
      return new WaitingOnCustomer();
    }

    /** The end. */
    Closed close(Instant closedAt, String by) {
      return new Closed(closedAt, by);
    }
  }

  /**
   * The end.
   *
   * @param at when
   * @param by what closed it, such as "customer-silent"
   */
  record Closed(Instant at, String by) implements Lifecycle {
    @Override
    public TicketStatus status() {
      return TicketStatus.CLOSED;
    }

    /** The platform did not carry out the close that an agent had commanded. */
    public Open didNotHappen() {
      return new Open();
    }

    /** What closed it became known afterwards. */
    public Closed knownToBe(Instant closedAt, String closedBy) {
      return new Closed(closedAt, closedBy);
    }
  }

  /** States in which there is work to do. */
  sealed interface Active extends Lifecycle {
    /** An agent takes the next step. */
    default Open open() {
      return new Open();
    }

    /** The customer takes the next step. */
    default WaitingOnCustomer awaitCustomer() {
      return new WaitingOnCustomer();
    }

    /** Out of sight; until null: until the customer replies. */
    default Snoozed snooze(@Nullable Instant until) {
      return new Snoozed(until);
    }

    /** Work has been done. */
    default Resolved resolve(Instant at) {
      return new Resolved(at);
    }

    /** The end. */
    default Closed close(Instant at, String by) {
      return new Closed(at, by);
    }
  }

  /** An agent has it now. */
  static Lifecycle onAssigned(Lifecycle now) {
    return switch (now) {
      case New state -> state.open();
      case Open _, WaitingOnCustomer _, Snoozed _, Resolved _, Closed _ -> now;
    };
  }

  /** An agent wrote to the customer. */
  static Lifecycle onAgentMessage(Lifecycle now) {
    return switch (now) {
      case New state -> state.awaitCustomer();
      case Open state -> state.awaitCustomer();
      case WaitingOnCustomer _, Snoozed _, Resolved _, Closed _ -> now;
    };
  }

  /** The customer wrote. */
  static Lifecycle onCustomerMessage(Lifecycle now) {
    return switch (now) {
      case WaitingOnCustomer state -> state.open();
      case Snoozed state -> state.open();
      case Resolved state -> state.reopen();
      case New _, Open _, Closed _ -> now;
    };
  }

  /** Somebody wants it out of sight. Empty: there is no work to put off. */
  static Optional<Lifecycle> onSnooze(Lifecycle now, @Nullable Instant until) {
    return switch (now) {
      case Active state -> Optional.of(state.snooze(until));
      case Resolved _, Closed _ -> Optional.empty();
    };
  }

  /** A snooze is over. One that was moved or has ended meanwhile does not count. */
  static Lifecycle onSnoozeOver(Lifecycle now, Instant until) {
    return switch (now) {
      case Snoozed state -> until.equals(state.until()) ? state.wake() : now;
      case New _, Open _, WaitingOnCustomer _, Resolved _, Closed _ -> now;
    };
  }

  /** The conversation is over. */
  static Lifecycle onEnd(Lifecycle now, Instant at, String by) {
    return switch (now) {
      case Active state -> state.close(at, by);
      case Resolved state -> state.close(at, by);
      case Closed _ -> now;
    };
  }

  /**
   * A command wants another state. The same state is legal and changes nothing. Empty: not legal
   * from here, or not by setting the status ({@code NEW}, {@code SNOOZED}).
   */
  static Optional<Lifecycle> onCommand(Lifecycle now, TicketStatus wanted, Instant at, String by) {
    if (now.status() == wanted) {
      return Optional.of(now);
    }
    return switch (now) {
      case Active state ->
          switch (wanted) {
            case OPEN -> Optional.of(state.open());
            case WAITING_ON_CUSTOMER -> Optional.of(state.awaitCustomer());
            case RESOLVED -> Optional.of(state.resolve(at));
            case CLOSED -> Optional.of(state.close(at, by));
            case NEW, SNOOZED, UNKNOWN -> Optional.empty();
          };
      case Resolved state ->
          switch (wanted) {
            case OPEN -> Optional.of(state.reopen());
            case WAITING_ON_CUSTOMER -> Optional.of(state.awaitCustomer());
            case CLOSED -> Optional.of(state.close(at, by));
            case NEW, SNOOZED, RESOLVED, UNKNOWN -> Optional.empty();
          };
      case Closed _ -> Optional.empty();
    };
  }

  /** The state of a ticket. */
  static Lifecycle of(Ticket ticket) {
    return switch (ticket.status()) {
      case NEW -> new New();
      case OPEN -> new Open();
      case WAITING_ON_CUSTOMER -> new WaitingOnCustomer();
      case SNOOZED -> new Snoozed(ticket.snoozedUntil());
      case RESOLVED -> new Resolved(known(ticket.resolvedAt(), ticket));
      case CLOSED ->
          new Closed(
              known(ticket.closedAt(), ticket),
              ticket.closedBy() == null ? "platform" : ticket.closedBy());
      case UNKNOWN -> throw new IllegalStateException("no ticket has this status");
    };
  }

  private static Instant known(@Nullable Instant moment, Ticket ticket) {
    return moment == null ? ticket.updatedAt() : moment;
  }
}
