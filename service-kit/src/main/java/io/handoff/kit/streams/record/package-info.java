/** Parts of records that several services write: contents of messages, and what rules did. */
@NullMarked
package io.handoff.kit.streams.record;

import org.jspecify.annotations.NullMarked;
