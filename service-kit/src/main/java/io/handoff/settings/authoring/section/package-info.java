/**
 * Reads each section of an account's settings, and warns of what is legal but probably not meant.
 * {@link io.handoff.settings.authoring.section.AccountReader} is the way in.
 */
@NullMarked
package io.handoff.settings.authoring.section;

import org.jspecify.annotations.NullMarked;
