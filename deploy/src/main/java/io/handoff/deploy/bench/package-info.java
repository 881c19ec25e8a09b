/** {@code handoff bench}: measures on this machine, with real processes. */
@NullMarked
package io.handoff.deploy.bench;

import org.jspecify.annotations.NullMarked;
