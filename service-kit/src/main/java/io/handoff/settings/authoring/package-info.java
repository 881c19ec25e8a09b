/**
 * Reads files that people write: YAML in which every value knows its place, the fields that each
 * group may have, bounds of values, and problems with line and column.
 */
@NullMarked
package io.handoff.settings.authoring;

import org.jspecify.annotations.NullMarked;
