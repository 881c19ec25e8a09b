package io.handoff.deploy.whole;

import io.handoff.avro.AcceptOffer;
import io.handoff.avro.AiAgentCouldNotAnswer;
import io.handoff.avro.AssignConversation;
import io.handoff.avro.AssignRequested;
import io.handoff.avro.Audience;
import io.handoff.avro.AuthorType;
import io.handoff.avro.Cause;
import io.handoff.avro.CloseConversation;
import io.handoff.avro.CloseReason;
import io.handoff.avro.CloseRefused;
import io.handoff.avro.ConversationAction;
import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.ConversationClosed;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.ConversationOffered;
import io.handoff.avro.ConversationQueued;
import io.handoff.avro.ConversationUnassigned;
import io.handoff.avro.DeadLetter;
import io.handoff.avro.Decision;
import io.handoff.avro.DeclineOffer;
import io.handoff.avro.EscalationStepDue;
import io.handoff.avro.HandoffDeclined;
import io.handoff.avro.HandoffProcess;
import io.handoff.avro.MessagePosted;
import io.handoff.avro.PersonRequested;
import io.handoff.avro.PresenceStatus;
import io.handoff.avro.ReassignRequested;
import io.handoff.avro.Release;
import io.handoff.avro.RequestRating;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.RoutingEnded;
import io.handoff.avro.RoutingRequest;
import io.handoff.avro.SendMessage;
import io.handoff.avro.SlaAtRisk;
import io.handoff.avro.SlaBreached;
import io.handoff.avro.SlaMetric;
import io.handoff.avro.Target;
import io.handoff.avro.Ticket;
import io.handoff.avro.TicketChanged;
import io.handoff.avro.TicketCommand;
import io.handoff.avro.TicketCommandResult;
import io.handoff.avro.TicketCreated;
import io.handoff.avro.TicketEvent;
import io.handoff.avro.TicketStatus;
import io.handoff.avro.TimeEvent;
import io.handoff.avro.UnassignConversation;
import io.handoff.avro.UnassignedOutcome;
import io.handoff.deploy.play.ScriptReader;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Judges what comes of a course by what users may expect. Knows the topics and the settings file,
 * and nothing of how the services decide.
 */
final class Oracle {

  /** What a user complains about. */
  static final class Complaint extends RuntimeException {
    private static final long serialVersionUID = 1;

    Complaint(String message) {
      super(message);
    }
  }

  /** How late something may be; the services wait two seconds for what may still come. */
  private static final Duration LATE = Duration.ofSeconds(5);

  private enum Party {
    CUSTOMER,
    AGENT,
    NOBODY
  }

  private enum Standing {
    NONE,
    ASSIGNED,
    OFFERED,
    QUEUED,
    UNASSIGNED
  }

  /** A conversation as its customer, its agents and the platform see it. */
  private static final class Talk {
    final String id;
    final Set<Long> sequences = new HashSet<>();
    long spokenSequence;
    int heard;
    @Nullable AuthorType lastAuthor;
    boolean spoke;
    boolean closed;

    Standing standing = Standing.NONE;
    @Nullable String handoffId;
    @Nullable String holder;
    HandoffProcess process = HandoffProcess.LIVE;
    Target target = Target.newBuilder().setKind(io.handoff.avro.TargetKind.HELP_DESK).build();
    boolean keptOpen;
    boolean made;
    @Nullable Instant freeSince;
    final Set<String> passed = new HashSet<>();
    final Set<String> holders = new HashSet<>();
    boolean offered;
    @Nullable String shown;

    final Map<String, Ticket> tickets = new LinkedHashMap<>();
    final Map<String, Instant> changedAt = new HashMap<>();

    @Nullable String lastText;
    boolean newsSinceText = true;
    final List<String> greeted = new ArrayList<>();

    Party party = Party.NOBODY;
    Instant since = Instant.EPOCH;
    Instant sinceAtLatest = Instant.EPOCH;
    boolean holderChanged;
    boolean refused;
    @Nullable Instant warnedSince;

    @Nullable Instant askedAt;
    final Set<String> promises = new HashSet<>();

    Talk(String id) {
      this.id = id;
    }

    @Nullable Ticket ticket() {
      return tickets.values().stream()
          .filter(ticket -> ticket.getHandoff().getHandoffId().equals(handoffId))
          .findFirst()
          .orElse(null);
    }
  }

