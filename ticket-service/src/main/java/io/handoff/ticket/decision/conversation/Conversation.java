package io.handoff.ticket.decision.conversation;

import io.handoff.kit.Ids;
import io.handoff.ticket.decision.ticket.Customer;
import io.handoff.ticket.decision.ticket.History;
import io.handoff.ticket.decision.ticket.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What ticket-service keeps of a conversation. Bounded, whatever happens in it.
 *
 * @param accountId the account
 * @param conversationId the conversation
 * @param channelId its channel
 * @param customer who the customer is: the id and nothing else, for the rest stands in the handoff;
 *     null: not known yet
 * @param run whether it goes on
 * @param messages its messages, counted
 * @param handoff its newest handoff; null: there was none
 * @param tickets its tickets by the time of their handoffs, the last 8
 * @param occurrences what tickets that are made later have to know, the last 32
 * @param closeActions closes for silence that were asked for, the last 8
 * @param commandedCloseId action of a close that an agent commanded and that the platform has not
 *     answered; null: none
 * @param references message ids that the customer's last e-mail with any refers to, nearest first;
 *     at most 20
 * @param touchedAt when the last record about it was published, whenever that happened; null: not
 *     known
 * @param step the last wish by which a ticket went to another status; null: none did. What the
 *     customer had written before it does not undo that step
 * @param recent marks of the last 64 records, to know repeats by
 * @param changes latest changes of its tickets, the last 30; kept where the account has rules
 * @param lookups questions to outside systems without an answer, the last 16
 * @param chains rules that led to what may come back, the last 8
 * @param mergedInto conversation of the ticket that its last ticket was merged into; null: it was
 *     not
 */
