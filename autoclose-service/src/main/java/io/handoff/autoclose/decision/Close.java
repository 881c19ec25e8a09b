package io.handoff.autoclose.decision;

import io.handoff.autoclose.decision.time.Deadline;
import io.handoff.settings.model.OutgoingMessage;
import org.jspecify.annotations.Nullable;

/**
 * A conversation is to be closed.
 *
 * @param actionId of the close action; the same deadline always gives the same
 * @param deadline the deadline that was missed
 * @param unanswered on a messenger without an AI agent, no agent ever answered: the customer is not
 *     told, and nothing is billed
 * @param closing what the customer is told; null: nothing
 * @param rating the words that ask for a rating; null: none is asked for
 */
public record Close(
    String actionId,
    Deadline deadline,
    boolean unanswered,
    @Nullable OutgoingMessage closing,
    @Nullable OutgoingMessage rating) {}