  /** Deadlines are looked at that often, and what follows is dated by then or by the deadline. */
  private static final Duration STEP = Duration.ofMillis(100);

  private final String account;
  private final Map<String, Talk> talks = new LinkedHashMap<>();
  private final Map<String, PresenceStatus> presence = new HashMap<>();
  private final Map<String, TicketCommand> open = new LinkedHashMap<>();
  private final Map<String, Integer> loads = new HashMap<>();
  private final List<Decision> decisions = new ArrayList<>();
  private final Set<String> moves = new HashSet<>();
  private final List<Setup> setups = new ArrayList<>();
  private Setup setup = new Setup(Map.of());

  Oracle(String account) {
    this.account = account;
  }

  // what people do

  void settings(Setup now, Instant at) {
    boolean otherTimes =
        Stream.of(Setup.CUSTOMER_SILENT, Setup.AGENT_SILENT)
            .anyMatch(clock -> !Objects.equals(setup.get(clock), now.get(clock)));
    setup = now;
    setups.add(now);
    if (otherTimes) { // a time that has run out by now counts from the change
      talks.values().forEach(talk -> talk.sinceAtLatest = at);
    }
  }

  void presence(String agent, PresenceStatus status) {
    if (status == PresenceStatus.AVAILABLE && presence.get(agent) != PresenceStatus.AVAILABLE) {
      talks.values().forEach(talk -> talk.passed.remove(agent));
    }
    presence.put(agent, status);
  }

  void command(TicketCommand command) {
    open.put(command.getCommandId(), command);
    String by = command.getIssuedBy().getId();
    if (by != null
        && (command.getPayload() instanceof Release
            || command.getPayload() instanceof DeclineOffer)) {
      Talk talk = talk(command.getConversationId());
      if (talk.holder != null) {
        talk.passed.add(talk.holder);
      }
    }
    if (command.getPayload() instanceof AcceptOffer) {
      talk(command.getConversationId()).offered = false;
    }
  }

  /** How often something came of what was said in a conversation, or nothing for a reason. */
  int heard(String conversation) {
    return talk(conversation).heard;
  }

  @Nullable Ticket ticket(String conversation) {
    Talk talk = talks.get(conversation);
    return talk == null ? null : talk.ticket();
  }

  private Talk talk(String id) {
    return talks.computeIfAbsent(id, Talk::new);
  }

  // what is published

  void published(SpecificRecord value, Instant at) {
    switch (value) {
      case ConversationEvent e when e.getAccountId().equals(account) ->
          happened(talk(e.getConversationId()), e, at);
      case ConversationAction a when a.getAccountId().equals(account) ->
          asked(talk(a.getConversationId()), a, at);
      case RoutingRequest r when r.getAccountId().equals(account) -> moved(r);
      case RoutingDecision d when d.getAccountId().equals(account) ->
          routed(talk(d.getConversationId()), d);
      case TicketEvent e when e.getAccountId().equals(account) ->
          changed(talk(e.getConversationId()), e, at);
      case TimeEvent e when e.getAccountId().equals(account) ->
          due(talk(e.getConversationId()), e, at);
      case TicketCommandResult r when r.getAccountId().equals(account) -> {
        if (open.remove(r.getCommandId()) == null) {
          throw new Complaint("a command is answered twice");
        }
      }
      case Decision d when d.getAccountId().equals(account) -> logged(d);
      case DeadLetter letter ->
          throw new Complaint("dead letter: " + letter.getCode() + ": " + letter.getMessage());
      default -> {
        // of no interest
      }
    }
  }

  /** What one record comes to is one move, so that nobody gets what is taken back at once. */
  private void moved(RoutingRequest request) {
    Cause cause = request.getCause();
    boolean move =
        request.getPayload() instanceof AssignRequested
            || request.getPayload() instanceof ReassignRequested;
    if (move && cause != null && !moves.add(cause.getEventId() + " " + request.getHandoffId())) {
      throw new Complaint("moved twice by one record");
    }
  }

