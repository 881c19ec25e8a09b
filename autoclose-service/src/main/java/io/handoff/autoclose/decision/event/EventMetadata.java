package io.handoff.autoclose.decision.event;

import io.handoff.autoclose.decision.time.Origin;
import java.time.Instant;

/**
 * What every event says.
 *
 * @param origin the event's id and the depth of its cause
 * @param accountId the account
 * @param channelId the channel
 * @param conversationId the conversation
 * @param occurredAt when it happened, never after it was published
 * @param appendedAt when it was published
 * @param test whether it belongs to a test conversation
 */
public record EventMetadata(
    Origin origin,
    String accountId,
    String channelId,
    String conversationId,
    Instant occurredAt,
    Instant appendedAt,
    boolean test) {}
