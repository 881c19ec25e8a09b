/** What each service is built with. Small, and never in the way of Kafka Streams. */
@NullMarked
package io.handoff.kit;

import org.jspecify.annotations.NullMarked;
