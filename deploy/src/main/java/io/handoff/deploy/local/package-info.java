/**
 * A broker, a schema registry and the services as child processes of one command, without Docker.
 *
 * <p>{@link io.handoff.deploy.local.LocalStack} puts them together in the order that works and
 * reports times and memory. How a process is started and stopped is in {@code process}; how a
 * broker, a registry and a service are, in {@code server}.
 *
 * <p>Everything listens on loopback only. Everything it writes lies under the run directory it is
 * given or under {@code deploy/target}.
 */
@NullMarked
package io.handoff.deploy.local;

import org.jspecify.annotations.NullMarked;
