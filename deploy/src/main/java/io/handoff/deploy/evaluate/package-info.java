/** {@code handoff evaluate}: measures the decisions on anybody's data. */
@NullMarked
package io.handoff.deploy.evaluate;

import org.jspecify.annotations.NullMarked;
