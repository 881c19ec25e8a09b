package io.handoff.ticket.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A handoff as trigger-service opened it; passed on unchanged.
 *
 * @param requestedAt event time of the evidence: what ended the conversation at or after this
 *     moment ended this handoff, what did so before did not
 */
public record Handoff(
    String handoffId,
    String channelId,
    @Nullable Customer customer,
    HandoffReason reason,
    Evidence evidence,
    Instant requestedAt,
    String language,
    @Nullable String lastMessage,
    @Nullable String subject,
    int messageCount,
    long settingsVersion,
    boolean test) {}
