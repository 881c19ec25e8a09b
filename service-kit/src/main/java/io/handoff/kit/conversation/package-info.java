/**
 * What every reader of conversation events needs to know of a conversation before anything else:
 * whether an event is new, whether the conversation is over, and whether it begins anew.
 *
 * <p>Plain Java; the services' decisions use it.
 */
@NullMarked
package io.handoff.kit.conversation;

import org.jspecify.annotations.NullMarked;
