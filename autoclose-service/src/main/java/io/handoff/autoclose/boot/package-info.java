/** Starts the service as a Spring Boot application. */
@NullMarked
package io.handoff.autoclose.boot;

import org.jspecify.annotations.NullMarked;
