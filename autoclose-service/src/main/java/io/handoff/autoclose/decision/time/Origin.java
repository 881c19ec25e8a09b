package io.handoff.autoclose.decision.time;

/**
 * The record that something follows from.
 *
 * @param eventId its id
 * @param depth length of the chain up to and with it; 0 for what came from outside on its own
 */
public record Origin(String eventId, int depth) {}
