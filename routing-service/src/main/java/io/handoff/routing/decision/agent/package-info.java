/** Agents: presence, load and capacity. */
@NullMarked
package io.handoff.routing.decision.agent;

import org.jspecify.annotations.NullMarked;
