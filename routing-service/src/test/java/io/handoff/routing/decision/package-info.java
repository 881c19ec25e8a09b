/** Tests. */
@NullMarked
package io.handoff.routing.decision;

import org.jspecify.annotations.NullMarked;
