package io.handoff.deploy.preview;

import io.handoff.deploy.play.PlayException;
import io.handoff.deploy.play.Script;
import io.handoff.deploy.play.ScriptReader;
import io.handoff.deploy.play.StoryPrinter;
import io.handoff.deploy.report.Period;
import io.handoff.deploy.settings.ConnectionOptions;
import io.handoff.deploy.settings.SettingsCommand;
import io.handoff.deploy.settings.SettingsTask;
import io.handoff.deploy.text.LineDiff;
import io.handoff.settings.model.AccountConfig;
import io.handoff.trigger.decision.CompiledTriggers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code handoff preview}: what settings make of conversations, without a broker. */
@Command(
    name = "preview",
    description = {
      "Plays conversations against settings and prints what would happen: every decision, message"
          + " and deadline, with reasons. Needs no broker: the services' own decisions run here,"
          + " with a clock that leaps from one deadline to the next.",
      "",
      "With --history it replays an account's own conversations, read from the topics, with the"
          + " settings in force and with the file, and sums up the difference in handoffs,"
          + " assignments and closes. Customers are taken to write what they wrote."
    },
    exitCodeList = {
      "0:it was played, and came out as expected where that was asked",
      "1:the settings have errors, a conversation did not come as far as it waits for, or differs"
          + " from what is expected; no such account, or no conversation in the period",
      "2:the command line is wrong, or a file cannot be read or is no conversation that can be"
          + " played",
      "4:broker or schema registry do not answer (--against VERSION, --history)",
      "5:not allowed to read (--against VERSION, --history)"
    },
    footer = {
      "",
      "Examples:",
      "  deploy/handoff preview --settings acme.yaml --conversation refund.yaml",
      "  deploy/handoff preview --settings acme.yaml --conversation cases/ \\",
      "      > expected.txt",
      "  deploy/handoff preview --settings acme.yaml --conversation cases/ \\",
      "      --expect expected.txt",
      "  deploy/handoff preview --settings new.yaml --conversation cases/ \\",
      "      --against acme.yaml",
      "  deploy/handoff preview --settings new.yaml --history 2026-02-01..2026-02-07 \\",
      "      --profile production.properties"
    })
public final class PreviewCommand extends SettingsTask {

  private static final Duration RUN_ON = Duration.ofDays(30);

  @Mixin private final ConnectionOptions connection;

  @Option(
      names = "--settings",
      required = true,
      paramLabel = "FILE",
      description = "The account's settings.")
  @SuppressWarnings("NullAway.Init")
  private Path settings;

  @Option(
      names = "--conversation",
      paramLabel = "FILE|DIR",
      description =
          "A conversation, or a folder of them (*.yaml), which are played to one system in the"
              + " order of their times.")
  private @Nullable Path conversation;

