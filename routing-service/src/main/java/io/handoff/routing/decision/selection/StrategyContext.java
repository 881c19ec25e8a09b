package io.handoff.routing.decision.selection;

import io.handoff.routing.decision.handoff.Needs;
import io.handoff.routing.decision.queue.QueueStatistics;

/**
 * What a strategy may look at besides the agents.
 *
 * @param turn whose turn it was last
 * @param needs what the conversation asks for
 */
public record StrategyContext(QueueStatistics turn, Needs needs) {}
