package io.handoff.ticket.decision.context;

import io.handoff.kit.Ids;
import io.handoff.rules.CustomerContext;
import io.handoff.rules.RuleEvent;
import io.handoff.rules.engine.RuleBook;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.SettingsDefaults;
import io.handoff.settings.model.TicketsConfig;
import io.handoff.settings.rules.SlaRules;
import io.handoff.ticket.decision.conversation.CommandLog;
import io.handoff.ticket.decision.conversation.Conversation;
import io.handoff.ticket.decision.conversation.PastChange;
import io.handoff.ticket.decision.conversation.RuleChain;
import io.handoff.ticket.decision.conversation.TicketRef;
import io.handoff.ticket.decision.conversation.TrackedHandoff;
import io.handoff.ticket.decision.effect.AssignmentRequest;
import io.handoff.ticket.decision.effect.CustomerEvent;
import io.handoff.ticket.decision.effect.Effect;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.Customer;
import io.handoff.ticket.decision.ticket.Handoff;
import io.handoff.ticket.decision.ticket.History;
import io.handoff.ticket.decision.ticket.Origin;
import io.handoff.ticket.decision.ticket.Ticket;
import io.handoff.ticket.decision.ticket.TicketChange;
import io.handoff.ticket.decision.ticket.TicketDraft;
import io.handoff.ticket.decision.ticket.TicketFields;
import io.handoff.ticket.decision.ticket.TicketRuleEvents;
import io.handoff.ticket.decision.ticket.TicketStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects what follows from one input. Lives only while that input is decided, so that deciding as
 * a whole changes nothing but its result.
 */
public final class DecisionContext {

  private final Origin origin;
  private final DecisionInput before;
  private @Nullable Conversation conversation;
  private CommandLog commands;
  private final List<Effect> effects = new ArrayList<>();
  private final AssignmentRequests asks = new AssignmentRequests();
  private final Map<String, Ticket> written = new HashMap<>();
  private final Map<String, Integer> named = new HashMap<>();
  private final List<RuleEvent> happened = new ArrayList<>();
  private @Nullable String heard;
  private final Set<String> rules = new LinkedHashSet<>();
  private int entries;

  /** Begins to decide one input. */
  public DecisionContext(Origin origin, DecisionInput before) {
    this.origin = origin;
    this.before = before;
    this.conversation = before.conversation();
    this.commands = before.commands();
    if (conversation != null) {
      rules.addAll(conversation.rulesBehind(before.causeId()));
    }
  }

  public Origin origin() {
    return origin;
  }

  public @Nullable AccountConfig settings() {
    return before.settings();
  }

  /** What the account has set about tickets; the defaults where it has no settings. */
  public TicketsConfig ticketSettings() {
    AccountConfig settings = before.settings();
    return settings == null ? SettingsDefaults.TICKETS : settings.tickets();
  }

  public boolean knowsConversation() {
    return conversation != null;
  }

  /** Begins the conversation if nothing is known of it. */
  public void beginIfNew(@Nullable String channelId) {
    if (conversation == null) {
      conversation =
          Conversation.begin(
              origin.accountId(), origin.conversationId(), channelId == null ? "" : channelId);
    }
  }

  /** The conversation with all that was decided so far; it has to be known. */
  public Conversation conversation() {
    if (conversation == null) {
      throw new IllegalStateException("nothing is known of the conversation");
    }
    return conversation;
  }

  /** Keeps how the conversation stands now. */
  public void conversation(Conversation now) {
    conversation = now;
  }

  /** Remembers the record, so that it is known when it comes again. */
  public void remember(String kind) {
    conversation(conversation().remember(kind, origin.id()));
  }

  public CommandLog commands() {
    return commands;
  }

  /** The account's rules. */
  public RuleBook rules() {
    return before.rules();
  }

  /** Length of the chain of causes that led here. */
  public int depth() {
    return before.depth();
  }

  /** Rules that led to this record, and those that have fired on it. */
  public List<String> rulesSoFar() {
    return List.copyOf(rules);
  }

  /** Notes that a rule has fired. */
  public void fired(String rule) {
    rules.add(rule);
  }

  /** What the customer has just written; null: nothing, or it is not known. */
  public @Nullable String heard() {
    return heard;
  }

  /** Notes what the customer has just written. */
  public void hear(@Nullable String text) {
    heard = text;
  }

  /** Notes something that rules are looked at on though the ticket does not show it. */
  public void happened(RuleEvent event) {
    happened.add(event);
  }

  /** Looks at the account's rules on what happened to a ticket, and carries them out. */
  @FunctionalInterface
  public interface Rules {

    /**
     * Looks once.
     *
     * @param events what happened to the ticket
     * @param actor who or what made it happen
     */
    void run(
        DecisionContext context,
        AccountConfig account,
        Ticket ticket,
        List<RuleEvent> events,
        Actor actor);
  }

