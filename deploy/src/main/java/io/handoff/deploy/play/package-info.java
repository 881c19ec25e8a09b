/**
 * Plays conversations to the running system and watches what it makes of them.
 *
 * <p>{@link io.handoff.deploy.play.Platform} stands in for a chat platform: it publishes events,
 * carries out the services' actions and confirms them. {@link io.handoff.deploy.play.Watcher} reads
 * every topic into {@link io.handoff.deploy.play.Story stories}, one a conversation. {@link
 * io.handoff.deploy.play.Script scripts} say who writes what and when; {@link
 * io.handoff.deploy.play.ThreadTable tables} of real threads are imported as well.
 */
@NullMarked
package io.handoff.deploy.play;

import org.jspecify.annotations.NullMarked;
