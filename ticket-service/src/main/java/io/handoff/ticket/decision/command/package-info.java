/** Commands of agents' desktops: what each asks for, whether it may be done, and doing it. */
@NullMarked
package io.handoff.ticket.decision.command;

import org.jspecify.annotations.NullMarked;
