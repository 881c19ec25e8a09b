package io.handoff.deploy.report;

import io.handoff.deploy.settings.ConnectionOptions;
import io.handoff.deploy.settings.SettingsClients;
import io.handoff.deploy.settings.SettingsConnection;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code handoff report}: what happened in a period, as tables. */
@Command(
    name = "report",
    description = "Reports over an account's conversations.",
    footer = {
      "",
      "Examples:",
      "  deploy/handoff report conversations --account acme \\",
      "      --from 2026-02-01 --to 2026-02-28 --format xlsx --out february.xlsx",
      "  deploy/handoff report conversations --account acme \\",
      "      --from 2026-02-01 --to 2026-02-28 --tag refund \\",
      "      --format csv --bom > refunds.csv",
      "  deploy/handoff report summary --account acme \\",
      "      --from 2026-02-01 --to 2026-02-28"
    })
public final class ReportCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  private ReportCommand() {}

  /** The command with its sub-commands, to be added to a root. */
  public static CommandLine commandLine() {
    return commandLine(connection -> connection, new FileOutputStream(FileDescriptor.out));
  }

  /** The same with other clients and another standard output, for tests. */
  static CommandLine commandLine(
      Function<SettingsConnection, SettingsClients> clients, OutputStream stdout) {
    return new CommandLine(new ReportCommand())
        .addSubcommand(new ConversationsCommand(new ConnectionOptions(clients), stdout))
        .addSubcommand(new SummaryCommand(new ConnectionOptions(clients)));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which: conversations or summary.");
  }
}
