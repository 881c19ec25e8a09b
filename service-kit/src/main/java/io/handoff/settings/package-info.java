/**
 * What an account has decided, from the text to plain records that all services read.
 *
 * <p>{@link io.handoff.settings.SettingsParser} makes an {@link
 * io.handoff.settings.model.AccountConfig} from the YAML file that a person wrote, or from the
 * canonical JSON that travels on the settings topic: one parser, so that what is checked when
 * settings are applied is what the services use. Overrides per channel are resolved while parsing;
 * nobody else merges anything. {@link io.handoff.settings.SettingsDocument} is what services and
 * the command read and write.
 */
@NullMarked
package io.handoff.settings;

import org.jspecify.annotations.NullMarked;
