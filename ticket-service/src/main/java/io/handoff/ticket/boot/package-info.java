/** Starts the service as a Spring Boot application. */
@NullMarked
package io.handoff.ticket.boot;

import org.jspecify.annotations.NullMarked;
