/** What happens in and around a conversation, and what falls due. */
@NullMarked
package io.handoff.autoclose.decision.event;

import org.jspecify.annotations.NullMarked;
