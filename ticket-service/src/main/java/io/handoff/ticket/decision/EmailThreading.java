package io.handoff.ticket.decision;

import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.settings.model.ChannelConfig.ChannelType;
import io.handoff.ticket.decision.context.DecisionContext;
import io.handoff.ticket.decision.conversation.Conversation;
import io.handoff.ticket.decision.conversation.ConversationFact;
import io.handoff.ticket.decision.effect.CustomerEvent;
import io.handoff.ticket.decision.ticket.Customer;
import java.util.List;

/** How e-mails find the conversation that they belong to: by the messages that they refer to. */
final class EmailThreading {
  private EmailThreading() {}

  /** Longest message id that is looked at: that of a line in a mail's header (RFC 5322, 2.1.1). */
  private static final int ID_LIMIT = 998;

  /** Learns who the customer is, and on e-mail channels which messages there are. */
  static void seen(DecisionContext context, ConversationFact.Wrote wrote) {
    boolean byCustomer = wrote.author() == ConversationFact.Author.CUSTOMER;
    Conversation conversation = context.conversation();
    if (byCustomer && conversation.customer() == null && wrote.authorId() != null) {
      context.conversation(conversation.withCustomer(wrote.authorId()));
    }
    if (!isEmail(context)) {
      return;
    }
    List<String> references = wrote.references().stream().filter(EmailThreading::fits).toList();
    if (byCustomer && !references.isEmpty()) {
      context.conversation(context.conversation().withReferences(references));
    }
    Customer customer = context.conversation().customer();
    String messageId = wrote.messageId();
    if (customer != null && messageId != null && fits(messageId)) {
      context.tellCustomer(customer.customerId(), null, new CustomerEvent.MessageSeen(messageId));
    }
  }

  private static boolean fits(String messageId) {
    return !messageId.isBlank() && messageId.length() <= ID_LIMIT;
  }

  private static boolean isEmail(DecisionContext context) {
    AccountConfig settings = context.settings();
    return settings != null
        && settings
            .channel(context.conversation().channelId())
            .map(ChannelConfig::type)
            .filter(ChannelType.EMAIL::equals)
            .isPresent();
  }
}