  private static void happened(Talk talk, ConversationEvent event, Instant at) {
    switch (event.getPayload()) {
      case MessagePosted m when talk.sequences.add(m.getSequence()) -> {
        boolean counts = m.getAuthor() == AuthorType.CUSTOMER || m.getAuthor() == AuthorType.AGENT;
        if (counts && m.getSequence() > talk.spokenSequence) { // else others have overtaken it
          talk.spokenSequence = m.getSequence();
          talk.lastAuthor = m.getAuthor();
          talk.spoke = true;
          talk.closed = false;
          talk.newsSinceText = true;
          if (m.getAuthor() == AuthorType.AGENT) {
            talk.askedAt = null;
          } else if (talk.askedAt == null) {
            talk.askedAt = event.getOccurredAt();
          }
        } else if (m.getAuthor() == AuthorType.CUSTOMER
            && talk.askedAt != null
            && event.getOccurredAt().isBefore(talk.askedAt)) {
          talk.askedAt = event.getOccurredAt(); // the first question that waits
        }
      }
      case ConversationClosed _ -> {
        talk.closed = true;
        talk.lastAuthor = null;
        talk.askedAt = null;
        talk.newsSinceText = true;
      }
      case CloseRefused _ -> talk.refused = true;
      case PersonRequested _ -> talk.closed = false; // who calls for a person has come back
      case AiAgentCouldNotAnswer _ -> talk.closed = false;
      default -> {
        // decides nothing here
      }
    }
  }

  private void asked(Talk talk, ConversationAction action, Instant at) {
    switch (action.getPayload()) {
      case SendMessage send -> says(talk, send, at);
      case RequestRating rating -> says(talk, "rating", rating.getContent().getText());
      case AssignConversation assign when !assign.getOffer() -> talk.shown = assign.getAgentId();
      case UnassignConversation unassign -> {
        if (unassign.getAgentId().equals(talk.shown)) {
          talk.shown = null;
        }
      }
      case CloseConversation close -> closes(talk, close, at);
      default -> {
        // of no interest
      }
    }
  }

  private void says(Talk talk, SendMessage send, Instant at) {
    if (send.getPurpose().equals("warning")) {
      warns(talk, send.getAudience() == Audience.CUSTOMER ? Party.CUSTOMER : Party.AGENT, at);
    }
    if (send.getAudience() != Audience.AGENTS && !send.getPurpose().equals("reply")) {
      says(talk, send.getPurpose(), send.getContent().getText());
    } else if (send.getContent().getText().contains("<>")) {
      throw new Complaint("a text with a hole: " + send.getContent().getText());
    }
  }

  private static void says(Talk talk, String purpose, String text) {
    if (text.contains("<>") || text.contains("{")) {
      throw new Complaint("a text with a hole: " + text);
    }
    if (talk.closed) {
      throw new Complaint("a text after the close: " + text);
    }
    if (text.equals(talk.lastText) && !talk.newsSinceText) {
      throw new Complaint("the same text twice: " + text);
    }
    talk.lastText = text;
    talk.newsSinceText = false;
    if (text.startsWith("available <") || text.startsWith("hello of <")) {
      talk.greeted.add(text.substring(text.indexOf('<') + 1, text.indexOf('>')));
    }
  }

  private void warns(Talk talk, Party side, Instant at) {
    Party party = party(talk);
    Duration allowed =
        shortest(side == Party.CUSTOMER ? Setup.CUSTOMER_SILENT : Setup.AGENT_SILENT);
    Duration before = longest(Setup.WARNING);
    if (party != side) {
      throw new Complaint("a warning of " + side + ", but " + party + " is to act");
    }
    if (talk.since.equals(talk.warnedSince) && !talk.spoke) {
      throw new Complaint("warned twice of the same silence");
    }
    if (allowed != null
        && before != null
        && at.isBefore(since(talk, at).plus(allowed).minus(before).minus(LATE))) {
      throw new Complaint("warned too early");
    }
    talk.warnedSince = talk.since;
  }

