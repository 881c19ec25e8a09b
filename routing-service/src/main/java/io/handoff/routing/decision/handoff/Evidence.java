package io.handoff.routing.decision.handoff;

import org.jspecify.annotations.Nullable;

/**
 * Proof of a handoff, as trigger-service found it. Routing passes it on.
 *
 * @param eventId conversation event that it was found in
 * @param messageSequence sequence of the message; null: it was none
 * @param triggerId the trigger
 * @param triggerPhrase the trigger as written; null: built in
 * @param matchedText the matched words; null: no text was needed
 * @param start start of the match in code points; null: no text was needed
 * @param end end of the match, exclusive; null: no text was needed
 * @param how how it matched, by name
 */
public record Evidence(
    String eventId,
    @Nullable Long messageSequence,
    String triggerId,
    @Nullable String triggerPhrase,
    @Nullable String matchedText,
    @Nullable Integer start,
    @Nullable Integer end,
    String how) {}
