/** Text as it is compared: folded, cut into words, looked up in tries. */
@NullMarked
package io.handoff.language.text;

import org.jspecify.annotations.NullMarked;
