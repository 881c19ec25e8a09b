package io.handoff.ticket.decision;

import io.handoff.settings.AccountConfig;
import org.jspecify.annotations.Nullable;

/**
 * What a decision looks at.
 *
 * @param conversation the conversation; null: nothing is known of it
 * @param commands its commands
 * @param tickets the account's tickets
 * @param settings the account's settings; null: there are none
 */
public record State(
    @Nullable Conversation conversation,
    CommandLog commands,
    TicketReader tickets,
    @Nullable AccountConfig settings) {}
