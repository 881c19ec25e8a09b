package io.handoff.kit.streams;

import io.handoff.settings.model.AccountConfig;

/**
 * An account's settings as one decision uses them: resolved once, with the version to stamp into
 * what is published.
 *
 * @param config the settings
 * @param version their version, from 1
 */
public record Settings(AccountConfig config, long version) {}
