package io.handoff.deploy.launch;

import io.handoff.avro.SettingsVersion;
import io.handoff.deploy.launch.Checklist.Line;
import io.handoff.deploy.launch.Checklist.State;
import io.handoff.deploy.settings.ConnectionOptions;
import io.handoff.deploy.settings.SettingsArchive;
import io.handoff.deploy.settings.SettingsException;
import io.handoff.deploy.settings.SettingsException.Kind;
import io.handoff.deploy.settings.SettingsFiles;
import io.handoff.deploy.settings.SettingsTask;
import io.handoff.settings.authoring.Problem;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What the sub-commands of {@code launch} have in common. */
abstract class LaunchTask extends SettingsTask {

  @Mixin private final ConnectionOptions connection;

  private final InstantSource clock;

  @Parameters(index = "0", paramLabel = "CHANNEL", description = "The channel's id.")
  @SuppressWarnings("NullAway.Init")
  private String channel;

  LaunchTask(ConnectionOptions connection, InstantSource clock) {
    this.connection = connection;
    this.clock = clock;
  }

  final String channel() {
    return channel;
  }

  final ConnectionOptions connection() {
    return connection;
  }

  final InstantSource clock() {
    return clock;
  }

  /** Files, and the version that they were applied as. */
  record Applied(SettingsFiles files, long version) {}

  /** The files that an account's settings in force were applied from. */
  final Applied applied(String account) {
    SettingsArchive archive = new SettingsArchive(connection.clients(), connection.timeout());
    SettingsVersion current =
        archive.version(account, archive.inForce(account, clock.instant()).getVersion());
    SettingsFiles files =
        SettingsFiles.of(current)
            .orElseThrow(
                () ->
                    new SettingsException(
                        Kind.NOT_FOUND,
                        "version " + current.getVersion() + " of " + account + " has no file"));
    return new Applied(files, current.getVersion());
  }

  /** The files with the channel on or off; empty: they have no such channel. */
  final Optional<SettingsFiles> switched(SettingsFiles files, boolean on) {
    return files.changed(text -> ChannelSwitch.set(text, channel, on));
  }

  final SettingsException noChannel(SettingsFiles files) {
    return new SettingsException(Kind.NOT_FOUND, files.name() + " has no channel " + channel);
  }

  /** What the channel lacks if it is turned on. */
  final List<Line> checklist(SettingsFiles turnedOn) {
    return Checklist.of(channel, turnedOn.parse());
  }

  static boolean isReady(List<Line> lines) {
    return lines.stream().noneMatch(line -> line.state() == State.MISSING);
  }

  final void print(List<Line> lines) {
    for (Line line : lines) {
      if (json()) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", "item");
        fields.put("channel", channel);
        fields.put("item", line.item().title());
        fields.put("state", line.state().name().toLowerCase(Locale.ROOT));
        fields.put("found", line.found());
        fields.put("problems", line.problems().stream().map(Problem::toString).toList());
        fields.put("remarks", line.remarks());
        printJson(fields);
      } else {
        String found = line.found().isEmpty() ? "" : ": " + line.found();
        out().printf("%-8s %s%s%n", word(line.state()), line.item().title(), found);
        line.problems().forEach(problem -> out().println("         " + problem));
        line.remarks().forEach(remark -> out().println("         " + remark));
      }
    }
  }

  private static String word(State state) {
    return switch (state) {
      case READY -> "ready";
      case LOOK -> "look";
      case MISSING -> "missing";
    };
  }
}