  /** What was decided; before that, rules have their say on what changed. */
  public TicketDecision decided(String outcome, Rules eventRules) {
    AccountConfig settings = before.settings();
    if (settings != null && conversation != null && hasRules()) {
      lookAtRules(settings, eventRules);
    }
    tellRouting();
    rememberRules();
    return new TicketDecision(outcome, conversation, commands, effects);
  }

  /** What comes back of this record is known as caused by its rules. */
  private void rememberRules() {
    List<String> ids = new ArrayList<>();
    for (Effect effect : effects) {
      if (effect instanceof Effect.RoutingAsked asked) {
        ids.add(asked.requestId());
      } else if (effect instanceof Effect.TicketWritten written
          && written.ticket().status() == TicketStatus.SNOOZED) {
        ids.add(written.eventId());
      }
    }
    if (conversation != null && !rules.isEmpty() && !ids.isEmpty()) {
      conversation = conversation.with(new RuleChain(ids, List.copyOf(rules)));
    }
  }

  /** Only rules read what changed before. */
  private boolean hasRules() {
    AccountConfig settings = before.settings();
    return settings != null && SlaRules.any(settings);
  }

  private void lookAtRules(AccountConfig settings, Rules eventRules) {
    Map<String, Actor> actors = new LinkedHashMap<>();
    for (Effect effect : effects) {
      if (effect instanceof Effect.TicketWritten written) {
        actors.put(written.ticket().ticketId(), written.actor());
      }
    }
    Ticket open = happened.isEmpty() ? null : openTicket();
    if (open != null) {
      actors.putIfAbsent(open.ticketId(), Actor.timer("due"));
    }
    actors.forEach(
        (ticketId, actor) -> {
          Ticket ticket = ticket(ticketId);
          if (ticket != null) {
            List<RuleEvent> events =
                new ArrayList<>(
                    TicketRuleEvents.between(
                        before.tickets().find(origin.accountId(), ticketId), ticket));
            if (open != null && open.ticketId().equals(ticketId)) {
              events.addAll(happened);
            }
            eventRules.run(this, settings, ticket, events, actor);
          }
        });
  }

  // tickets

  /** The id of the ticket that a handoff has, whether or not it was made. */
  public String ticketIdOf(Handoff handoff) {
    return Ids.derive("ticket", origin.accountId(), handoff.handoffId());
  }

  /** The ticket of a handoff as it is now; null: it has none yet. */
  public @Nullable Ticket ticketOf(Handoff handoff) {
    return ticket(ticketIdOf(handoff));
  }

  /** A ticket as it is now, with all that was decided so far; null: there is none. */
  public @Nullable Ticket ticket(@Nullable String ticketId) {
    if (ticketId == null) {
      return null;
    }
    Ticket changed = written.get(ticketId);
    return changed != null ? changed : before.tickets().find(origin.accountId(), ticketId);
  }

  /** The ticket of the handoff that somebody may be in charge of; null: there is none. */
  public @Nullable Ticket openTicket() {
    TrackedHandoff active = conversation().activeHandoff();
    Ticket ticket = active == null ? null : ticketOf(active.handoff());
    return ticket == null || ticket.ended() ? null : ticket;
  }

  /** Makes a ticket; what the draft sets is there from its first version on. */
  public Ticket create(Ticket made, Actor actor, Consumer<TicketDraft> edit) {
    TicketDraft draft = new TicketDraft(made);
    edit.accept(draft);
    Ticket ticket = draft.ticket(made.version(), made.updatedAt());
    write(new TicketChange.Created(ticket), actor, ticket);
    tellCustomer(ticket, new CustomerEvent.Opened(conversation().references()));
    return ticket;
  }

  /** Changes a ticket. If nothing differs in the end, there is no change. */
  public Ticket change(Ticket ticket, Actor actor, String why, Consumer<TicketDraft> edit) {
    TicketDraft draft = new TicketDraft(ticket);
    edit.accept(draft);
    if (draft.ticket(ticket.version(), ticket.updatedAt()).equals(ticket)) {
      return ticket;
    }
    return write(ticket, draft, actor, why);
  }

  /** Notes something on a ticket, even if no field differs. */
  public Ticket note(Ticket ticket, Actor actor, String why, Consumer<TicketDraft> edit) {
    TicketDraft draft = new TicketDraft(ticket);
    edit.accept(draft);
    return write(ticket, draft, actor, why);
  }

  private Ticket write(Ticket ticket, TicketDraft draft, Actor actor, String why) {
    long version = ticket.version() + 1;
    Ticket after = draft.ticket(version, History.later(ticket.updatedAt(), origin.at()));
    write(
        new TicketChange.Changed(
            version, after.updatedAt(), TicketFields.between(ticket, after), why),
        actor,
        after);
    if (ticket.ended() != after.ended()) {
      String closedBy = after.closedBy();
      tellCustomer(
          after,
          closedBy == null
              ? new CustomerEvent.Opened(List.of())
              : new CustomerEvent.Ended(closedBy, after.mergedInto()));
    }
    return after;
  }

