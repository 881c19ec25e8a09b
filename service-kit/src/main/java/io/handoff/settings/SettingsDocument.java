package io.handoff.settings;

import io.handoff.settings.authoring.Digests;
import io.handoff.settings.authoring.Strictness;
import io.handoff.settings.json.AccountText;
import io.handoff.settings.model.AccountConfig;
import java.nio.charset.StandardCharsets;

/**
 * Settings as canonical JSON: what is published, and what services read.
 *
 * <p>Everything is explicit: defaults and overrides are merged into each channel, and a channel
 * that is on has its moment. Equal settings give the same text, byte for byte: fields have one
 * order; channels, teams and languages are sorted by id; agents, members and triggers keep the
 * order of the file, which has a meaning. {@link SettingsParser} reads the text back to equal
 * settings, with either strictness, provided the settings came from it.
 */
public final class SettingsDocument {
  private SettingsDocument() {}

  /** The settings as JSON on one line. */
  public static String write(AccountConfig account) {
    return AccountText.of(account);
  }

  /**
   * The settings that a document holds, whatever version of the project wrote it.
   *
   * @throws IllegalArgumentException if it holds none that can be used; the message names the first
   *     problem and how many there are
   */
  public static AccountConfig read(String document) {
    ParsedSettings parsed = new SettingsParser().parse("document", document, Strictness.LENIENT);
    return parsed
        .settings()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    parsed.errors().size() + " errors, the first: " + parsed.errors().getFirst()));
  }

  /** SHA-256 of a document in hexadecimal digits: equal settings have equal digests. */
  public static String digest(String document) {
    return Digests.sha256(document.getBytes(StandardCharsets.UTF_8));
  }
}
