package io.handoff.deploy.settings;

import io.handoff.avro.SettingsVersion;
import io.handoff.deploy.settings.SettingsException.Kind;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code settings history}. */
@Command(
    name = "history",
    description = "Lists every version of an account's settings, oldest first: when, who and why.")
final class HistoryCommand extends SettingsTask {

  @Mixin private final ConnectionOptions connection;

  @Parameters(index = "0", paramLabel = "ACCOUNT", description = "The account's id.")
  @SuppressWarnings("NullAway.Init")
  private String account;

  HistoryCommand(ConnectionOptions connection) {
    this.connection = connection;
  }

  @Override
  protected int run() {
    List<SettingsVersion> history =
        new SettingsArchive(connection.clients(), connection.timeout()).history(account);
    if (history.isEmpty()) {
      throw new SettingsException(
          Kind.NOT_FOUND, "no settings were ever applied for account " + account);
    }
    if (json()) {
      history.forEach(version -> printJson(VersionText.fields(version)));
    } else {
      out().println(VersionText.heading());
      history.forEach(version -> out().println(VersionText.row(version)));
    }
    return SettingsCommand.OK;
  }
}
