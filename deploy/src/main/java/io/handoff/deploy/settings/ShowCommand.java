package io.handoff.deploy.settings;

import io.handoff.avro.SettingsSource;
import io.handoff.avro.SettingsVersion;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code settings show}. */
@Command(
    name = "show",
    description =
        "Prints the files that an account's settings were applied from, comments and all; with"
            + " --json also what the services read.")
final class ShowCommand extends SettingsTask {

  @Mixin private final ConnectionOptions connection;

  private final InstantSource clock;

  @Parameters(index = "0", paramLabel = "ACCOUNT", description = "The account's id.")
  @SuppressWarnings("NullAway.Init")
  private String account;

  @Option(
      names = {"--version"},
      paramLabel = "N",
      description = "An earlier version. Default: the one in force.")
  private @Nullable Long number;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  ShowCommand(ConnectionOptions connection, InstantSource clock) {
    this.connection = connection;
    this.clock = clock;
  }

  @Override
  protected int run() {
    SettingsArchive archive = new SettingsArchive(connection.clients(), connection.timeout());
    Long asked = number;
    SettingsVersion version =
        archive.version(
            account,
            asked == null ? archive.inForce(account, clock.instant()).getVersion() : asked);
    if (json()) {
      Map<String, Object> fields = new LinkedHashMap<>(VersionText.fields(version));
      fields.put("document", JsonMapper.shared().readTree(version.getDocument()));
      fields.put(
          "sources",
          version.getSources().stream()
              .map(source -> Map.of("name", source.getName(), "text", source.getText()))
              .toList());
      printJson(fields);
      return SettingsCommand.OK;
    }
    out().printf("# account %s, version %d%n", version.getAccountId(), version.getVersion());
    out()
        .printf(
            "# applied %s by %s%s%n",
            version.getAppliedAt(),
            version.getAppliedBy(),
            version.getNote().isBlank() ? "" : ": " + version.getNote().lines().findFirst().get());
    for (SettingsSource source : version.getSources()) {
      out().printf("# %s%n%s", source.getName(), source.getText());
      if (!source.getText().endsWith("\n")) {
        out().println();
      }
    }
    return SettingsCommand.OK;
  }
}
