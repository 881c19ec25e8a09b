package io.handoff.deploy.settings;

import io.handoff.avro.SettingsVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code settings export}. */
@Command(
    name = "export",
    description = {
      "Prints or writes the file that a version was applied from, byte for byte.",
      "Where it includes others, --out writes them as well, to their places beside it."
    })
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
    SettingsFiles files =
        (document ? Optional.<SettingsFiles>empty() : SettingsFiles.of(version))
            .orElseGet(() -> SettingsFiles.of(account + ".json", version.getDocument() + "\n"));
    Path file = target;
    if (file != null) {
      return write(files.files(), file);
    }
    if (files.files().size() > 1) {
      throw new ParameterException(
          commandLine(),
          "Version %d has %d files: say with --out where to write %s and what it includes."
              .formatted(version.getVersion(), files.files().size(), files.name()));
    }
    out().print(files.files().getFirst().text());
    return SettingsCommand.OK;
  }

  private int write(List<SettingsFile> files, Path first) throws IOException {
    Map<Path, String> texts = new LinkedHashMap<>();
    Path folder = first.toAbsolutePath().normalize().getParent();
    for (SettingsFile file : files) {
      Path path = texts.isEmpty() ? first : first.resolveSibling(file.name());
      // Names come from a topic: one that leads elsewhere is nobody's settings file.
      if (folder == null || !path.toAbsolutePath().normalize().startsWith(folder)) {
        say("'" + file.name() + "' is not below " + folder + " and was not written");
        return SettingsCommand.FAULTY;
      }
      if (Files.exists(path) || texts.put(path, file.text()) != null) {
        say(path + " is there already and was not overwritten");
        return SettingsCommand.FAULTY;
      }
    }
    for (Map.Entry<Path, String> text : texts.entrySet()) {
      Files.createDirectories(text.getKey().toAbsolutePath().getParent());
      Files.writeString(text.getKey(), text.getValue());
    }
    return SettingsCommand.OK;
  }
}
