package io.handoff.language.eval;

/**
 * Throughput of one thread.
 *
 * @param name what was measured
 * @param goal messages a second wanted
 * @param messagesPerSecond messages a second measured
 */
public record Speed(String name, double goal, double messagesPerSecond) {}
