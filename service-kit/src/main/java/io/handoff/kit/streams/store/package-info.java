/** State stores: their format, memory, loading and size. */
@NullMarked
package io.handoff.kit.streams.store;

import org.jspecify.annotations.NullMarked;
