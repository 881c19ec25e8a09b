package io.handoff.settings.authoring;

/** What {@code SettingsParser} makes of fields that it does not know. */
public enum Strictness {
  /** Unknown fields are errors: for files that people write, where they are slips of the pen. */
  STRICT,
  /**
   * Unknown fields are ignored: for documents on the settings topic, which a newer version of the
   * project may have written. Everything else is checked as in {@link #STRICT}.
   */
  LENIENT
}
