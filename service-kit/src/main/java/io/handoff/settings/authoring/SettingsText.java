package io.handoff.settings.authoring;

/**
 * A settings file.
 *
 * @param name what problems call it: its name, or, of an included one, its path from the folder of
 *     the file that includes it
 * @param text what stands in it
 */
public record SettingsText(String name, String text) {}
