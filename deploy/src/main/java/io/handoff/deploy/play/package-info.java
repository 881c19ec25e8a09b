/**
 * Plays conversations to the running system and watches what it makes of them.
 *
 * <p>{@link io.handoff.deploy.play.Platform} stands in for a chat platform: it publishes events,
 * carries out the services' actions and confirms them. {@link io.handoff.deploy.play.Watcher} reads
 * every topic into {@link io.handoff.deploy.play.ConversationTimeline timelines}, one a
 * conversation. {@link io.handoff.deploy.play.Script scripts} say who writes what and when; {@link
 * io.handoff.deploy.play.ThreadTable tables} of real threads are imported as well. What a platform
 * does and what stories are made of is the same before a running system and before a preview:
 * {@link io.handoff.deploy.play.ChatPlatform} and {@link io.handoff.deploy.play.Stories} know no
 * broker, and a {@link io.handoff.deploy.play.Player} plays before any {@link
 * io.handoff.deploy.play.PlaybackTarget}.
 */
@NullMarked
package io.handoff.deploy.play;

import org.jspecify.annotations.NullMarked;
