package io.handoff.ticket.decision.customer;

import io.handoff.ticket.decision.customer.CustomerState.KnownMessage;
import io.handoff.ticket.decision.customer.CustomerState.KnownTicket;
import io.handoff.ticket.decision.effect.CustomerEvent;
import io.handoff.ticket.decision.effect.Effect;
import io.handoff.ticket.decision.effect.TicketLinkEvent;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.Origin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a customer's conversations have to know of one another. There is one decider a
 * customer, whatever partitions the conversations are in; the same news twice changes nothing, and
 * what it sends has the same ids.
 */
public final class CustomerDecider {

  private final Origin origin;
  private final String customerId;
  private final String ticketId;
  private final List<Effect> effects = new ArrayList<>();
  private CustomerState customer;

  private CustomerDecider(
      Origin origin, String customerId, @Nullable String ticketId, CustomerState customer) {
    this.origin = origin;
    this.customerId = customerId;
    this.ticketId = ticketId == null ? "" : ticketId;
    this.customer = customer;
  }

  /**
   * Decides.
   *
   * @param origin the news, with the conversation that it comes from
   * @param customerId the customer
   * @param ticketId the ticket that it comes from; null: none
   * @param news the news
   * @param customer what is known of the customer
   */
  public static CustomerDecision decide(
      Origin origin,
      String customerId,
      @Nullable String ticketId,
      CustomerEvent news,
      CustomerState customer) {
    if (customer.remembers(origin.id())) {
      return new CustomerDecision("duplicate", customer, List.of());
    }
    CustomerDecider decider = new CustomerDecider(origin, customerId, ticketId, customer);
    String outcome = decider.heard(news);
    return new CustomerDecision(outcome, decider.customer.remember(origin.id()), decider.effects);
  }

  private String heard(CustomerEvent news) {
    return switch (news) {
      case CustomerEvent.Opened(var references) -> opened(references);
      case CustomerEvent.Ended(var _, var mergedInto) -> {
        customer = customer.ended(ticketId, mergedInto);
        yield "customer-ticket-ended";
      }
      case CustomerEvent.TagsChanged(var add, var remove) -> tagsChanged(add, remove);
      case CustomerEvent.MergeWanted(var other, var actor) -> mergeWanted(other, actor);
      case CustomerEvent.MessageSeen(var messageId) -> {
        customer = customer.with(new KnownMessage(messageId, origin.conversationId()));
        yield "customer-message-seen";
      }
    };
  }

  private String opened(List<String> references) {
    long before = customer.ticketCount();
    KnownTicket last = customer.newestOf(origin.conversationId());
    customer = customer.with(new KnownTicket(ticketId, origin.conversationId(), true, null));
    if (customer.ticketCount() != before) {
      publish();
    }
    if (!customer.tags().isEmpty()) {
      tell(
          origin.conversationId(),
          ticketId,
          "tags",
          new TicketLinkEvent.CustomerTags(customer.tags()));
    }
    String thread = customer.conversationOf(references);
    String other = thread == null || thread.equals(origin.conversationId()) ? null : thread;
    boolean own = other == null;
    KnownTicket found = other == null ? last : customer.newestOf(other);
    boolean merged =
        found != null && found.mergedInto() != null && !found.ticketId().equals(ticketId);
    KnownTicket referredTo = found == null || (own && !merged) ? null : customer.surviving(found);
    if (referredTo == null || referredTo.ticketId().equals(ticketId)) {
      return "customer-ticket-opened";
    }
    tell(
        origin.conversationId(),
        ticketId,
        "thread",
        referredTo.open()
            ? new TicketLinkEvent.MergeInto(
                referredTo.ticketId(), referredTo.conversationId(), null, Actor.SYSTEM)
            : new TicketLinkEvent.FollowsUp(referredTo.ticketId()));
    return "thread-found";
  }

  private String tagsChanged(List<String> add, List<String> remove) {
    List<String> now = CustomerState.changed(customer.tags(), add, remove);
    if (now.equals(customer.tags())) {
      return "no-change";
    }
    customer = customer.withTags(now);
    publish();
    for (KnownTicket ticket : customer.tickets()) {
      if (ticket.open()) {
        tell(
            ticket.conversationId(),
            ticket.ticketId(),
            "tags",
            new TicketLinkEvent.CustomerTags(now));
      }
    }
    return "customer-tags-changed";
  }

  private String mergeWanted(String otherTicketId, Actor actor) {
    KnownTicket other = customer.ticket(otherTicketId);
    if (other == null || !other.open() || otherTicketId.equals(ticketId)) {
      tell(
          origin.conversationId(),
          ticketId,
          "merge",
          new TicketLinkEvent.NotMerged(
              origin.id(), "unknown-ticket", "the customer has no other open ticket of that id"));
      return "merge-refused";
    }
    tell(
        other.conversationId(),
        otherTicketId,
        "merge",
        new TicketLinkEvent.MergeInto(ticketId, origin.conversationId(), origin.id(), actor));
    return "merge-passed-on";
  }

  /** For everybody else: tags and number of tickets. */
  private void publish() {
    effects.add(new Effect.CustomerTagsSet(customerId, customer.tags(), customer.ticketCount()));
  }

  private void tell(String conversationId, String toTicketId, String kind, TicketLinkEvent link) {
    effects.add(
        new Effect.LinkSent(
            origin.derive("link", kind + "/" + toTicketId), conversationId, toTicketId, link));
  }
}
