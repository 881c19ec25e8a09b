package io.handoff.ticket.decision.ticket;

import org.jspecify.annotations.Nullable;

/**
 * One field that changed.
 *
 * @param field its name in the contract's Ticket; a custom field is {@code customFields.<name>}
 * @param from value before, as text; null: none
 * @param to value after, as text; null: none
 */
public record FieldChange(String field, @Nullable String from, @Nullable String to) {}
