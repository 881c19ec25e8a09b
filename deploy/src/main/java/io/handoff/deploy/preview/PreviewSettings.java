package io.handoff.deploy.preview;

import io.handoff.avro.SettingsVersion;
import io.handoff.deploy.settings.ConnectionOptions;
import io.handoff.deploy.settings.SettingsArchive;
import io.handoff.deploy.settings.SettingsFiles;
import io.handoff.deploy.settings.SettingsTask;
import io.handoff.settings.ParsedSettings;
import io.handoff.settings.SettingsDocument;
import io.handoff.settings.model.AccountConfig;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Settings to preview with: a file, or a version that was applied. */
final class PreviewSettings {

  private final SettingsTask task;
  private final ConnectionOptions connection;

  /**
   * Settings.
   *
   * @param name a file's name, or which version
   * @param version the version that stories name; 1 for a file
   */
  record Chosen(String name, AccountConfig account, long version) {}

  PreviewSettings(SettingsTask task, ConnectionOptions connection) {
    this.task = task;
    this.connection = connection;
  }

  /** Those of a file; null: it has errors, which were told. */
  @Nullable Chosen file(Path path) {
    SettingsFiles content = task.file(path);
    ParsedSettings parsed = content.parse();
    if (parsed.config() == null) {
      task.tellErrors(content, parsed);
      return null;
    }
    return new Chosen(content.name(), parsed.config(), 1);
  }

  /** Those of a version where it is a number, else those of a file. */
  @Nullable Chosen fileOrVersion(String wanted, String accountId) {
    if (!wanted.matches("[0-9]{1,18}")) {
      return file(Path.of(wanted));
    }
    return chosen(archive().version(accountId, Long.parseLong(wanted)));
  }

  /** Those that hold for an account at a moment. */
  Chosen inForce(String accountId, Instant now) {
    return chosen(archive().inForce(accountId, now));
  }

  private SettingsArchive archive() {
    return new SettingsArchive(connection.clients(), connection.timeout());
  }

  private static Chosen chosen(SettingsVersion version) {
    return new Chosen(
        "version " + version.getVersion(), SettingsDocument.read(version.getDocument()), 1);
  }
}
