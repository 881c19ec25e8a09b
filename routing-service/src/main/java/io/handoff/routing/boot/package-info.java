/** Starts the service as a Spring Boot application. */
@NullMarked
package io.handoff.routing.boot;

import org.jspecify.annotations.NullMarked;
