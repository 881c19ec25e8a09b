/** Tests. */
@NullMarked
package io.handoff.routing.topology;

import org.jspecify.annotations.NullMarked;
