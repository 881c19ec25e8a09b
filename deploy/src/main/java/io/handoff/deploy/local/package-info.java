/**
 * A broker, a schema registry and the services as child processes of one command, without Docker.
 *
 * <p>The story, from the inside out. A {@link io.handoff.deploy.local.ProcessSpec} says how a
 * process is started, a {@link io.handoff.deploy.local.ProcessGroup} starts it and owns it:
 * whatever way the command ends, short of SIGKILL, the group stops all that it started and nothing
 * else. It also writes each process into a {@link io.handoff.deploy.local.RunState} file, so that a
 * later command can find and stop what was kept or left behind. A {@link
 * io.handoff.deploy.local.ChildProcess} is one such process: it becomes ready or fails with one
 * line that names the cause and the log, it can be stopped gently or killed hard. A {@link
 * io.handoff.deploy.local.ServerProcess} listens on ports: it is started again where another
 * program takes one of them first.
 *
 * <p>{@link io.handoff.deploy.local.LocalBroker}, {@link io.handoff.deploy.local.LocalRegistry} and
 * {@link io.handoff.deploy.local.ServiceProcess} know how their kind of process is started, how it
 * says that it is ready, and how it is started again with the same identity, address and data,
 * which is what fault tests need. {@link io.handoff.deploy.local.LocalStack} puts them together in
 * the order that works and reports times and memory.
 *
 * <p>Everything listens on loopback only. Everything it writes lies under the run directory it is
 * given or under {@code deploy/target}. Java's ahead-of-time caches ({@link
 * io.handoff.deploy.local.AotCache}) are what makes the start fast: they halve the processor time
 * that a start takes, on a machine with two cores therefore the time as well.
 */
@NullMarked
package io.handoff.deploy.local;

import org.jspecify.annotations.NullMarked;
