/**
 * What is kept of a conversation: what was said, who is to answer, snoozes, and the silence that is
 * counted.
 */
@NullMarked
package io.handoff.autoclose.decision.conversation;

import org.jspecify.annotations.NullMarked;