  private void closes(Talk talk, CloseConversation close, Instant at) {
    if (close.getReason() != CloseReason.CUSTOMER_SILENT
        && close.getReason() != CloseReason.AGENT_SILENT) {
      return;
    }
    Party side = close.getReason() == CloseReason.CUSTOMER_SILENT ? Party.CUSTOMER : Party.AGENT;
    Party party = party(talk);
    if (party != side) {
      throw new Complaint("closed for silence of " + side + ", but " + party + " is to act");
    }
    Duration allowed =
        shortest(side == Party.CUSTOMER ? Setup.CUSTOMER_SILENT : Setup.AGENT_SILENT);
    Instant since = since(talk, at);
    if (allowed == null || at.isBefore(since.plus(allowed).minus(LATE))) {
      throw new Complaint(
          "closed for silence of %s after %s".formatted(side, Duration.between(since, at)));
    }
    if (close.getDueAt().isBefore(at.minus(LATE))) {
      throw new Complaint("a close is dated back by " + Duration.between(close.getDueAt(), at));
    }
  }

  /** Since when the party is to act; where that has just begun, since now. */
  private Instant since(Talk talk, Instant at) {
    return party(talk) == talk.party && !talk.spoke ? talk.since : at;
  }

  private void routed(Talk talk, RoutingDecision decision) {
    String handoffId = decision.getHandoff().getHandoffId();
    Object payload = decision.getPayload();
    boolean current = handoffId.equals(talk.handoffId);
    talk.heard++;
    Standing before = talk.standing;
    String holder = talk.holder;
    switch (payload) {
      case ConversationAssigned a -> stands(talk, decision, Standing.ASSIGNED, a.getAgentId());
      case ConversationOffered o -> stands(talk, decision, Standing.OFFERED, o.getAgentId());
      case ConversationQueued _ -> stands(talk, decision, Standing.QUEUED, null);
      case ConversationUnassigned u -> {
        stands(talk, decision, Standing.UNASSIGNED, null);
        talk.keptOpen = u.getOutcome() == UnassignedOutcome.KEPT_OPEN;
        if (!talk.keptOpen) {
          talk.standing = Standing.NONE;
        }
      }
      case RoutingEnded _ when current -> over(talk);
      case HandoffDeclined _ when current -> over(talk);
      default -> {
        // changes nothing
      }
    }
    if (before == Standing.OFFERED && talk.standing != Standing.ASSIGNED && holder != null) {
      talk.passed.add(holder); // declined, let pass, or taken away again
    }
    if (before != talk.standing || !Objects.equals(holder, talk.holder)) {
      talk.newsSinceText = true;
      talk.holderChanged = true;
    }
  }

  private static void over(Talk talk) {
    talk.standing = Standing.NONE;
    talk.holder = null;
    talk.shown = null;
  }

  private static void stands(
      Talk talk, RoutingDecision decision, Standing standing, @Nullable String holder) {
    if (!decision.getHandoff().getHandoffId().equals(talk.handoffId)) {
      talk.passed.clear();
    }
    talk.handoffId = decision.getHandoff().getHandoffId();
    talk.standing = standing;
    talk.holder = holder;
    talk.target = decision.getTarget();
    talk.process = decision.getProcess();
    if (holder != null) {
      talk.holders.add(holder);
    }
  }

  private static void changed(Talk talk, TicketEvent event, Instant at) {
    Ticket ticket =
        switch (event.getPayload()) {
          case TicketCreated c -> c.getTicket();
          case TicketChanged c -> c.getTicket();
          default -> null;
        };
    if (ticket == null) {
      return;
    }
    String id = ticket.getTicketId();
    Ticket before = talk.tickets.put(id, ticket);
    if (before == null) {
      talk.made = true;
      if (talk.askedAt == null) { // the call itself wants an answer
        talk.askedAt = ticket.getHandoff().getRequestedAt();
      }
    }
    Instant last = talk.changedAt.put(id, event.getOccurredAt());
    if (ticket.getVersion() != (before == null ? 1 : before.getVersion() + 1)) {
      throw new Complaint("a version is missing in the history of a ticket");
    }
    if (last != null && event.getOccurredAt().isBefore(last)) {
      throw new Complaint("the history of a ticket runs backwards: " + why(event));
    }
    if (event.getOccurredAt().isBefore(at.minus(LATE))) {
      throw new Complaint(
          "a change of a ticket is dated back by %s: %s"
              .formatted(Duration.between(event.getOccurredAt(), at), why(event)));
    }
    if (before != null && before.getStatus() != ticket.getStatus()) {
      talk.newsSinceText = true;
      if (ticket.getStatus() == TicketStatus.WAITING_ON_CUSTOMER) {
        talk.sinceAtLatest = at; // whoever says so may mean from now on
      }
      if (ticket.getStatus() == TicketStatus.RESOLVED
          || ticket.getStatus() == TicketStatus.CLOSED) {
        talk.askedAt = null;
      }
    }
  }

