/** What customers are told, and how decisions explain themselves. */
@NullMarked
package io.handoff.routing.decision.message;

import org.jspecify.annotations.NullMarked;
