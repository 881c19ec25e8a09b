package io.handoff.ticket.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.kit.Ids;
import io.handoff.settings.model.AccountConfig;
import io.handoff.ticket.Accounts;
import io.handoff.ticket.decision.command.Command;
import io.handoff.ticket.decision.context.DecisionInput;
import io.handoff.ticket.decision.context.TicketDecision;
import io.handoff.ticket.decision.conversation.CloseAction;
import io.handoff.ticket.decision.conversation.CommandLog;
import io.handoff.ticket.decision.conversation.Conversation;
import io.handoff.ticket.decision.conversation.ConversationFact;
import io.handoff.ticket.decision.conversation.HandoffState;
import io.handoff.ticket.decision.conversation.TrackedHandoff;
import io.handoff.ticket.decision.effect.AssignmentRequest;
import io.handoff.ticket.decision.effect.Effect;
import io.handoff.ticket.decision.effect.TicketLinkEvent;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.ActorType;
import io.handoff.ticket.decision.ticket.Customer;
import io.handoff.ticket.decision.ticket.Evidence;
import io.handoff.ticket.decision.ticket.Handoff;
import io.handoff.ticket.decision.ticket.HandoffProcess;
import io.handoff.ticket.decision.ticket.HandoffReason;
import io.handoff.ticket.decision.ticket.History;
import io.handoff.ticket.decision.ticket.MatchKind;
import io.handoff.ticket.decision.ticket.Origin;
import io.handoff.ticket.decision.ticket.Priority;
import io.handoff.ticket.decision.ticket.Target;
import io.handoff.ticket.decision.ticket.TargetKind;
import io.handoff.ticket.decision.ticket.Ticket;
import io.handoff.ticket.decision.ticket.TicketChange;
import io.handoff.ticket.decision.ticket.TicketReader;
import io.handoff.ticket.decision.ticket.TicketStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One conversation, its tickets and what was published of it: does with decisions what the topology
 * does. After every input it checks what must hold at any time.
 */
final class TicketScenario implements TicketReader {

  static final String CONVERSATION = "c1";
  static final Target DESK = new Target(TargetKind.HELP_DESK, null, "desk", null);
  static final Target INBOX = new Target(TargetKind.INBOX, null, null, null);

  private final String conversationId;
  private final Map<String, Ticket> tickets = new LinkedHashMap<>();
  private final Map<String, List<TicketChange>> histories = new LinkedHashMap<>();
  private final Map<String, List<Effect.CommandAnswered>> answers = new HashMap<>();
  private final List<Effect> all = new ArrayList<>();
  private @Nullable AccountConfig settings = Accounts.aShopWithAgents("ann", "bob");
  private @Nullable Conversation conversation;
  private CommandLog commands = CommandLog.EMPTY;
  private List<Effect> last = List.of();
  private String outcome = "";
  private Instant now = time("10:00");
  private @Nullable Instant published;
  private long sequence;
  private int ids;

  static TicketScenario aConversation() {
    return new TicketScenario(CONVERSATION);
  }

  static TicketScenario aConversation(String id) {
    return new TicketScenario(id);
  }

  private TicketScenario(String conversationId) {
    this.conversationId = conversationId;
  }

  static Instant time(String hhmm) {
    return Instant.parse("2026-03-02T" + hhmm + (hhmm.length() == 5 ? ":00Z" : "Z"));
  }

  static Handoff handoff(String id, String requestedAt) {
    return handoff(id, time(requestedAt));
  }

  static Handoff handoff(String id, Instant requestedAt) {
    return new Handoff(
        id,
        Accounts.CHAT,
        new Customer("kim", "Kim", "ko", null, Map.of("plan", "gold")),
        HandoffReason.CUSTOM_TRIGGER,
        new Evidence("e0", 1L, "refund", "환불", "환불해", 0, 3, MatchKind.FORM),
        requestedAt,
        requestedAt,
        "ko",
        "환불해 주세요",
        null,
        1,
        7,
        false);
  }

  // what the world is like

  TicketScenario at(String hhmm) {
    return at(time(hhmm));
  }

  TicketScenario at(Instant moment) {
    now = moment;
    return this;
  }

  /** What happens from now on was published then, whenever it happened. */
  TicketScenario publishedAt(String hhmm) {
    published = time(hhmm);
    return this;
  }

  TicketScenario under(AccountConfig account) {
    settings = account;
    return this;
  }

