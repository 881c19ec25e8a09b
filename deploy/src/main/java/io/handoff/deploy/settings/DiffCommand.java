package io.handoff.deploy.settings;

import io.handoff.avro.SettingsVersion;
import io.handoff.deploy.settings.DocumentDiff.Change;
import io.handoff.settings.ParsedSettings;
import io.handoff.settings.SettingsDocument;
import io.handoff.settings.model.AccountConfig;
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
import picocli.CommandLine.Parameters;

/** {@code settings diff}. */
@Command(
    name = "diff",
    description =
        "Prints what a file would change, or what changed between two versions: every value as the"
            + " services would see it, defaults and overrides merged.")
final class DiffCommand extends SettingsTask {

  @Mixin private final ConnectionOptions connection;

  private final InstantSource clock;

  @Parameters(
      index = "0",
      paramLabel = "FILE|ACCOUNT",
      description = "A settings file, which is compared with what holds; or an account's id.")
  @SuppressWarnings("NullAway.Init")
  private String subject;

  @Option(
      names = "--from",
      paramLabel = "N",
      description = "The version before. Default: the one in force, or the one before --to.")
  private @Nullable Long from;

  @Option(
      names = "--to",
      paramLabel = "N",
      description = "The version after, of an account. Default: the one in force.")
  private @Nullable Long to;

  DiffCommand(ConnectionOptions connection, InstantSource clock) {
    this.connection = connection;
    this.clock = clock;
  }

  private record Side(String name, String document) {}

  @Override
  protected int run() {
    SettingsArchive archive = new SettingsArchive(connection.clients(), connection.timeout());
    Side before;
    Side after;
    if (Files.isRegularFile(Path.of(subject))) {
      SettingsFiles content = file(Path.of(subject));
      ParsedSettings alone = content.parse();
      if (alone.config() == null) {
        tellErrors(content, alone);
        return SettingsCommand.FAULTY;
      }
      String account = alone.config().accountId();
      before =
          before(
              archive,
              account,
              archive
                  .latest(account)
                  .map(s -> SettingsArchive.inForce(s, clock.instant()).getVersion()));
      after = new Side(content.name(), document(content, before));
    } else {
      Long last = to;
      long newest = last == null ? archive.inForce(subject, clock.instant()).getVersion() : last;
      Long first = from;
      before = side(archive.version(subject, first == null ? newest - 1 : first));
      after = side(archive.version(subject, newest));
    }
    print(before, after);
    return SettingsCommand.OK;
  }

  private Side before(SettingsArchive archive, String account, Optional<Long> current) {
    Long first = from;
    if (first != null) {
      return side(archive.version(account, first));
    }
    return current
        .map(version -> side(archive.version(account, version)))
        .orElse(new Side("nothing", "{}"));
  }

  /** As it would be published now: channels that were on keep their moment. */
  private String document(SettingsFiles content, Side before) {
    AccountConfig previous =
        before.document().equals("{}") ? null : SettingsDocument.read(before.document());
    return content
        .parse(clock.instant(), previous)
        .settings()
        .map(SettingsDocument::write)
        .orElseThrow();
  }

  private static Side side(SettingsVersion version) {
    return new Side("version " + version.getVersion(), version.getDocument());
  }

  private void print(Side before, Side after) {
    List<Change> changes = DocumentDiff.of(before.document(), after.document());
    if (json()) {
      for (Change change : changes) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", "change");
        fields.put("path", change.path());
        fields.put("before", change.before());
        fields.put("after", change.after());
        printJson(fields);
      }
      return;
    }
    out().printf("--- %s%n+++ %s%n", before.name(), after.name());
    changes.forEach(out()::println);
    out().printf("%d values differ%n", changes.size());
  }
}
