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
import io.handoff.ticket.decision.CustomerNews;
import io.handoff.ticket.decision.Link;

/** What conversations of one customer tell one another, from Avro and to it. */
final class CustomerMapping {
  private CustomerMapping() {}

  static CustomerNews read(CustomerChange change) {
    return switch (change.getPayload()) {
      case CustomerTicketOpened p -> new CustomerNews.Opened(p.getReferences());
      case CustomerTicketEnded p -> new CustomerNews.Ended(p.getClosedBy(), p.getMergedInto());
      case CustomerTagsChanged p -> new CustomerNews.TagsChanged(p.getAdd(), p.getRemove());
      case CustomerMergeRequested p ->
          new CustomerNews.MergeWanted(p.getOtherTicketId(), HandoffMapping.read(p.getActor()));
      case CustomerMessageSeen p -> new CustomerNews.MessageSeen(p.getMessageId());
      default -> throw FactReader.unknown(change.getPayload());
    };
  }

  static Object write(CustomerNews news) {
    return switch (news) {
      case CustomerNews.Opened(var references) -> new CustomerTicketOpened(references);
      case CustomerNews.Ended(var closedBy, var into) -> new CustomerTicketEnded(closedBy, into);
      case CustomerNews.TagsChanged(var add, var remove) -> new CustomerTagsChanged(add, remove);
      case CustomerNews.MergeWanted(var other, var actor) ->
          new CustomerMergeRequested(other, HandoffMapping.write(actor));
      case CustomerNews.MessageSeen(var messageId) -> new CustomerMessageSeen(messageId);
    };
  }

  static Link read(TicketLink link) {
    return switch (link.getPayload()) {
      case TagsOfCustomer p -> new Link.CustomerTags(p.getTags());
      case MergeInto p ->
          new Link.MergeInto(
              p.getTargetTicketId(),
              p.getTargetConversationId(),
              p.getRequestId(),
              HandoffMapping.read(p.getActor()));
      case Merged p ->
          new Link.Merged(
              p.getOtherTicketId(),
              p.getOtherConversationId(),
              p.getRequestId(),
              p.getConversationTags(),
              HandoffMapping.read(p.getActor()));
      case MergeNotDone p -> new Link.NotMerged(p.getRequestId(), p.getCode(), p.getMessage());
      case FollowsUp p -> new Link.FollowsUp(p.getOtherTicketId());
      case MergeUndone p -> new Link.MergeUndone(p.getOtherTicketId(), p.getOtherConversationId());
      default -> throw FactReader.unknown(link.getPayload());
    };
  }

  static Object write(Link link) {
    return switch (link) {
      case Link.CustomerTags(var tags) -> new TagsOfCustomer(tags);
      case Link.MergeInto l ->
          new MergeInto(
              l.targetTicketId(),
              l.targetConversationId(),
              l.requestId(),
              HandoffMapping.write(l.actor()));
      case Link.Merged l ->
          new Merged(
              l.otherTicketId(),
              l.otherConversationId(),
              l.requestId(),
              l.conversationTags(),
              HandoffMapping.write(l.actor()));
      case Link.NotMerged(var requestId, var code, var message) ->
          new MergeNotDone(requestId, code, message);
      case Link.FollowsUp(var other) -> new FollowsUp(other);
      case Link.MergeUndone(var other, var conversation) -> new MergeUndone(other, conversation);
    };
  }
}
