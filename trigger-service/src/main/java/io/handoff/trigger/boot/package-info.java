/** Starts the service as a Spring Boot application. */
@NullMarked
package io.handoff.trigger.boot;

import org.jspecify.annotations.NullMarked;
