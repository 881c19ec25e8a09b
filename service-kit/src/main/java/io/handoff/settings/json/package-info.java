/** Writes settings as canonical JSON, section by section. */
@NullMarked
package io.handoff.settings.json;

import org.jspecify.annotations.NullMarked;
