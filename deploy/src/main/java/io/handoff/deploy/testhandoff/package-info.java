/**
 * A test handoff: a marked customer calls for a person in the running system, and each hop on the
 * way is waited for, told and timed.
 *
 * <p>{@link io.handoff.deploy.testhandoff.TestRun} knows the hops and what it means when one does
 * not answer; it plays before any {@link io.handoff.deploy.testhandoff.Wire}. The test takes the
 * way of every other handoff, an agent's capacity included, and gives it back when it closes.
 */
@NullMarked
package io.handoff.deploy.testhandoff;

import org.jspecify.annotations.NullMarked;
