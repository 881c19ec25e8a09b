package io.handoff.deploy.report;

import io.handoff.avro.AccountSettings;
import io.handoff.deploy.settings.ConnectionOptions;
import io.handoff.deploy.settings.SettingsArchive;
import io.handoff.deploy.settings.SettingsClients;
import io.handoff.deploy.settings.SettingsCommand;
import io.handoff.deploy.settings.SettingsException;
import io.handoff.deploy.settings.SettingsException.Kind;
import io.handoff.settings.SettingsDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the reports have in common: which conversations, exit codes, notes on standard error. */
@Command(
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it worked",
      "1:there is no such account, or the report cannot be written",
      "2:the command line is wrong",
      "4:broker or schema registry do not answer, or are not set up",
      "5:refused: not allowed to read"
    })
abstract class ReportTask implements Callable<Integer> {

  private static final Set<String> STATUSES =
      Set.of("new", "open", "waiting-on-customer", "snoozed", "resolved", "closed");

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Mixin private final ConnectionOptions connection;

  @Option(names = "--account", required = true, paramLabel = "ID", description = "The account.")
  @SuppressWarnings("NullAway.Init")
  private String account;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TIME",
      description = "Conversations that began on this day, or at this time, or later.")
  @SuppressWarnings("NullAway.Init")
  private String from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "TIME",
      description = "… and by the end of this day, or before this time.")
  @SuppressWarnings("NullAway.Init")
  private String to;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Zone of days and times, such as Asia/Seoul. Default: the account's.")
  private @Nullable String zoneId;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "Only with this tag of the conversation or customer; several: with all.")
  private List<String> tags = List.of();

  @Option(
      names = "--status",
      split = ",",
      paramLabel = "STATUS,…",
      hideParamSyntax = true,
      description = "Only new, open, waiting-on-customer, snoozed, resolved or closed.")
  private List<String> statuses = List.of();

  @Option(
      names = "--channel",
      split = ",",
      paramLabel = "ID,…",
      hideParamSyntax = true,
      description = "Only of these channels.")
  private List<String> channels = List.of();

  @Option(
      names = "--team",
      split = ",",
      paramLabel = "ID,…",
      hideParamSyntax = true,
      description = "Only of these teams.")
  private List<String> teams = List.of();

  @Option(
      names = "--agent",
      split = ",",
      paramLabel = "ID,…",
      hideParamSyntax = true,
      description = "Only of these agents.")
  private List<String> agents = List.of();

  @Option(names = "--include-tests", description = "Test conversations as well.")
  private boolean includeTests;

  ReportTask(ConnectionOptions connection) {
    this.connection = connection;
  }

  /** Makes the report; the result is the exit code. */
  abstract int run(Report report, ZoneId zone) throws IOException;

  /** Refuses what is wrong on the command line before anything is read. */
  void check() {}

  @Override
  public final Integer call() throws IOException {
    check();
    Set<String> wanted = Set.copyOf(statuses);
    if (!STATUSES.containsAll(wanted)) {
      throw usage("--status is one of " + String.join(", ", new java.util.TreeSet<>(STATUSES)));
    }
    ZoneId asked = zoneId == null ? null : zone(zoneId);
    period(asked == null ? ZoneId.of("UTC") : asked);
    try {
      SettingsClients clients = connection.clients();
      ZoneId zone = zoneOfAccount(clients, asked);
      Progress progress = new Progress(err(), System::nanoTime);
      Filter filter =
          new Filter(
              period(zone),
              Set.copyOf(tags),
              wanted,
              Set.copyOf(channels),
              Set.copyOf(teams),
              Set.copyOf(agents),
              includeTests);
      try (ReportSource source =
          new ReportSource(clients, connection.timeout(), account, progress)) {
        int code = run(new Report(source, filter, progress), zone);
        tell(source, filter.period());
        return code;
      }
    } catch (SettingsException e) {
      say(String.valueOf(e.getMessage()));
      return switch (e.kind()) {
        case NOT_FOUND -> SettingsCommand.FAULTY;
        case UNREACHABLE -> SettingsCommand.UNREACHABLE;
        case REFUSED -> SettingsCommand.REFUSED;
      };
    } catch (UncheckedIOException | IOException e) {
      say("the report cannot be written: " + e.getMessage());
      return SettingsCommand.FAULTY;
    }
  }

  private ZoneId zoneOfAccount(SettingsClients clients, @Nullable ZoneId asked) {
    AccountSettings settings =
        new SettingsArchive(clients, connection.timeout())
            .latest(account)
            .orElseThrow(
                () ->
                    new SettingsException(
                        Kind.NOT_FOUND, "there is no account " + account + " (no settings)"));
    return asked != null
        ? asked
        : SettingsDocument.read(settings.getCurrent().getDocument()).timeZone();
  }

  private Period period(ZoneId zone) {
    try {
      return Period.of(from, to, zone);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      throw usage("There is no time zone " + id + ".");
    }
  }

  private void tell(ReportSource source, Period period) {
    if (source.unreadable() > 0) {
      say(source.unreadable() + " records could not be read and are not in the report.");
    }
    Instant complete = source.completeSince();
    if (complete != null && period.from().isBefore(complete)) {
      say(
          "the broker keeps events since "
              + complete
              + " only; of conversations before that, tickets alone are in the report.");
    }
  }

  final ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  final void say(String message) {
    err().println("handoff: " + message);
    err().flush();
  }

  final PrintWriter err() {
    return commandLine().getErr();
  }

  final CommandLine commandLine() {
    return spec.commandLine();
  }

  /** What the report is about, for its head. */
  final String subject() {
    return "account " + account + ", conversations that began from " + from + " to " + to;
  }
}
