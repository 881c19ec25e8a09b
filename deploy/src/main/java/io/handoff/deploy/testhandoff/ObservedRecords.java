package io.handoff.deploy.testhandoff;

import io.handoff.avro.ConversationAction;
import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.ConversationOffered;
import io.handoff.avro.ConversationQueued;
import io.handoff.avro.Decision;
import io.handoff.avro.HandoffRequest;
import io.handoff.avro.HandoffRequested;
import io.handoff.avro.HandoffTracked;
import io.handoff.avro.RequestRating;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.RoutingRequestRefused;
import io.handoff.avro.SendMessage;
import io.handoff.avro.Ticket;
import io.handoff.avro.TicketChanged;
import io.handoff.avro.TicketCreated;
import io.handoff.avro.TicketEvent;
import io.handoff.avro.TicketStatus;
import io.handoff.deploy.testhandoff.Hop.Stage;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What was seen of one conversation on the topics. */
final class ObservedRecords {

  /** Where to look. */
  static final List<Topic<?>> TOPICS =
      List.of(
          Topics.HANDOFF_REQUESTS,
          Topics.ROUTING_DECISIONS,
          Topics.TICKET_EVENTS,
          Topics.CONVERSATION_ACTIONS,
          Topics.DECISIONS);

  private final String conversationId;
  private final List<HandoffRequest> requests = new ArrayList<>();
  private final List<RoutingDecision> decisions = new ArrayList<>();
  private final List<TicketEvent> ticketEvents = new ArrayList<>();
  private final List<ConversationAction> actions = new ArrayList<>();
  private final List<Decision> said = new ArrayList<>();

  ObservedRecords(String conversationId) {
    this.conversationId = conversationId;
  }

  /** Takes a record in, if it is of the conversation. */
  void see(SpecificRecord record) {
    switch (record) {
      case HandoffRequest r
          when r.getConversationId().equals(conversationId)
              && r.getPayload() instanceof HandoffRequested ->
          requests.add(r);
      case RoutingDecision d when d.getConversationId().equals(conversationId) -> decisions.add(d);
      case TicketEvent e when e.getConversationId().equals(conversationId) -> ticketEvents.add(e);
      case ConversationAction a when a.getConversationId().equals(conversationId) -> actions.add(a);
      case Decision d when conversationId.equals(d.getConversationId()) -> said.add(d);
      default -> {}
    }
  }

  @Nullable HandoffRequest request() {
    return requests.isEmpty() ? null : requests.getFirst();
  }

  /** Routing's first decision on it. */
  @Nullable RoutingDecision routed() {
    return decisions.stream()
        .filter(d -> !(d.getPayload() instanceof RoutingRequestRefused))
        .findFirst()
        .orElse(null);
  }

  /** Routing's newest decision on it. */
  @Nullable RoutingDecision standing() {
    return decisions.stream()
        .filter(d -> !(d.getPayload() instanceof RoutingRequestRefused))
        .reduce((earlier, later) -> later)
        .orElse(null);
  }

  <T> @Nullable T newest(Class<T> payload) {
    return decisions.reversed().stream()
        .map(RoutingDecision::getPayload)
        .filter(payload::isInstance)
        .map(payload::cast)
        .findFirst()
        .orElse(null);
  }

  /** Whether somebody, or a place of a queue, is taken by a handoff that stands so. */
  static boolean holdsOn(RoutingDecision standing) {
    Object payload = standing.getPayload();
    return payload instanceof ConversationAssigned
        || payload instanceof ConversationOffered
        || payload instanceof ConversationQueued;
  }

  @Nullable TicketEvent ticket() {
    return firstTicketEvent(e -> e.getPayload() instanceof TicketCreated);
  }

  /** For the inbox, which has no tickets. */
  @Nullable TicketEvent tracked() {
    return firstTicketEvent(e -> e.getPayload() instanceof HandoffTracked);
  }

  @Nullable TicketEvent closedTicket() {
    return firstTicketEvent(
        e -> {
          Ticket ticket = ticketOf(e);
          return ticket != null && ticket.getStatus() == TicketStatus.CLOSED;
        });
  }

  private @Nullable TicketEvent firstTicketEvent(Predicate<TicketEvent> wanted) {
    return ticketEvents.stream().filter(wanted).findFirst().orElse(null);
  }

  static boolean isMarked(TicketEvent event) {
    Ticket ticket = ticketOf(event);
    return ticket != null
        ? ticket.getTest()
        : event.getPayload() instanceof HandoffTracked tracked && tracked.getHandoff().getTest();
  }

  private static @Nullable Ticket ticketOf(TicketEvent event) {
    return switch (event.getPayload()) {
      case TicketCreated created -> created.getTicket();
      case TicketChanged changed -> changed.getTicket();
      default -> null;
    };
  }

  /** What the customer got, in words. */
  String messages() {
    List<String> sent =
        actions.stream()
            .map(
                action ->
                    switch (action.getPayload()) {
                      case SendMessage send -> send.getPurpose();
                      case RequestRating _ -> "rating request";
                      default -> "";
                    })
            .filter(words -> !words.isEmpty())
            .toList();
    return sent.isEmpty() ? "none to the customer" : "to the customer: " + String.join(", ", sent);
  }

  /** What a stage's service wrote to the decision log about it, newest last. */
  List<String> saidBy(Stage stage) {
    return said.stream()
        .filter(d -> d.getService().equals(stage.service()))
        .map(d -> d.getSubject() + ": " + d.getCode() + ": " + d.getMessage())
        .distinct()
        .toList();
  }

  static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
