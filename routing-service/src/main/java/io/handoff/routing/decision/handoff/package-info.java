/** A call for a person as it came in: the customer, the evidence, the target, what it needs. */
@NullMarked
package io.handoff.routing.decision.handoff;

import org.jspecify.annotations.NullMarked;
