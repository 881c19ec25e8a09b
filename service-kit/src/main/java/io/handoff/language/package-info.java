/** Finds words that an account chose, and calls for a person, in what customers write. */
@NullMarked
package io.handoff.language;

import org.jspecify.annotations.NullMarked;
