/** What comes in, what follows from it, and the builder that collects a decision. */
@NullMarked
package io.handoff.routing.decision.effect;

import org.jspecify.annotations.NullMarked;
