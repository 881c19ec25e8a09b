package io.handoff.ticket.decision;

import io.handoff.kit.Ids;
import io.handoff.settings.AccountConfig;
import io.handoff.settings.SettingsDefaults;
import io.handoff.settings.TicketsConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One input's turn: gathers what follows from it. Lives only within {@link TicketDecider#decide},
 * so that deciding as a whole changes nothing but its result.
 */
final class Turn {

  private final Origin origin;
  private final State before;
  private @Nullable Conversation conversation;
  private CommandLog commands;
  private final List<Effect> effects = new ArrayList<>();
  private final Map<String, Ticket> written = new HashMap<>();
  private int entries;

  Turn(Origin origin, State before) {
    this.origin = origin;
    this.before = before;
    this.conversation = before.conversation();
    this.commands = before.commands();
  }

  Origin origin() {
    return origin;
  }

  @Nullable AccountConfig settings() {
    return before.settings();
  }

  /** What the account has set about tickets; the defaults where it has no settings. */
  TicketsConfig ticketSettings() {
    AccountConfig settings = before.settings();
    return settings == null ? SettingsDefaults.TICKETS : settings.tickets();
  }

  boolean knowsConversation() {
    return conversation != null;
  }

  Conversation conversation() {
    if (conversation == null) {
      throw new IllegalStateException("nothing is known of the conversation");
    }
    return conversation;
  }

  void conversation(Conversation now) {
    conversation = now;
  }

  /** Remembers the record, so that it is known when it comes again. */
  void remember(String kind) {
    conversation(conversation().remember(kind, origin.id(), origin.at()));
  }

  CommandLog commands() {
    return commands;
  }

  TicketDecision decided(String outcome) {
    return new TicketDecision(outcome, conversation, commands, effects);
  }

  // tickets

  String ticketIdOf(Handoff handoff) {
    return Ids.derive("ticket", origin.accountId(), handoff.handoffId());
  }

  @Nullable Ticket ticketOf(Handoff handoff) {
    return ticket(ticketIdOf(handoff));
  }

  @Nullable Ticket ticket(@Nullable String ticketId) {
    if (ticketId == null) {
      return null;
    }
    Ticket changed = written.get(ticketId);
    return changed != null ? changed : before.tickets().find(origin.accountId(), ticketId);
  }

  /** The ticket of the handoff that somebody may be in charge of; null: there is none. */
  @Nullable Ticket openTicket() {
    TrackedHandoff active = conversation().activeHandoff();
    Ticket ticket = active == null ? null : ticketOf(active.handoff());
    return ticket == null || ticket.ended() ? null : ticket;
  }

  /** Makes a ticket; what the draft sets is there from its first version on. */
  Ticket create(Ticket made, Actor actor, Consumer<TicketDraft> edit) {
    TicketDraft draft = new TicketDraft(made);
    edit.accept(draft);
    Ticket ticket = draft.ticket(made.version(), made.updatedAt());
    write(new TicketChange.Created(ticket), actor, ticket);
    tellCustomer(ticket, new CustomerNews.Opened(conversation().references()));
    return ticket;
  }

  /** Changes a ticket. If nothing differs in the end, there is no change. */
  Ticket change(Ticket ticket, Actor actor, String why, Consumer<TicketDraft> edit) {
    TicketDraft draft = new TicketDraft(ticket);
    edit.accept(draft);
    if (draft.ticket(ticket.version(), ticket.updatedAt()).equals(ticket)) {
      return ticket;
    }
    return write(ticket, draft, actor, why);
  }

  /** Notes something on a ticket, even if no field differs. */
  Ticket note(Ticket ticket, Actor actor, String why, Consumer<TicketDraft> edit) {
    TicketDraft draft = new TicketDraft(ticket);
    edit.accept(draft);
    return write(ticket, draft, actor, why);
  }

  private Ticket write(Ticket ticket, TicketDraft draft, Actor actor, String why) {
    long version = ticket.version() + 1;
    Ticket after = draft.ticket(version, History.later(ticket.updatedAt(), origin.at()));
    write(
        new TicketChange.Changed(version, origin.at(), TicketFields.between(ticket, after), why),
        actor,
        after);
    if (ticket.ended() != after.ended()) {
      String closedBy = after.closedBy();
      tellCustomer(
          after,
          closedBy == null ? new CustomerNews.Opened(List.of()) : new CustomerNews.Ended(closedBy));
    }
    return after;
  }

  // the customer

  /** Whose ticket it is; null: the platform has not said. */
  @Nullable String customerIdOf(Ticket ticket) {
    Customer customer = ticket.handoff().customer();
    return customer == null ? null : customer.customerId();
  }

  /** Tells the customer's side; returns the news' id. Null: the customer is not known. */
  @Nullable String tellCustomer(Ticket ticket, CustomerNews news) {
    String customerId = customerIdOf(ticket);
    return customerId == null ? null : tellCustomer(customerId, ticket.ticketId(), news);
  }

  /** Tells the customer's side; returns the news' id. */
  String tellCustomer(String customerId, @Nullable String ticketId, CustomerNews news) {
    String eventId =
        origin.derive("customer-change", news.kind() + "/" + ticketId + "/" + entries++);
    effects.add(new Effect.CustomerTold(eventId, customerId, ticketId, news));
    return eventId;
  }

  private void write(TicketChange change, Actor actor, Ticket ticket) {
    written.put(ticket.ticketId(), ticket);
    effects.add(new Effect.TicketWritten(nextEntryId(), change, actor, ticket));
  }

  // handoffs

  /** Keeps where the handoff stands, and publishes it if others can see a difference. */
  void move(Actor actor, TrackedHandoff now) {
    TrackedHandoff last = conversation().handoff();
    conversation(conversation().with(now));
    if (last == null || differs(last, now)) {
      publish(actor, now);
    }
  }

  /** Publishes where a handoff stands. */
  void publish(Actor actor, TrackedHandoff now) {
    Ticket ticket = ticketOf(now.handoff());
    effects.add(
        new Effect.HandoffMoved(
            nextEntryId(),
            actor,
            now,
            ticket == null ? null : ticket.ticketId(),
            ticket == null ? 0 : ticket.version()));
  }

  private static boolean differs(TrackedHandoff last, TrackedHandoff now) {
    return !last.handoff().handoffId().equals(now.handoff().handoffId())
        || last.process() != now.process()
        || !last.target().equals(now.target())
        || last.state() != now.state()
        || !java.util.Objects.equals(last.agentId(), now.agentId());
  }

  /** Asks routing; returns the request's id. */
  String ask(Handoff handoff, RoutingAsk ask) {
    String requestId = origin.derive("routing-request", ask.kind() + "/" + handoff.handoffId());
    effects.add(new Effect.RoutingAsked(requestId, handoff.handoffId(), ask));
    return requestId;
  }

  // the rest

  void add(Effect effect) {
    effects.add(effect);
  }

  String actionId(String kind) {
    return origin.derive("action", kind);
  }

  void answer(CommandLog.Answer answer) {
    commands = commands.answer(answer);
    effects.add(new Effect.CommandAnswered(answer, false));
  }

  void await(CommandLog.Pending command) {
    commands = commands.await(command);
  }

  private String nextEntryId() {
    return origin.derive("ticket-event", entries++);
  }
}