  private static String why(TicketEvent event) {
    return event.getPayload() instanceof TicketChanged change ? change.getWhy() : "made";
  }

  private void due(Talk talk, TimeEvent event, Instant at) {
    if (event.getOccurredAt().isBefore(at.minus(LATE))) {
      throw new Complaint(
          "told late by %s: %s"
              .formatted(
                  Duration.between(event.getOccurredAt(), at),
                  event.getPayload().getClass().getSimpleName()));
    }
    switch (event.getPayload()) {
      case SlaBreached b -> {
        promise(talk, event, "missed " + b.getMetric(), b.getMetric(), b.getDueAt());
        if (b.getMetric() == SlaMetric.NEXT_RESPONSE && b.getMetAt() == null) {
          missedAnswer(talk, at);
        }
        atRest(talk, event, "missed " + b.getMetric());
      }
      case SlaAtRisk r -> {
        promise(talk, event, "at risk " + r.getMetric(), r.getMetric(), r.getDueAt());
        atRest(talk, event, "at risk " + r.getMetric());
      }
      case EscalationStepDue step -> {
        atRest(talk, event, "escalated");
        promise(
            talk,
            event,
            "step " + step.getStep() + " " + step.getMetric(),
            step.getMetric(),
            event.getOccurredAt());
      }
      default -> {
        // judged by what comes of it
      }
    }
  }

  private static void promise(
      Talk talk, TimeEvent event, String what, @Nullable SlaMetric metric, Instant dueAt) {
    String period = metric == SlaMetric.NEXT_RESPONSE ? " " + dueAt : "";
    if (!talk.promises.add(event.getTicketId() + " " + what + period)) {
      throw new Complaint("told twice: " + what);
    }
  }

  private static void atRest(Talk talk, TimeEvent event, String what) {
    Ticket ticket = event.getTicketId() == null ? null : talk.tickets.get(event.getTicketId());
    if (ticket != null
        && (ticket.getStatus() == TicketStatus.RESOLVED
            || ticket.getStatus() == TicketStatus.CLOSED)
        && !(event.getPayload() instanceof SlaBreached b && b.getMetAt() != null)) {
      throw new Complaint(what + " of a ticket that is " + ticket.getStatus());
    }
  }

  private void missedAnswer(Talk talk, Instant at) {
    Duration target = shortest(Setup.NEXT_RESPONSE);
    if (talk.askedAt == null) {
      throw new Complaint("an answer is missed that nobody waits for");
    }
    if (target != null && at.isBefore(talk.askedAt.plus(target).minus(STEP))) {
      throw new Complaint(
          "an answer is missed %s after the question"
              .formatted(Duration.between(talk.askedAt, at)));
    }
  }

  private void logged(Decision decision) {
    decisions.add(decision);
    if (List.of("handoff-open", "older-than-close").contains(decision.getCode())) {
      talk(String.valueOf(decision.getConversationId())).heard++;
    }
    if (decision.getCode().equals("set-away")) {
      for (String agent : Act.AGENTS) {
        if (decision.getMessage().contains("'" + agent + "'")) {
          presence.put(agent, PresenceStatus.AWAY);
        }
      }
    }
    if (decision.getMessage().endsWith(": ")) {
      throw new Complaint("a reason without an end: " + decision.getMessage());
    }
  }

  // what stands when everything has come of it

  void settled(Instant at) {
    for (TicketCommand command : open.values()) {
      throw new Complaint(
          "a command is never answered: " + command.getPayload().getClass().getSimpleName());
    }
    for (Talk talk : talks.values()) {
      agrees(talk);
      greetings(talk);
      turn(talk, at);
    }
    rules();
    capacity();
    waiting(at);
    talks.values().forEach(talk -> talk.holders.clear());
  }

  private static boolean isOver(@Nullable Ticket ticket) {
    return ticket != null
        && (ticket.getStatus() == TicketStatus.RESOLVED
            || ticket.getStatus() == TicketStatus.CLOSED);
  }

  private static boolean sleeps(@Nullable Ticket ticket) {
    return ticket != null && ticket.getStatus() == TicketStatus.SNOOZED;
  }

