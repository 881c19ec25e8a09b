/**
 * {@code handoff settings}: checks an account's settings file, publishes it as a version, shows
 * what holds and what held.
 *
 * <p>{@link io.handoff.deploy.settings.SettingsPublisher} turns a file into the next version,
 * {@link io.handoff.deploy.settings.SettingsArchive} reads versions back, {@link
 * io.handoff.deploy.settings.SettingsCommand} is both for people.
 */
@NullMarked
package io.handoff.deploy.settings;

import org.jspecify.annotations.NullMarked;
