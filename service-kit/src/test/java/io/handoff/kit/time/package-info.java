@NullMarked
package io.handoff.kit.time;

import org.jspecify.annotations.NullMarked;