  private static void agrees(Talk talk) {
    Ticket ticket = talk.ticket();
    if (ticket == null) {
      return;
    }
    if (isOver(ticket)) {
      if (talk.standing != Standing.NONE) {
        throw new Complaint(
            "the ticket is %s, and routing has it %s".formatted(ticket.getStatus(), talk.standing));
      }
      return;
    }
    if (talk.standing == Standing.NONE && !talk.closed && talk.keptOpen) {
      throw new Complaint("the ticket is " + ticket.getStatus() + ", and routing has nothing");
    }
    String holder = talk.standing == Standing.ASSIGNED ? talk.holder : null;
    if (talk.standing == Standing.NONE || sleeps(ticket)) {
      return;
    }
    if (!Objects.equals(holder, ticket.getAssigneeId())) {
      throw new Complaint(
          "the ticket is with %s, routing says %s".formatted(ticket.getAssigneeId(), holder));
    }
    if (!Objects.equals(holder, talk.shown)) {
      throw new Complaint("the platform shows %s, routing says %s".formatted(talk.shown, holder));
    }
    if (!Objects.equals(ticket.getTeamId(), talk.target.getTeamId())) {
      throw new Complaint(
          "the ticket is of team %s, routing looks in %s"
              .formatted(ticket.getTeamId(), talk.target.getTeamId()));
    }
    if (!Objects.equals(ticket.getDepartmentId(), talk.target.getDepartmentId())) {
      throw new Complaint(
          "the ticket is of department %s, routing says %s"
              .formatted(ticket.getDepartmentId(), talk.target.getDepartmentId()));
    }
  }

  private static void greetings(Talk talk) {
    for (String name : talk.greeted) {
      String agent = name.toLowerCase(Locale.ROOT);
      if (!talk.holders.contains(agent) && !agent.equals(talk.holder)) {
        throw new Complaint("a greeting of " + name + ", who does not have it");
      }
      if (isOver(talk.ticket()) && !talk.made) {
        throw new Complaint(
            "a greeting of %s, and the ticket is %s"
                .formatted(name, Objects.requireNonNull(talk.ticket()).getStatus()));
      }
    }
    talk.greeted.clear();
    talk.made = false;
  }

  private Party party(Talk talk) {
    Ticket ticket = talk.ticket();
    AuthorType last = talk.lastAuthor;
    if (talk.closed || last == null || talk.standing == Standing.NONE) {
      return Party.NOBODY;
    }
    if (isOver(ticket) || sleeps(ticket)) {
      return Party.NOBODY;
    }
    if (talk.standing != Standing.ASSIGNED) {
      boolean queued = talk.standing == Standing.QUEUED || talk.standing == Standing.OFFERED;
      boolean counts = setups.stream().anyMatch(s -> s.get(Setup.WHILE_QUEUED) != null);
      return queued && counts && last == AuthorType.CUSTOMER ? Party.AGENT : Party.NOBODY;
    }
    if (ticket != null && ticket.getStatus() == TicketStatus.WAITING_ON_CUSTOMER) {
      return Party.CUSTOMER;
    }
    return last == AuthorType.CUSTOMER ? Party.AGENT : Party.CUSTOMER;
  }

  private void turn(Talk talk, Instant at) {
    Party party = party(talk);
    if (party != talk.party || talk.spoke || talk.refused) {
      talk.since = at;
      talk.sinceAtLatest = at;
    } else if (talk.holderChanged) {
      talk.sinceAtLatest = at;
      if (party == Party.AGENT) {
        talk.since = talk.standing == Standing.ASSIGNED ? at : talk.since;
      }
    }
    talk.party = party;
    talk.spoke = false;
    talk.refused = false;
    talk.holderChanged = false;
    if (party == Party.NOBODY) {
      return;
    }
    String clock = party == Party.CUSTOMER ? Setup.CUSTOMER_SILENT : Setup.AGENT_SILENT;
    boolean always = setups.stream().allMatch(s -> s.get(clock) != null);
    Duration allowed = longest(clock);
    if (always
        && allowed != null
        && talk.standing == Standing.ASSIGNED
        && at.isAfter(talk.sinceAtLatest.plus(allowed).plus(LATE))) {
      throw new Complaint(
          "%s is silent for %s, and it is not closed"
              .formatted(party, Duration.between(talk.sinceAtLatest, at)));
    }
  }

