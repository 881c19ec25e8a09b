package io.handoff.deploy.launch;

import io.handoff.deploy.launch.Checklist.Line;
import io.handoff.deploy.settings.ApplyOptions;
import io.handoff.deploy.settings.Applying;
import io.handoff.deploy.settings.ConnectionOptions;
import io.handoff.deploy.settings.SettingsCommand;
import io.handoff.deploy.settings.SettingsFiles;
import io.handoff.deploy.settings.SettingsPublisher;
import io.handoff.deploy.settings.SettingsPublisher.Request;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code launch on} and {@code launch off}. */
@Command(
    description = {
      "Turns a channel on or off: applies the account's files with that one change, comments kept,"
          + " as the next version. A channel that is turned on looks at what customers send from"
          + " then on; it is refused while something required is missing."
    },
    exitCodeList = {
      "0:it is on, or off",
      "1:something required is missing, or there is no such channel or account",
      "2:the command line is wrong",
      "4:broker or schema registry do not answer, or are not set up",
      "5:refused: not allowed, or somebody else applied meanwhile"
    })
final class LaunchSwitch extends LaunchTask {

  private final boolean on;

  @Option(names = "--account", required = true, paramLabel = "ID", description = "The account.")
  @SuppressWarnings("NullAway.Init")
  private String account;

  @Mixin private final ApplyOptions who = new ApplyOptions();

  LaunchSwitch(ConnectionOptions connection, InstantSource clock, boolean on) {
    super(connection, clock);
    this.on = on;
  }

  @Override
  protected int run() {
    Applied applied = applied(account);
    SettingsFiles changed =
        switched(applied.files(), on).orElseThrow(() -> noChannel(applied.files()));
    List<Line> lines = on ? checklist(changed) : List.of();
    if (!isReady(lines)) {
      print(lines.stream().filter(line -> !line.problems().isEmpty()).toList());
      say("channel " + channel() + " cannot be turned on yet");
      return SettingsCommand.FAULTY;
    }
    String what = "channel " + channel() + (on ? " on" : " off");
    Request request =
        new Request(
            changed,
            who.appliedBy(),
            who.note().isEmpty() ? what : what + ": " + who.note(),
            null,
            applied.version(),
            false);
    return new Applying(this, out(), json())
        .tell(
            changed,
            new SettingsPublisher(connection().clients(), connection().timeout(), clock())
                .apply(request));
  }
}