public record Conversation(
    String accountId,
    String conversationId,
    String channelId,
    @Nullable Customer customer,
    ConversationSession run,
    Messages messages,
    @Nullable TrackedHandoff handoff,
    List<TicketRef> tickets,
    List<LoggedEvent> occurrences,
    List<CloseAction> closeActions,
    @Nullable String commandedCloseId,
    List<String> references,
    @Nullable Instant touchedAt,
    @Nullable Step step,
    List<Long> recent,
    List<PastChange> changes,
    List<AwaitedLookup> lookups,
    List<RuleChain> chains,
    @Nullable String mergedInto) {

  /**
   * A wish that moved a ticket.
   *
   * @param at event time
   * @param publishedAt when it was published
   */
  public record Step(Instant at, Instant publishedAt) {}

  private static final int RECENT_LIMIT = 64;
  private static final int OCCURRENCE_LIMIT = 32;
  private static final int TICKET_LIMIT = 8;
  private static final int CLOSE_LIMIT = 8;
  private static final int REFERENCE_LIMIT = 20;
  private static final int CHANGE_LIMIT = 30;
  private static final int LOOKUP_LIMIT = 16;
  private static final int CHAIN_LIMIT = 8;

  public Conversation {
    customer = customer == null ? null : Customer.named(customer.customerId());
    run = Objects.requireNonNullElse(run, ConversationSession.FIRST);
    messages = Objects.requireNonNullElse(messages, Messages.NONE);
    tickets = List.copyOf(Objects.requireNonNullElse(tickets, List.of()));
    occurrences = List.copyOf(Objects.requireNonNullElse(occurrences, List.of()));
    closeActions = List.copyOf(Objects.requireNonNullElse(closeActions, List.of()));
    references = List.copyOf(Objects.requireNonNullElse(references, List.of()));
    recent = List.copyOf(Objects.requireNonNullElse(recent, List.of()));
    changes = List.copyOf(Objects.requireNonNullElse(changes, List.of()));
    lookups = List.copyOf(Objects.requireNonNullElse(lookups, List.of()));
    chains = List.copyOf(Objects.requireNonNullElse(chains, List.of()));
  }

  /** A conversation of which nothing was known. */
  public static Conversation begin(String accountId, String conversationId, String channelId) {
    return new Conversation(
        accountId,
        conversationId,
        channelId,
        null,
        ConversationSession.FIRST,
        Messages.NONE,
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        List.of(),
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  /** The handoff that somebody may be in charge of; null: there is none. */
  public @Nullable TrackedHandoff activeHandoff() {
    return handoff != null && handoff.active() ? handoff : null;
  }

  /** The newest ticket; null: there was none. */
  public @Nullable String ticketId() {
    return tickets.isEmpty() ? null : tickets.getLast().ticketId();
  }

  /** The ticket that something that happened then concerns; null: none does. */
  public @Nullable TicketRef ticketAt(Instant moment) {
    for (TicketRef ticket : tickets.reversed()) {
      if (!ticket.requestedAt().isAfter(moment)) {
        return ticket;
      }
    }
    return null;
  }

  /** When the next handoff with a ticket was asked for; null: none is known. */
  public @Nullable Instant nextTicketAfter(Instant moment) {
    for (TicketRef ticket : tickets) {
      if (ticket.requestedAt().isAfter(moment)) {
        return ticket.requestedAt();
      }
    }
    return null;
  }

  /** When what is kept of it happened, in no order. */
  public Stream<Instant> moments() {
    return Stream.concat(
        occurrences.stream().map(LoggedEvent::at),
        Stream.of(
                Optional.ofNullable(run.closedAt()),
                Optional.ofNullable(messages.lastCustomerAt()),
                Optional.ofNullable(handoff).map(tracked -> tracked.handoff().requestedAt()))
            .flatMap(Optional::stream));
  }

  /** What happened from one moment until before another (null: until now), in order. */
  public List<LoggedEvent> between(Instant from, @Nullable Instant until) {
    return occurrences.stream()
        .filter(o -> !o.at().isBefore(from) && (until == null || o.at().isBefore(until)))
        .toList();
  }

  /** Whether a record of this kind and id was among the last. */
  public boolean remembers(String kind, String id) {
    return recent.contains(mark(kind, id));
  }

  /** The close for silence of this id; null: none was asked for. */
  public @Nullable CloseAction closeAction(@Nullable String actionId) {
    for (CloseAction action : closeActions) {
      if (action.actionId().equals(actionId)) {
        return action;
      }
    }
    return null;
  }

  /** Whether nothing has happened in it for so long that nothing of it needs to be kept. */
  public boolean isIdleSince(Instant moment) {
    return touchedAt != null && touchedAt.isBefore(moment) && activeHandoff() == null;
  }

  /**
   * Whether a ticket went to another status by a wish that is later than a message, both by when
   * they happened and by when they were published: a platform's clock may be behind, and it may
   * publish late.
   */
  public boolean steppedAfter(Origin message) {
    return step != null
        && !step.publishedAt().isBefore(message.publishedAt())
        && step.at().isAfter(message.at());
  }

  /** After an agent did something with its ticket. */
  public Conversation stepped(Origin wish) {
    Draft draft = new Draft(this);
    Step last = step;
    draft.step =
        last == null
            ? new Step(wish.at(), wish.publishedAt())
            : new Step(
                History.later(last.at(), wish.at()),
                History.later(last.publishedAt(), wish.publishedAt()));
    return draft.conversation();
  }

  /** The same after a record that was published at a moment. */
  public Conversation touched(Instant publishedAt) {
    Draft draft = new Draft(this);
    draft.touchedAt = touchedAt == null ? publishedAt : History.later(touchedAt, publishedAt);
    return draft.conversation();
  }

  /** After a record, which is known when it comes again. */
  public Conversation remember(String kind, String id) {
    Draft draft = new Draft(this);
    draft.recent = appended(recent, mark(kind, id), RECENT_LIMIT);
    return draft.conversation();
  }

  public Conversation withCustomer(String customerId) {
    Draft draft = new Draft(this);
    draft.customer = Customer.named(customerId);
    return draft.conversation();
  }

  public Conversation withReferences(List<String> nowReferences) {
    Draft draft = new Draft(this);
    draft.references = nowReferences.subList(0, Math.min(nowReferences.size(), REFERENCE_LIMIT));
    return draft.conversation();
  }

  public Conversation with(ConversationSession nowRun) {
    Draft draft = new Draft(this);
    draft.session = nowRun;
    return draft.conversation();
  }

  public Conversation with(Messages nowMessages) {
    Draft draft = new Draft(this);
    draft.messages = nowMessages;
    return draft.conversation();
  }

  public Conversation with(TrackedHandoff nowHandoff) {
    Draft draft = new Draft(this);
    draft.handoff = nowHandoff;
    return draft.conversation();
  }

  /** With a ticket added, or with what is known of it replaced. */
  public Conversation with(TicketRef ticket) {
    List<TicketRef> all = new ArrayList<>(tickets);
    all.removeIf(known -> known.ticketId().equals(ticket.ticketId()));
    int place = all.size();
    while (place > 0 && all.get(place - 1).requestedAt().isAfter(ticket.requestedAt())) {
      place--;
    }
    all.add(place, ticket);
    Draft draft = new Draft(this);
    draft.tickets = all.size() <= TICKET_LIMIT ? all : all.subList(1, all.size());
    return draft.conversation();
  }

  /** With an event that tickets may have to learn of later. */
  public Conversation with(LoggedEvent logged) {
    Draft draft = new Draft(this);
    draft.occurrences = appended(occurrences, logged, OCCURRENCE_LIMIT);
    return draft.conversation();
  }

  /** With a close for silence that the platform was asked for. */
  public Conversation with(CloseAction action) {
    Draft draft = new Draft(this);
    draft.closeActions = appended(closeActions, action, CLOSE_LIMIT);
    return draft.conversation();
  }

  /** The question of this id; null: nobody asked it, or it was answered. */
  public @Nullable AwaitedLookup lookup(String lookupId) {
    return lookups.stream().filter(l -> l.lookupId().equals(lookupId)).findFirst().orElse(null);
  }

  /** With a question added, or with what is known of it replaced. */
  public Conversation with(AwaitedLookup lookup) {
    Draft draft = new Draft(this);
    draft.lookups = appended(without(lookup).lookups, lookup, LOOKUP_LIMIT);
    return draft.conversation();
  }

  /** Without a question that was answered. */
  public Conversation without(AwaitedLookup lookup) {
    Draft draft = new Draft(this);
    draft.lookups = lookups.stream().filter(l -> !l.lookupId().equals(lookup.lookupId())).toList();
    return draft.conversation();
  }

  /** With changes that rules may ask for. */
  public Conversation with(List<PastChange> more) {
    List<PastChange> all = new ArrayList<>(changes);
    all.addAll(more);
    Draft draft = new Draft(this);
    draft.changes =
        all.size() <= CHANGE_LIMIT ? all : all.subList(all.size() - CHANGE_LIMIT, all.size());
    return draft.conversation();
  }

  /** Rules that led to a record; none where none did. */
  public List<String> rulesBehind(@Nullable String causeId) {
    return chains.stream()
        .filter(chain -> causeId != null && chain.ids().contains(causeId))
        .findFirst()
        .map(RuleChain::rules)
        .orElse(List.of());
  }

  /** With the rules that led to records which come back. */
  public Conversation with(RuleChain chain) {
    Draft draft = new Draft(this);
    draft.chains = appended(chains, chain, CHAIN_LIMIT);
    return draft.conversation();
  }

  /** With the close that an agent asked the platform for; null: none is on its way. */
  public Conversation withCommandedClose(@Nullable String actionId) {
    Draft draft = new Draft(this);
    draft.commandedCloseId = actionId;
    return draft.conversation();
  }

  /** With the conversation that its last ticket has become part of; null: it has not. */
  public Conversation withMergedInto(@Nullable String conversationId) {
    Draft draft = new Draft(this);
    draft.mergedInto = conversationId;
    return draft.conversation();
  }

  private static long mark(String kind, String id) {
    return Long.parseUnsignedLong(Ids.derive(kind, id), 0, 16, 16);
  }

  private static <T> List<T> appended(List<T> list, T last, int limit) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return longer.size() <= limit ? longer : longer.subList(longer.size() - limit, longer.size());
  }

  /** A conversation while one part of it is replaced. */
  private static final class Draft {
    private final Conversation before;
    private @Nullable Customer customer;
    private ConversationSession session;
    private Messages messages;
    private @Nullable TrackedHandoff handoff;
    private List<TicketRef> tickets;
    private List<LoggedEvent> occurrences;
    private List<CloseAction> closeActions;
    private @Nullable String commandedCloseId;
    private List<String> references;
    private @Nullable Instant touchedAt;
    private @Nullable Step step;
    private List<Long> recent;
    private List<PastChange> changes;
    private List<AwaitedLookup> lookups;
    private List<RuleChain> chains;
    private @Nullable String mergedInto;

    private Draft(Conversation before) {
      this.before = before;
      this.customer = before.customer;
      this.session = before.run;
      this.messages = before.messages;
      this.handoff = before.handoff;
      this.tickets = before.tickets;
      this.occurrences = before.occurrences;
      this.closeActions = before.closeActions;
      this.commandedCloseId = before.commandedCloseId;
      this.references = before.references;
      this.touchedAt = before.touchedAt;
      this.step = before.step;
      this.recent = before.recent;
      this.changes = before.changes;
      this.lookups = before.lookups;
      this.chains = before.chains;
      this.mergedInto = before.mergedInto;
    }

    private Conversation conversation() {
      return new Conversation(
          before.accountId,
          before.conversationId,
          before.channelId,
          customer,
          session,
          messages,
          handoff,
          tickets,
          occurrences,
          closeActions,
          commandedCloseId,
          references,
          touchedAt,
          step,
          recent,
          changes,
          lookups,
          chains,
          mergedInto);
    }
  }
}
