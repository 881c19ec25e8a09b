package io.handoff.ticket.decision.ticket;

import org.jspecify.annotations.Nullable;

/** Proof of a handoff; passed on as trigger-service gave it. */
public record Evidence(
    String eventId,
    @Nullable Long messageSequence,
    String triggerId,
    @Nullable String triggerPhrase,
    @Nullable String matchedText,
    @Nullable Integer start,
    @Nullable Integer end,
    MatchKind how) {}
