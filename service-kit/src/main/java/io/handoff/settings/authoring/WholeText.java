package io.handoff.settings.authoring;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.LoadSettingsBuilder;

/** How the YAML parser is to read a text. */
public final class WholeText {
  private WholeText() {}

  /**
   * With one window over the whole text: version 3.0.1 of the parser fails where a character
   * outside the basic plane, such as an emoji, lies across the end of a window.
   */
  public static LoadSettingsBuilder loadSettings(String text) {
    return LoadSettings.builder().setBufferSize(text.length() + 16);
  }
}
