/** The account's rules on what changed, and questions to outside systems. */
@NullMarked
package io.handoff.ticket.decision.rules;

import org.jspecify.annotations.NullMarked;
