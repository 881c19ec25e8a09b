package io.handoff.ticket.topology;

import io.handoff.kit.streams.Guard;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.streams.Settings;
import io.handoff.kit.streams.SettingsView;
import io.handoff.kit.streams.Sweeper;
import io.handoff.schemas.Keys;
import io.handoff.settings.model.SettingsDefaults;
import io.handoff.settings.model.TicketsConfig;
import io.handoff.ticket.decision.conversation.CommandLog;
import io.handoff.ticket.decision.conversation.Conversation;
import io.handoff.ticket.decision.conversation.TicketRef;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Forgets conversations that have been idle for longer than their account keeps them. Topics keep
 * everything: what is forgotten only cannot be taken up again.
 */
final class IdleConversations implements Sweeper.Owner<Conversation> {

  private final SettingsView settings;
  private final KeyValueStore<String, Conversation> conversations;
  private final CountedTickets tickets;
  private final KeyValueStore<String, CommandLog> commands;
  private final Counter forgotten;
  private final Guard guard;

  IdleConversations(
      ServiceContext service,
      SettingsView settings,
      KeyValueStore<String, Conversation> conversations,
      CountedTickets tickets,
      KeyValueStore<String, CommandLog> commands) {
    this.settings = settings;
    this.conversations = conversations;
    this.tickets = tickets;
    this.commands = commands;
    this.forgotten = service.meters().counter("handoff.conversations.forgotten");
    this.guard = Guard.of(service, conversations);
  }

  @Override
  public void look(String key, Conversation conversation, Instant now) {
    if (conversation.isIdleSince(now.minus(kept(conversation.accountId(), now)))) {
      forget(key, conversation);
    }
  }

  private Duration kept(String accountId, Instant now) {
    return settings
        .of(accountId, now)
        .map(Settings::config)
        .map(account -> account.tickets())
        .map(TicketsConfig::keepClosedFor)
        .orElse(SettingsDefaults.TICKETS.keepClosedFor());
  }

  private void forget(String key, Conversation conversation) {
    for (TicketRef ticket : conversation.tickets()) {
      tickets.delete(Keys.entity(conversation.accountId(), ticket.ticketId()));
    }
    guard.read(() -> commands.delete(key));
    conversations.delete(key);
    forgotten.increment();
  }
}