  <E extends Effect> List<E> all(Class<E> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  TicketScenario withoutSettings() {
    settings = null;
    return this;
  }

  TicketScenario withListsAndTemplates() {
    settings = Accounts.aShopWithListsAndTemplates("ann", "bob");
    return this;
  }

  TicketScenario withAgents(String... agents) {
    settings = Accounts.aShopWithAgents(agents);
    return this;
  }

  // what happens

  TicketScenario customerWrites() {
    return happens(
        new ConversationFact.Wrote(ConversationFact.Author.CUSTOMER, ++sequence, "kim", null));
  }

  TicketScenario agentWrites(String agentId) {
    return happens(
        new ConversationFact.Wrote(ConversationFact.Author.AGENT, ++sequence, agentId, null));
  }

  TicketScenario platformSendsReplyOf(String agentId, String actionId) {
    return happens(
        new ConversationFact.Wrote(ConversationFact.Author.AGENT, ++sequence, agentId, actionId));
  }

  TicketScenario somethingAutomaticIsWritten() {
    return happens(
        new ConversationFact.Wrote(ConversationFact.Author.OTHER, ++sequence, null, null));
  }

  TicketScenario isClosedBy(ActorType by) {
    return happens(new ConversationFact.Closed(by, null, null));
  }

  TicketScenario isClosedByAction(String actionId) {
    return happens(new ConversationFact.Closed(ActorType.SYSTEM, actionId, null));
  }

  TicketScenario happens(ConversationFact fact) {
    return happens("e" + ++ids, fact);
  }

  TicketScenario happens(String eventId, ConversationFact fact) {
    return take(TicketDecider.decide(origin(eventId), Accounts.CHAT, fact, state()));
  }

  TicketScenario silenceFallsDue(String actionId, String kind, boolean billable, String since) {
    return falls(
        "t" + ++ids, new TimeFact.CloseDue(new CloseAction(actionId, kind, billable), time(since)));
  }

  TicketScenario falls(String eventId, TimeFact fact) {
    return take(TicketDecider.decide(origin(eventId), Accounts.CHAT, fact, state()));
  }

  TicketScenario isTold(String linkId, String ticketId, TicketLinkEvent link) {
    return take(TicketDecider.decide(origin(linkId), ticketId, link, state()));
  }

  TicketScenario routingSays(Handoff handoff, RoutingOutcome.Outcome outcome) {
    return routingSays("d" + ++ids, null, handoff, DESK, outcome);
  }

  TicketScenario routingSaysForInbox(Handoff handoff, RoutingOutcome.Outcome outcome) {
    return routingSays("d" + ++ids, null, handoff, INBOX, outcome);
  }

  TicketScenario routingSays(
      String decisionId,
      @Nullable String causeId,
      Handoff handoff,
      Target target,
      RoutingOutcome.Outcome outcome) {
    return take(
        TicketDecider.decide(
            origin(decisionId),
            new RoutingOutcome(
                decisionId,
                causeId,
                handoff,
                HandoffProcess.LIVE,
                target,
                Priority.NORMAL,
                "routing said so",
                outcome),
            state()));
  }

  static RoutingOutcome.Assigned assignedTo(String agentId) {
    return new RoutingOutcome.Assigned(agentId, null);
  }

  static RoutingOutcome.Queued queued() {
    return new RoutingOutcome.Queued();
  }

  TicketScenario agentWants(String agentId, Command.Wish wish) {
    return wants(new Command("k" + ++ids, null, Actor.agent(agentId), null, wish));
  }

  TicketScenario wants(Command command) {
    return take(TicketDecider.decide(origin(command.commandId()), command, state()));
  }

  // what came of it

  private Origin origin(String id) {
    return new Origin(id, now, published == null ? now : published, Accounts.SHOP, conversationId);
  }

  private DecisionInput state() {
    return new DecisionInput(conversation, commands, this, settings);
  }

  private TicketScenario take(TicketDecision decision) {
    outcome = decision.outcome();
    last = decision.effects();
    conversation = decision.conversation();
    commands = decision.commands();
    for (Effect effect : last) {
      all.add(effect);
      if (effect instanceof Effect.TicketWritten written) {
        tickets.put(written.ticket().ticketId(), written.ticket());
        histories
            .computeIfAbsent(written.ticket().ticketId(), id -> new ArrayList<>())
            .add(written.change());
      } else if (effect instanceof Effect.CommandAnswered answered) {
        answers
            .computeIfAbsent(answered.answer().commandId(), id -> new ArrayList<>())
            .add(answered);
      }
    }
    checkInvariants();
    return this;
  }

  void checkInvariants() {
    histories.forEach(
        (id, history) -> assertThat(History.replay(history)).isEqualTo(tickets.get(id)));
    assertThat(tickets.values().stream().filter(ticket -> !ticket.ended()).count())
        .as("open tickets")
        .isLessThanOrEqualTo(1);
    for (Ticket ticket : tickets.values()) {
      assertThat(ticket.closedAt() != null).as("closedAt").isEqualTo(ticket.ended());
      assertThat(ticket.closedBy() != null).as("closedBy").isEqualTo(ticket.ended());
      if (!ticket.ended()) {
        TrackedHandoff active = conversation == null ? null : conversation.activeHandoff();
        assertThat(active).as("an open ticket's handoff is active").isNotNull();
        assertThat(active.handoff()).isEqualTo(ticket.handoff());
        assertThat(active.released())
            .as("only a resolved ticket keeps nobody busy")
            .isEqualTo(ticket.status() == TicketStatus.RESOLVED);
      }
    }
    answers.forEach(
        (id, given) -> {
          assertThat(given.stream().filter(answer -> !answer.repeated()).count())
              .as("first answers to " + id)
              .isEqualTo(1);
          assertThat(given.stream().map(Effect.CommandAnswered::answer).distinct().count())
              .as("different answers to " + id)
              .isEqualTo(1);
        });
    assertThat(all.stream().map(TicketScenario::idOf).filter(id -> !id.isEmpty()).toList())
        .as("ids")
        .doesNotHaveDuplicates();
  }

  private static String idOf(Effect effect) {
    return switch (effect) {
      case Effect.TicketWritten e -> e.eventId();
      case Effect.HandoffMoved e -> e.eventId();
      case Effect.RoutingAsked e -> e.requestId();
      case Effect.MessageSent e -> e.actionId();
      case Effect.AiAgentResumed e -> e.actionId();
      case Effect.ConversationClosed e -> e.actionId();
      case Effect.Notified e -> e.notificationId();
      case Effect.CustomerTold e -> e.eventId();
      case Effect.LinkSent e -> e.linkId();
      case Effect.LookupAsked e -> e.lookupId();
      case Effect.CommandAnswered _,
          Effect.InputRefused _,
          Effect.CustomerTagsSet _,
          Effect.LookupOver _ ->
          "";
      case Effect.RulesLooked _, Effect.RuleNotified _ -> "";
    };
  }

  @Override
  public @Nullable Ticket find(String accountId, String ticketId) {
    return tickets.get(ticketId);
  }

  Ticket ticketOf(Handoff handoff) {
    Ticket ticket = tickets.get(Ids.derive("ticket", Accounts.SHOP, handoff.handoffId()));
    assertThat(ticket).as("ticket of " + handoff.handoffId()).isNotNull();
    return ticket;
  }

  List<TicketChange> historyOf(Handoff handoff) {
    return histories.get(ticketOf(handoff).ticketId());
  }

  TicketChange.Changed lastChangeOf(Handoff handoff) {
    return (TicketChange.Changed) historyOf(handoff).getLast();
  }

  List<Ticket> tickets() {
    return List.copyOf(tickets.values());
  }

  List<Effect> last() {
    return last;
  }

  List<Effect> all() {
    return all;
  }

  String outcome() {
    return outcome;
  }

  @Nullable Conversation conversation() {
    return conversation;
  }

  CommandLog commands() {
    return commands;
  }

  <E extends Effect> List<E> last(Class<E> type) {
    return last.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** What routing was asked last. */
  List<AssignmentRequest> asked() {
    return last(Effect.RoutingAsked.class).stream().map(Effect.RoutingAsked::ask).toList();
  }

  /** Where handoffs stand by the last input, as published. */
  List<HandoffState> tracked() {
    return last(Effect.HandoffMoved.class).stream().map(e -> e.handoff().state()).toList();
  }

  /** The answer that the last input gave. */
  CommandLog.Answer answer() {
    List<Effect.CommandAnswered> given = last(Effect.CommandAnswered.class);
    assertThat(given).as("answers").hasSize(1);
    return given.getFirst().answer();
  }

  Map<String, List<Effect.CommandAnswered>> answers() {
    return answers;
  }

  <T> T with(Function<TicketScenario, T> look) {
    return look.apply(this);
  }
}
