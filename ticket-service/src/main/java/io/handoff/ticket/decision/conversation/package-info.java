/**
 * What is kept of a conversation between two inputs: its tickets, its handoff, what was read
 * already, and which commands wait for an answer.
 */
@NullMarked
package io.handoff.ticket.decision.conversation;

import org.jspecify.annotations.NullMarked;
