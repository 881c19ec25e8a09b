/** Assigns, offers, queues, or finds that nobody is there. */
@NullMarked
package io.handoff.routing.decision.assignment;

import org.jspecify.annotations.NullMarked;
