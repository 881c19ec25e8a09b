/** Fixtures that both the tests of decisions and those of the topology use. */
@NullMarked
package io.handoff.routing;

import org.jspecify.annotations.NullMarked;
