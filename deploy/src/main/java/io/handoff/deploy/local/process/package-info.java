/**
 * Child processes of one command.
 *
 * <p>The story, from the inside out. A {@link io.handoff.deploy.local.process.ProcessSpec} says how
 * a process is started, a {@link io.handoff.deploy.local.process.ProcessGroup} starts it and owns
 * it: whatever way the command ends, short of SIGKILL, the group stops all that it started and
 * nothing else. It also writes each process into a {@link io.handoff.deploy.local.process.RunState}
 * file, so that a later command can find and stop what was kept or left behind. A {@link
 * io.handoff.deploy.local.process.ChildProcess} is one such process: it becomes ready or fails with
 * one line that names the cause and the log, it can be stopped gently or killed hard. A {@link
 * io.handoff.deploy.local.process.ServerProcess} listens on ports: it is started again where
 * another program takes one of them first.
 */
@NullMarked
package io.handoff.deploy.local.process;

import org.jspecify.annotations.NullMarked;
