/**
 * What an account has decided: plain records, complete and checked, that the decisions of all
 * services read.
 *
 * <p>{@link io.handoff.settings.SettingsParser} makes an {@link io.handoff.settings.AccountConfig}
 * from the YAML file that a person wrote, or from the canonical JSON that travels on the settings
 * topic: one parser, so that what is checked when settings are applied is what the services use.
 * Overrides per channel are resolved while parsing; nobody else merges anything.
 */
@NullMarked
package io.handoff.settings;

import org.jspecify.annotations.NullMarked;
