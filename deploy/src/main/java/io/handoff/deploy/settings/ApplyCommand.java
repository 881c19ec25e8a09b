package io.handoff.deploy.settings;

import io.handoff.deploy.settings.SettingsPublisher.Outcome;
import io.handoff.deploy.settings.SettingsPublisher.Request;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code settings apply}. */
@Command(
    name = "apply",
    description =
        "Checks a settings file and, if it has no errors, makes it the account's next version."
            + " Services use it at once, or from --effective-at on. A file that changes nothing"
            + " makes no version.")
final class ApplyCommand extends SettingsTask {

  @Mixin private final ConnectionOptions connection;

  private final InstantSource clock;

  @Parameters(index = "0", paramLabel = "FILE", description = "An account's settings, in YAML.")
  @SuppressWarnings("NullAway.Init")
  private Path file;

  @Mixin private final ApplyOptions who = new ApplyOptions();

  @Option(
      names = "--effective-at",
      paramLabel = "TIME",
      description =
          "From when on it holds, such as 2026-03-01T00:00:00+01:00. Default: at once. Until then"
              + " what holds goes on to hold; one version at a time can wait.")
  private @Nullable String effectiveAt;

  @Option(
      names = "--based-on",
      paramLabel = "N",
      description = "The version that the file was made from; refused if there is a newer one.")
  private @Nullable Long basedOn;

  @Option(names = "--drop-waiting", description = "Drop the version that waits for its time.")
  private boolean dropWaiting;

  ApplyCommand(ConnectionOptions connection, InstantSource clock) {
    this.connection = connection;
    this.clock = clock;
  }

  @Override
  protected int run() {
    SettingsFiles content = file(file);
    Outcome outcome =
        new SettingsPublisher(connection.clients(), connection.timeout(), clock)
            .apply(
                new Request(content, who.appliedBy(), who.note(), moment(), basedOn, dropWaiting));
    return new Applying(this, out(), json()).tell(content, outcome);
  }

  private @Nullable Instant moment() {
    String text = effectiveAt;
    if (text == null) {
      return null;
    }
    try {
      Instant moment = OffsetDateTime.parse(text).toInstant();
      if (moment.isAfter(clock.instant())) {
        return moment;
      }
    } catch (DateTimeParseException e) {
      throw new ParameterException(
          commandLine(), "--effective-at is a time with an offset, not '" + text + "'.", e);
    }
    throw new ParameterException(commandLine(), "--effective-at is past; leave it out.");
  }
}
