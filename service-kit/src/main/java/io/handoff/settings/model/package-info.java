/**
 * The settings of an account as plain records, complete and checked, with their defaults: what the
 * decisions of all services read. Knows nothing of files.
 */
@NullMarked
package io.handoff.settings.model;

import org.jspecify.annotations.NullMarked;
