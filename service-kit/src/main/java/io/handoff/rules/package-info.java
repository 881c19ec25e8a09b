/**
 * The rule language: what a support manager automates without a developer, and what a developer
 * adds in a script.
 *
 * <p>A {@link io.handoff.rules.RuleSet} is looked at when one of its {@link
 * io.handoff.rules.RuleTrigger}s happens. Each of its {@link io.handoff.rules.Rule}s has a {@link
 * io.handoff.rules.Condition} over {@link io.handoff.rules.Facts}, or a {@link
 * io.handoff.rules.Script} in CEL, and {@link io.handoff.rules.Action}s. A {@link
 * io.handoff.rules.engine.RuleBook} holds the sets of an account, compiled and indexed; it says
 * which rules fire and, for those that do not, which condition failed first and what was there
 * instead. {@link io.handoff.rules.engine.Cascade} carries out what rules do to each other and ends
 * every loop.
 *
 * <p>Everything here is plain Java, immutable and total: no fact that is missing and no text,
 * however odd, makes it throw; the same facts give the same answer. It reads no clock and no
 * network: times and answers of outside systems are facts.
 */
@NullMarked
package io.handoff.rules;

import org.jspecify.annotations.NullMarked;