  private void rules() {
    for (Decision decision : decisions) {
      if (!decision.getCode().equals("rules-fired")
          || !decision.getSubject().startsWith("rules/set-")) {
        continue;
      }
      String rule = decision.getSubject().substring("rules/set-".length());
      boolean done =
          talk(String.valueOf(decision.getConversationId())).tickets.values().stream()
              .anyMatch(ticket -> ticket.getConversationTags().contains("did-" + rule));
      boolean told =
          decisions.stream()
              .anyMatch(
                  other ->
                      other.getCode().startsWith("rule-action-")
                          && other.getMessage().startsWith(rule + ": "));
      boolean made = !talk(String.valueOf(decision.getConversationId())).tickets.isEmpty();
      if (made && !done && !told) {
        throw new Complaint("rule %s fired, and did not do it".formatted(rule));
      }
    }
    decisions.clear();
  }

  private void capacity() {
    Map<String, Integer> now = new HashMap<>();
    for (Talk talk : talks.values()) {
      if (talk.holder != null && !sleeps(talk.ticket())) {
        now.merge(talk.holder, 1, Integer::sum);
      }
    }
    now.forEach(
        (agent, load) -> {
          if (load > loads.getOrDefault(agent, 0) && load > setup.capacity(agent)) {
            throw new Complaint("%s has %d of %d".formatted(agent, load, setup.capacity(agent)));
          }
        });
    loads.clear();
    loads.putAll(now);
  }

  private void waiting(Instant at) {
    for (Talk talk : talks.values()) {
      if ((talk.standing != Standing.QUEUED && talk.standing != Standing.UNASSIGNED)
          || sleeps(talk.ticket())) {
        talk.freeSince = null;
        continue;
      }
      boolean live = talk.process == HandoffProcess.LIVE;
      Set<String> there = new LinkedHashSet<>();
      Set<String> free = new LinkedHashSet<>();
      for (String agent : wanted(talk, at)) {
        PresenceStatus status = presence.getOrDefault(agent, PresenceStatus.OFFLINE);
        if (status == PresenceStatus.AVAILABLE) {
          there.add(agent);
          if (!talk.passed.contains(agent)
              && loads.getOrDefault(agent, 0) < setup.capacity(agent)) {
            free.add(agent);
          }
        }
      }
      boolean waits = !free.isEmpty() && !"last-agent".equals(setup.get("routing.strategy"));
      boolean nobody =
          live
              && there.isEmpty()
              && talk.standing == Standing.QUEUED
              && setup.get("one.widening") == null;
      if (!waits && !nobody) {
        talk.freeSince = null;
      } else if (talk.freeSince == null) {
        talk.freeSince = at;
      } else if (at.isAfter(talk.freeSince.plus(LATE))) {
        throw new Complaint(
            waits ? "it waits while %s is free".formatted(free) : "queued, and nobody is there");
      }
    }
  }

  private List<String> wanted(Talk talk, Instant at) {
    String team = talk.target.getTeamId();
    if (talk.process == HandoffProcess.LIVE
        && "one".equals(team)
        && setup.get("one.hours") != null
        && !isOpen(at)) {
      return List.of();
    }
    List<String> members = team == null ? Act.AGENTS : setup.members(team);
    String agent = talk.target.getAgentId();
    return agent == null ? members : List.of(agent);
  }

  private static boolean isOpen(Instant at) {
    ZonedDateTime time = at.atZone(ZoneOffset.UTC);
    return time.getHour() >= 9
        && time.getHour() < 17
        && time.getDayOfWeek() != DayOfWeek.SATURDAY
        && time.getDayOfWeek() != DayOfWeek.SUNDAY;
  }

  private @Nullable Duration shortest(String name) {
    return times(name).stream().min(Duration::compareTo).orElse(null);
  }

  private @Nullable Duration longest(String name) {
    return times(name).stream().max(Duration::compareTo).orElse(null);
  }

  private List<Duration> times(String name) {
    return setups.stream()
        .map(s -> s.get(name))
        .filter(Objects::nonNull)
        .map(text -> ScriptReader.duration(text, name))
        .toList();
  }
}
