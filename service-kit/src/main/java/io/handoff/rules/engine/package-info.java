/**
 * Looks at rules: which of an account's rules fire on an event, why the others do not, and what
 * they do to each other.
 */
@NullMarked
package io.handoff.rules.engine;

import org.jspecify.annotations.NullMarked;
