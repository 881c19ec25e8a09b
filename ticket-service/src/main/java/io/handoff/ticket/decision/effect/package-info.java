/** What follows from a decision: records for other services, for desktops and for the platform. */
@NullMarked
package io.handoff.ticket.decision.effect;

import org.jspecify.annotations.NullMarked;
