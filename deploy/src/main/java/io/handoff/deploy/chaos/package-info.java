/** {@code handoff chaos}: proves guarantees while something is broken on purpose. */
@NullMarked
package io.handoff.deploy.chaos;

import org.jspecify.annotations.NullMarked;
