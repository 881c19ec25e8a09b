package io.handoff.deploy.settings;

import io.handoff.avro.SettingsVersion;
import io.handoff.deploy.settings.SettingsException.Kind;
import io.handoff.deploy.settings.SettingsPublisher.Request;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code settings rollback}. */
@Command(
    name = "rollback",
    description =
        "Applies the files of an earlier version again, as the next version; nothing in the history"
            + " is changed. A version that waits for its time is dropped.")
final class RollbackCommand extends SettingsTask {

  @Mixin private final ConnectionOptions connection;
  @Mixin private final ApplyOptions apply = new ApplyOptions();

  private final InstantSource clock;

  @Parameters(index = "0", paramLabel = "ACCOUNT", description = "The account's id.")
  @SuppressWarnings("NullAway.Init")
  private String account;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "N",
      description = "The version to go back to; see 'settings history'.")
  private long version;

  RollbackCommand(ConnectionOptions connection, InstantSource clock) {
    this.connection = connection;
    this.clock = clock;
  }

  @Override
  protected int run() {
    SettingsVersion wanted =
        new SettingsArchive(connection.clients(), connection.timeout()).version(account, version);
    SettingsFiles files =
        SettingsFiles.of(wanted)
            .orElseThrow(
                () ->
                    new SettingsException(
                        Kind.NOT_FOUND,
                        "version " + version + " of account " + account + " has no file"));
    String why = "back to version " + version + (apply.note().isEmpty() ? "" : ": " + apply.note());
    return new Applying(this, out(), json())
        .tell(
            files,
            new SettingsPublisher(connection.clients(), connection.timeout(), clock)
                .apply(new Request(files, apply.appliedBy(), why).droppingWaiting()));
  }
}