  // the customer

  /** What is known of the customer beyond the conversation. */
  public CustomerContext customer(Handoff handoff) {
    Customer customer = handoff.customer();
    return before
        .customers()
        .find(origin.accountId(), customer == null ? null : customer.customerId());
  }

  /**
   * Tells the customer's side of tags that a ticket is about to begin with; before the ticket is
   * told of, so that its answer to that has them.
   */
  public void tellTags(Handoff handoff, List<String> tags) {
    Customer customer = handoff.customer();
    if (customer != null && !tags.isEmpty()) {
      tellCustomer(
          customer.customerId(),
          ticketIdOf(handoff),
          new CustomerEvent.TagsChanged(tags, List.of()));
    }
  }

  /** Tickets that the customer had before this one. */
  public long earlierTickets(Ticket ticket) {
    return conversation().tickets().stream()
        .filter(ref -> ref.ticketId().equals(ticket.ticketId()))
        .mapToLong(TicketRef::earlierTickets)
        .findFirst()
        .orElse(0);
  }

  /** Whose ticket it is; null: the platform has not said. */
  public @Nullable String customerIdOf(Ticket ticket) {
    Customer customer = ticket.handoff().customer();
    return customer == null ? null : customer.customerId();
  }

  /** Tells the customer's side; returns the news' id. Null: the customer is not known. */
  public @Nullable String tellCustomer(Ticket ticket, CustomerEvent news) {
    String customerId = customerIdOf(ticket);
    return customerId == null ? null : tellCustomer(customerId, ticket.ticketId(), news);
  }

  /** Tells the customer's side; returns the news' id. */
  public String tellCustomer(String customerId, @Nullable String ticketId, CustomerEvent news) {
    String eventId =
        origin.derive("customer-change", news.kind() + "/" + ticketId + "/" + entries++);
    effects.add(new Effect.CustomerTold(eventId, customerId, ticketId, news));
    return eventId;
  }

  private void write(TicketChange change, Actor actor, Ticket ticket) {
    written.put(ticket.ticketId(), ticket);
    if (change instanceof TicketChange.Changed changed && conversation != null && hasRules()) {
      conversation = conversation.with(PastChange.of(ticket.ticketId(), changed.changes(), actor));
    }
    effects.add(new Effect.TicketWritten(nextEntryId(), change, actor, ticket));
  }

  // handoffs

  /** Keeps where the handoff stands, and publishes it if others can see a difference. */
  public void move(Actor actor, TrackedHandoff now) {
    TrackedHandoff last = conversation().handoff();
    conversation(conversation().with(now));
    if (last == null || differs(last, now)) {
      publish(actor, now);
    }
  }

  /** Publishes where a handoff stands. */
  public void publish(Actor actor, TrackedHandoff now) {
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
  public String ask(Handoff handoff, AssignmentRequest ask) {
    String requestId =
        origin.derive("routing-request", once(ask.kind() + "/" + handoff.handoffId()));
    asks.add(new Effect.RoutingAsked(requestId, handoff.handoffId(), ask));
    return requestId;
  }

  /**
   * Asks routing once for all that became of the open ticket in this record: its last target, its
   * last priority, and whether it is snoozed.
   */
  private void tellRouting() {
    TrackedHandoff active = conversation == null ? null : conversation.activeHandoff();
    Ticket ticket = active == null ? null : ticketOf(active.handoff());
    if (active != null && ticket != null && !ticket.ended() && !active.released()) {
      TrackedHandoff now =
          active.told(
              active.target().of(ticket),
              ticket.priority(),
              ticket.status() == TicketStatus.SNOOZED);
      asks.follow(active, now, ticket.ticketId(), what -> ask(active.handoff(), what));
      if (!now.equals(active)) {
        move(Actor.SYSTEM, now);
      }
    }
    effects.addAll(asks.all());
  }

  // the rest

  /** Adds something that follows. */
  public void add(Effect effect) {
    effects.add(effect);
  }

  /** A new id of an action; the same input gives the same ids. */
  public String actionId(String kind) {
    return origin.derive("action", once(kind));
  }

  /** The name, told apart from the same one before it in this turn. */
  private String once(String name) {
    int count = named.merge(name, 1, Integer::sum);
    return count == 1 ? name : name + "/" + count;
  }

  /** Answers a command. */
  public void answer(CommandLog.Answer answer) {
    commands = commands.answer(answer);
    effects.add(new Effect.CommandAnswered(answer, false));
  }

  /** Keeps a command until routing has decided. */
  public void await(CommandLog.Pending command) {
    commands = commands.await(command);
  }

  private String nextEntryId() {
    return origin.derive("ticket-event", entries++);
  }
}
