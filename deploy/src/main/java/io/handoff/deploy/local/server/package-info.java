/**
 * Kinds of processes: a broker, a registry, a service. Each knows how it is started, how it says
 * that it is ready, and how it is started again with the same identity, address and data, which is
 * what fault tests need.
 *
 * <p>Java's ahead-of-time caches ({@link io.handoff.deploy.local.server.AotCache}) are what makes
 * the start fast: they halve the processor time that a start takes, on a machine with two cores
 * therefore the time as well.
 */
@NullMarked
package io.handoff.deploy.local.server;

import org.jspecify.annotations.NullMarked;
