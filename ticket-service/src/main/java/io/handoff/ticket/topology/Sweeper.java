package io.handoff.ticket.topology;

import io.handoff.kit.streams.Guard;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.streams.Settings;
import io.handoff.kit.streams.SettingsView;
import io.handoff.schemas.Keys;
import io.handoff.settings.SettingsDefaults;
import io.handoff.settings.TicketsConfig;
import io.handoff.ticket.decision.CommandLog;
import io.handoff.ticket.decision.Conversation;
import io.handoff.ticket.decision.TicketRef;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the conversations, a stretch at a time, and forgets those that have been idle for
 * longer than their account keeps them. Goes by the time that the broker appended records at, so
 * that a service which was down for long forgets nothing before it has caught up. Topics keep
 * everything: what is forgotten only cannot be taken up again. What cannot be read is passed over.
 */
final class Sweeper {

  /** Between two stretches, by the time of the records read. */
  static final Duration PAUSE = Duration.ofMinutes(1);

  /** Conversations looked at in one stretch; takes some milliseconds. */
  private static final int STRETCH = 2_000;

  private final SettingsView settings;
  private final KeyValueStore<String, Conversation> conversations;
  private final CountedTickets tickets;
  private final KeyValueStore<String, CommandLog> commands;
  private final Counter forgotten;
  private final Guard guard;
  private @Nullable String next;

  Sweeper(
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

  /** Looks at the next stretch; after the last one it begins anew. */
  void sweep(long streamTime) {
    Instant now = Instant.ofEpochMilli(streamTime);
    try (KeyValueIterator<String, Conversation> stretch = conversations.range(next, null)) {
      next = null;
      for (int i = 0; stretch.hasNext(); i++) {
        if (i == STRETCH) {
          next = stretch.peekNextKey();
          return;
        }
        guard.run(() -> look(stretch.next(), now));
      }
    }
  }

  private void look(KeyValue<String, Conversation> entry, Instant now) {
    if (entry.value.isIdleSince(now.minus(kept(entry.value.accountId(), now)))) {
      forget(entry.key, entry.value);
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
