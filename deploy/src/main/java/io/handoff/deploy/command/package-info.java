/** How the command and its sub-commands are put together. */
@NullMarked
package io.handoff.deploy.command;

import org.jspecify.annotations.NullMarked;