  @Option(
      names = "--history",
      paramLabel = "FROM..TO",
      description =
          "Instead of --conversation: the account's conversations that began in these days, both"
              + " included (2026-02-01..2026-02-07), or between these times"
              + " (2026-02-01T09:00..2026-02-01T18:00), in the account's zone. Compares with the"
              + " version in force, or that of --against.")
  private @Nullable String history;

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = "The account of --history. Default, and the only right one: the file's.")
  private @Nullable String accountId;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "How many conversations of --history are replayed at most, the oldest ones."
              + " Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--all",
      description =
          "Also tells what tells little: why no rule fired, triggers while a handoff is open,"
              + " counters. With --json everything is told.")
  private boolean all;

  @Option(
      names = "--check",
      description = "Only says whether the conversations can be played with these settings.")
  private boolean check;

  @Option(
      names = "--expect",
      paramLabel = "FILE",
      description = "What preview printed when it was right; fails where it prints another story.")
  private @Nullable Path expected;

  @Option(
      names = "--against",
      paramLabel = "FILE|VERSION",
      description =
          "Other settings, a file or an applied version: prints what changes from those to"
              + " --settings.")
  private @Nullable String against;

  @Option(
      names = "--run-on",
      paramLabel = "DURATION",
      description =
          "How long deadlines are waited for after the last step, such as 90m or 3d. Default: 30d.")
  private @Nullable String runOn;

  private PreviewCommand(ConnectionOptions connection) {
    this.connection = connection;
  }

  /** The command, to be added to a root. */
  public static CommandLine create() {
    return create(new ConnectionOptions(clients -> clients));
  }

  static CommandLine create(ConnectionOptions connection) {
    return new CommandLine(new PreviewCommand(connection));
  }

  @Override
  protected int run() throws Exception {
    checkOptions();
    PreviewSettings reader = new PreviewSettings(this, connection);
    String range = history;
    if (range != null) {
      PreviewSettings.Chosen chosen = reader.file(settings);
      return chosen == null ? SettingsCommand.FAULTY : replay(reader, chosen, range);
    }
    try {
      List<Script> scripts = scripts();
      if (check) {
        return checked(reader, scripts);
      }
      try (PreviewSystems systems = new PreviewSystems(Preview.start(scripts))) {
        PreviewSettings.Chosen chosen = chosen(reader, scripts);
        return chosen == null ? SettingsCommand.FAULTY : preview(reader, chosen, scripts, systems);
      }
    } catch (WrongConversationException e) {
      say(String.valueOf(e.getMessage()));
      return ExitCode.USAGE;
    }
  }

  private int checked(PreviewSettings reader, List<Script> scripts)
      throws WrongConversationException {
    if (chosen(reader, scripts) == null) {
      return SettingsCommand.FAULTY;
    }
    out().printf("Conversations that can be played: %d.%n", scripts.size());
    return SettingsCommand.OK;
  }

  /** The settings, which know what the scripts name; null: they have errors, which were told. */
  private PreviewSettings.@Nullable Chosen chosen(PreviewSettings reader, List<Script> scripts)
      throws WrongConversationException {
    PreviewSettings.Chosen chosen = reader.file(settings);
    String unknown =
        chosen == null ? null : new ScriptNames(chosen.account()).unknown(scripts).orElse(null);
    if (unknown != null) {
      throw new WrongConversationException(unknown);
    }
    return chosen;
  }

  /** In the background: the one of Korean takes a third of a short play. */
  private static void openDictionaries(AccountConfig account) {
    CompletableFuture.runAsync(
        () ->
            CompiledTriggers.compile(
                account.channels().values().stream()
                    .flatMap(channel -> channel.triggers().custom().stream())
                    .distinct()
                    .toList()));
  }

  private int preview(
      PreviewSettings reader,
      PreviewSettings.Chosen chosen,
      List<Script> scripts,
      PreviewSystems systems)
      throws InterruptedException {
    openDictionaries(chosen.account());
    sayWhatIsOff(chosen, scripts);
    Preview preview = play(reader, chosen, scripts, systems);
    String other = against;
    if (other != null) {
      PreviewSettings.Chosen before = reader.fileOrVersion(other, chosen.account().accountId());
      return before == null
          ? SettingsCommand.FAULTY
          : compare(before.name(), play(reader, before, scripts, systems).lines(all), preview);
    }
    Path file = expected;
    if (file != null) {
      return compare(existing(file).toString(), text(file), preview);
    }
    print(preview);
    return ended(preview);
  }

  /** On a channel that is off nothing happens: as it should, but not what somebody came to see. */
  private void sayWhatIsOff(PreviewSettings.Chosen chosen, List<Script> scripts) {
    scripts.stream()
        .filter(
            script ->
                chosen
                    .account()
                    .channel(script.channelId())
                    .filter(channel -> !channel.isOnAt(script.start()))
                    .isPresent())
        .map(Script::channelId)
        .distinct()
        .forEach(
            channel ->
                say(
                    "channel %s is off in %s when the conversation begins, so nothing is looked at;"
                            .formatted(channel, chosen.name())
                        + " write 'on: true' under the channel to see what it would do"));
  }

  private Preview play(
      PreviewSettings reader,
      PreviewSettings.Chosen chosen,
      List<Script> scripts,
      PreviewSystems systems)
      throws InterruptedException {
    return Preview.of(
        chosen.account(), chosen.version(), scripts, tail(), file -> other(reader, file), systems);
  }

  /** Settings that a conversation names, beside it. */
  private AccountConfig other(PreviewSettings reader, String file) {
    Path from = Objects.requireNonNull(conversation);
    Path folder = Files.isDirectory(from) ? from : from.toAbsolutePath().getParent();
    PreviewSettings.Chosen found =
        reader.file(folder == null ? Path.of(file) : folder.resolve(file));
    if (found == null) {
      throw new PlayException("The settings " + file + " have errors.");
    }
    return found.account();
  }

  /** A conversation that cannot be played with these settings. */
  private static final class WrongConversationException extends Exception {
    WrongConversationException(@Nullable String message) {
      super(message);
    }
  }

  private List<Script> scripts() throws WrongConversationException {
    try {
      return ScriptReader.read(existing(Objects.requireNonNull(conversation)));
    } catch (PlayException e) {
      throw new WrongConversationException(e.getMessage());
    }
  }

  private Duration tail() {
    String wanted = runOn;
    try {
      return wanted == null ? RUN_ON : ScriptReader.duration(wanted, "--run-on");
    } catch (PlayException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private void checkOptions() {
    if (check && conversation == null) {
      throw usage("--check goes with --conversation.");
    }
    if ((conversation == null) == (history == null)) {
      throw usage("Say either --conversation or --history.");
    }
    if (history != null && expected != null) {
      throw usage("--expect compares the story of --conversation, not a --history.");
    }
    if (history == null && accountId != null) {
      throw usage("--account goes with --history.");
    }
    if (limit < 1 || limit > HistoryPreview.LIMIT) {
      throw usage("--limit must be 1 to %,d.".formatted(HistoryPreview.LIMIT));
    }
  }

  private int replay(PreviewSettings reader, PreviewSettings.Chosen changed, String range) {
    String account = changed.account().accountId();
    if (accountId != null && !accountId.equals(account)) {
      throw usage(
          "%s has the settings of account %s, not of %s.".formatted(settings, account, accountId));
    }
    Period period;
    try {
      period = Period.of(range, changed.account().timeZone(), "--history");
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
    String other = against;
    PreviewSettings.Chosen before =
        other == null
            ? reader.inForce(account, Instant.now())
            : reader.fileOrVersion(other, account);
    if (before == null) {
      return SettingsCommand.FAULTY;
    }
    if (!before.account().accountId().equals(account)) {
      throw usage(
          "%s has the settings of account %s, not of %s."
              .formatted(before.name(), before.account().accountId(), account));
    }
    return new HistoryPreview(this, connection, period, limit, tail()).run(before, changed);
  }

  private ParameterException usage(String message) {
    return new ParameterException(commandLine(), message);
  }

  private void print(Preview preview) {
    StoryPrinter printer = new StoryPrinter(out(), StoryPrinter.wantsColours() && !json(), all);
    for (Preview.Scene scene : preview.scenes()) {
      if (json()) {
        printer.json(scene.story());
      } else {
        printer.text(scene.story(), scene.title(), preview.zone());
      }
    }
  }

  private int ended(Preview preview) {
    preview.refused().forEach(this::say);
    if (preview.repeats() != null) {
      say(preview.repeats());
    }
    if (preview.stopped() != null) {
      say(preview.stopped());
    }
    return preview.stopped() == null && preview.refused().isEmpty()
        ? SettingsCommand.OK
        : SettingsCommand.FAULTY;
  }

  private int compare(String name, List<String> before, Preview preview) {
    List<String> differences = LineDiff.of(before, preview.lines(all));
    boolean same = differences.isEmpty();
    if (json()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("kind", "compared");
      result.put("with", name);
      result.put("same", same);
      result.put("differences", differences);
      printJson(result);
    } else if (same) {
      out().printf("No difference from %s.%n", name);
    } else {
      out().printf("--- %s%n+++ %s%n", name, settings);
      differences.forEach(out()::println);
    }
    int code = ended(preview);
    return same || expected == null ? code : SettingsCommand.FAULTY;
  }

  private List<String> text(Path file) {
    try {
      return Files.readString(file).lines().map(String::stripTrailing).toList();
    } catch (IOException e) {
      throw new ParameterException(commandLine(), "The file " + file + " cannot be read.", e);
    }
  }

  private Path existing(Path path) {
    if (!Files.exists(path)) {
      throw new ParameterException(commandLine(), "There is no " + path + ".");
    }
    return path;
  }
}
