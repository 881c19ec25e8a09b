/**
 * Who can take a conversation, and which of them gets it: the business of an {@link
 * io.handoff.routing.decision.selection.AssignmentStrategy}.
 */
@NullMarked
package io.handoff.routing.decision.selection;

import org.jspecify.annotations.NullMarked;
