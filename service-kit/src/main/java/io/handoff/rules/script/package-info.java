/** Scripts in CEL: compiled once per version of settings, with words about what is wrong. */
@NullMarked
package io.handoff.rules.script;

import org.jspecify.annotations.NullMarked;
