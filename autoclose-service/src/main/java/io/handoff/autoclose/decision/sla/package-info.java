/** Service levels: what an account promises, and how a ticket's clocks stand. */
@NullMarked
package io.handoff.autoclose.decision.sla;

import org.jspecify.annotations.NullMarked;
