package io.handoff.routing.decision;

/**
 * What a strategy may look at besides the agents.
 *
 * @param turn whose turn it was last
 * @param needs what the conversation asks for
 */
public record StrategyContext(QueueStatistics turn, Needs needs) {}
