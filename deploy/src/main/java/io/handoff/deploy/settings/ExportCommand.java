package io.handoff.deploy.settings;

import io.handoff.avro.SettingsSource;
import io.handoff.avro.SettingsVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code settings export}. */
@Command(
    name = "export",
    description = "Prints or writes the file that a version was applied from, byte for byte.")
final class ExportCommand extends SettingsTask {

  @Mixin private final ConnectionOptions connection;

  private final InstantSource clock;

  @Parameters(index = "0", paramLabel = "ACCOUNT", description = "The account's id.")
  @SuppressWarnings("NullAway.Init")
  private String account;

  @Option(
      names = "--of-version",
      paramLabel = "N",
      description = "An earlier version. Default: the one in force.")
  private @Nullable Long number;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where to write it; a file that is there is not overwritten. Default: print it.")
  private @Nullable Path target;

  @Option(
      names = "--document",
      description = "What the services read, as JSON, instead of the file.")
  private boolean document;

  ExportCommand(ConnectionOptions connection, InstantSource clock) {
    this.connection = connection;
    this.clock = clock;
  }

  @Override
  protected int run() throws IOException {
    SettingsArchive archive = new SettingsArchive(connection.clients(), connection.timeout());
    Long asked = number;
    SettingsVersion version =
        archive.version(
            account,
            asked == null ? archive.inForce(account, clock.instant()).getVersion() : asked);
    String text =
        document
            ? version.getDocument() + "\n"
            : version.getSources().stream()
                .map(SettingsSource::getText)
                .findFirst()
                .orElse(version.getDocument());
    Path file = target;
    if (file == null) {
      out().print(text);
      return SettingsCommand.OK;
    }
    if (Files.exists(file)) {
      say(file + " is there already and was not overwritten");
      return SettingsCommand.FAULTY;
    }
    Files.writeString(file, text);
    return SettingsCommand.OK;
  }
}
