package io.handoff.ticket.topology;

import io.handoff.avro.CustomerChange;
import io.handoff.avro.CustomerMergeRequested;
import io.handoff.avro.CustomerMessageSeen;
import io.handoff.avro.CustomerTagsChanged;
import io.handoff.avro.CustomerTicketEnded;
import io.handoff.avro.CustomerTicketOpened;
import io.handoff.avro.FollowsUp;
import io.handoff.avro.MergeInto;
import io.handoff.avro.MergeNotDone;
import io.handoff.avro.MergeUndone;
import io.handoff.avro.Merged;
import io.handoff.avro.TagsOfCustomer;
import io.handoff.avro.TicketLink;
import io.handoff.ticket.decision.effect.CustomerEvent;
import io.handoff.ticket.decision.effect.TicketLinkEvent;

/** What conversations of one customer tell one another, from Avro and to it. */
final class CustomerMapping {
  private CustomerMapping() {}

  static CustomerEvent read(CustomerChange change) {
    return switch (change.getPayload()) {
      case CustomerTicketOpened p -> new CustomerEvent.Opened(p.getReferences());
      case CustomerTicketEnded p -> new CustomerEvent.Ended(p.getClosedBy(), p.getMergedInto());
      case CustomerTagsChanged p -> new CustomerEvent.TagsChanged(p.getAdd(), p.getRemove());
      case CustomerMergeRequested p ->
          new CustomerEvent.MergeWanted(p.getOtherTicketId(), HandoffMapping.read(p.getActor()));
      case CustomerMessageSeen p -> new CustomerEvent.MessageSeen(p.getMessageId());
      default -> throw FactReader.unknown(change.getPayload());
    };
  }

  static Object write(CustomerEvent news) {
    return switch (news) {
      case CustomerEvent.Opened(var references) -> new CustomerTicketOpened(references);
      case CustomerEvent.Ended(var closedBy, var into) -> new CustomerTicketEnded(closedBy, into);
      case CustomerEvent.TagsChanged(var add, var remove) -> new CustomerTagsChanged(add, remove);
      case CustomerEvent.MergeWanted(var other, var actor) ->
          new CustomerMergeRequested(other, HandoffMapping.write(actor));
      case CustomerEvent.MessageSeen(var messageId) -> new CustomerMessageSeen(messageId);
    };
  }

  static TicketLinkEvent read(TicketLink link) {
    return switch (link.getPayload()) {
      case TagsOfCustomer p -> new TicketLinkEvent.CustomerTags(p.getTags());
      case MergeInto p ->
          new TicketLinkEvent.MergeInto(
              p.getTargetTicketId(),
              p.getTargetConversationId(),
              p.getRequestId(),
              HandoffMapping.read(p.getActor()));
      case Merged p ->
          new TicketLinkEvent.Merged(
              p.getOtherTicketId(),
              p.getOtherConversationId(),
              p.getRequestId(),
              p.getConversationTags(),
              HandoffMapping.read(p.getActor()));
      case MergeNotDone p ->
          new TicketLinkEvent.NotMerged(p.getRequestId(), p.getCode(), p.getMessage());
      case FollowsUp p -> new TicketLinkEvent.FollowsUp(p.getOtherTicketId());
      case MergeUndone p ->
          new TicketLinkEvent.MergeUndone(p.getOtherTicketId(), p.getOtherConversationId());
      default -> throw FactReader.unknown(link.getPayload());
    };
  }

  static Object write(TicketLinkEvent link) {
    return switch (link) {
      case TicketLinkEvent.CustomerTags(var tags) -> new TagsOfCustomer(tags);
      case TicketLinkEvent.MergeInto l ->
          new MergeInto(
              l.targetTicketId(),
              l.targetConversationId(),
              l.requestId(),
              HandoffMapping.write(l.actor()));
      case TicketLinkEvent.Merged l ->
          new Merged(
              l.otherTicketId(),
              l.otherConversationId(),
              l.requestId(),
              l.conversationTags(),
              HandoffMapping.write(l.actor()));
      case TicketLinkEvent.NotMerged(var requestId, var code, var message) ->
          new MergeNotDone(requestId, code, message);
      case TicketLinkEvent.FollowsUp(var other) -> new FollowsUp(other);
      case TicketLinkEvent.MergeUndone(var other, var conversation) ->
          new MergeUndone(other, conversation);
    };
  }
}
