package io.handoff.deploy.settings;

import io.handoff.deploy.command.SubCommand;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code handoff settings}: checks, applies and shows accounts' settings. */
@Command(
    name = "settings",
    description = "Checks, applies and shows accounts' settings.",
    footer = {
      "",
      "Examples:",
      "  handoff settings validate acme.yaml",
      "  handoff settings diff acme.yaml",
      "  handoff settings diff acme --from 3 --to 5",
      "  handoff settings apply acme.yaml --effective-at 2026-03-01T00:00:00+01:00",
      "  handoff settings rollback acme --to 4 --note 'too many handoffs'",
      "  handoff settings export acme --of-version 4 --out acme.yaml",
      "  handoff settings apply acme.yaml --note 'refunds go to billing'",
      "  handoff settings show acme",
      "  handoff settings history acme --json"
    })
public final class SettingsCommand implements Runnable {

  /** It worked. */
  public static final int OK = 0;

  /** The file has errors, or there is no such account or version. */
  public static final int FAULTY = 1;

  /** Broker or registry do not answer, or are not set up. */
  public static final int UNREACHABLE = 4;

  /** Not allowed, too large, or somebody else applied meanwhile. */
  public static final int REFUSED = 5;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  private SettingsCommand() {}

  /**
   * The command with its sub-commands, to be added to a root.
   *
   * @param words what follows it on the command line; none: it has all of them
   */
  public static CommandLine commandLine(List<String> words) {
    return commandLine(connection -> connection, InstantSource.system(), words);
  }

  /** The same with all sub-commands, other clients and another clock, for tests. */
  static CommandLine commandLine(
      Function<SettingsConnection, SettingsClients> clients, InstantSource clock) {
    return commandLine(clients, clock, List.of());
  }

  private static CommandLine commandLine(
      Function<SettingsConnection, SettingsClients> clients,
      InstantSource clock,
      List<String> words) {
    Supplier<ConnectionOptions> to = () -> new ConnectionOptions(clients);
    return SubCommand.add(
        new CommandLine(new SettingsCommand()),
        List.of(
            command("validate", ValidateCommand.class, ValidateCommand::new),
            command("apply", ApplyCommand.class, () -> new ApplyCommand(to.get(), clock)),
            command("show", ShowCommand.class, () -> new ShowCommand(to.get(), clock)),
            command("diff", DiffCommand.class, () -> new DiffCommand(to.get(), clock)),
            command("rollback", RollbackCommand.class, () -> new RollbackCommand(to.get(), clock)),
            command("export", ExportCommand.class, () -> new ExportCommand(to.get(), clock)),
            command("history", HistoryCommand.class, () -> new HistoryCommand(to.get()))),
        words);
  }

  private static <T extends SettingsTask> SubCommand command(
      String name, Class<T> type, Supplier<T> task) {
    return new SubCommand(name, type, () -> new CommandLine(task.get()));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say which: validate, diff, apply, show, history, rollback or export.");
  }
}
