/** All that is kept of an account's routing, and the changes that it can take. */
@NullMarked
package io.handoff.routing.decision.account;

import org.jspecify.annotations.NullMarked;
