/** Turning channels on and off, and whether they are ready for it. */
@NullMarked
package io.handoff.deploy.launch;

import org.jspecify.annotations.NullMarked;
