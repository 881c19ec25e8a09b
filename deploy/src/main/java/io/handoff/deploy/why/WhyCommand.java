package io.handoff.deploy.why;

import io.handoff.avro.Ticket;
import io.handoff.deploy.settings.ConnectionOptions;
import io.handoff.deploy.settings.SettingsClients;
import io.handoff.deploy.settings.SettingsCommand;
import io.handoff.deploy.settings.SettingsConnection;
import io.handoff.deploy.settings.SettingsException;
import io.handoff.deploy.settings.TopicScan;
import io.handoff.schemas.Topics;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code handoff why}: what was decided on a ticket, and why. */
@Command(
    name = "why",
    description = {
      "Tells in order what was decided on a ticket and why.",
      "",
      "Which rules fired, and for those that did not the first condition that failed;"
          + " what was cut, held back or refused; whom routing chose and passed over; every change"
          + " and who made it; each with its settings version."
    },
    footer = {
      "",
      "Examples:",
      "  deploy/handoff why 7f3b2c9a-… --account acme",
      "  deploy/handoff why 7f3b2c --json"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it worked",
      "1:there is no such ticket, or nothing that was decided on it is kept any more",
      "2:the command line is wrong",
      "4:broker or schema registry do not answer, or are not set up",
      "5:refused: not allowed to read"
    })
public final class WhyCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Mixin private final ConnectionOptions connection;

  @Parameters(
      index = "0",
      paramLabel = "TICKET",
      description = "The ticket's id, or at least 6 characters with which it alone begins.")
  @SuppressWarnings("NullAway.Init")
  private String ticketId;

  @Option(names = "--account", paramLabel = "ID", description = "The account. Default: any.")
  private @Nullable String account;

  @Option(names = "--json", description = "Print lines of JSON, for programs.")
  private boolean json;

  private WhyCommand(ConnectionOptions connection) {
    this.connection = connection;
  }

  /** The command, to be added to a root. */
  public static CommandLine commandLine() {
    return commandLine(connection -> connection);
  }

  /** The same with other clients, for tests. */
  static CommandLine commandLine(Function<SettingsConnection, SettingsClients> clients) {
    return new CommandLine(new WhyCommand(new ConnectionOptions(clients)));
  }

  @Override
  public Integer call() {
    try (TopicScan scan = new TopicScan(connection.clients(), connection.timeout(), SILENT)) {
      TicketTrail trail = new TicketTrail(scan);
      Ticket ticket = trail.ticket(ticketId, account);
      List<Step> steps = trail.steps(ticket);
      print(ticket, steps);
      return tell(ticket, steps, scan);
    } catch (SettingsException e) {
      say(String.valueOf(e.getMessage()));
      return switch (e.kind()) {
        case NOT_FOUND -> SettingsCommand.FAULTY;
        case UNREACHABLE -> SettingsCommand.UNREACHABLE;
        case REFUSED -> SettingsCommand.REFUSED;
      };
    }
  }

  private void print(Ticket ticket, List<Step> steps) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      printJson(out, Steps.ticket(ticket));
      steps.forEach(step -> printJson(out, step.fields()));
    } else {
      Steps.ticketInWords(ticket).forEach(out::println);
      for (Step step : steps) {
        out.println();
        out.println(step.at() + "  " + step.headline());
        step.details().forEach(line -> out.println("    " + line));
      }
    }
    out.flush();
  }

  private static void printJson(PrintWriter out, Map<String, Object> fields) {
    out.println(JsonMapper.shared().writeValueAsString(fields));
  }

  /** What is missing, on standard error; the exit code. */
  private int tell(Ticket ticket, List<Step> steps, TopicScan scan) {
    if (scan.unreadable() > 0) {
      say(scan.unreadable() + " records could not be read and are not told.");
    }
    if (steps.isEmpty()) {
      say(
          "nothing is kept any more of what was decided on ticket "
              + ticket.getTicketId()
              + ": decisions and events are deleted after their topics' retention.");
      return SettingsCommand.FAULTY;
    }
    Instant complete = scan.completeSince();
    if (complete != null && ticket.getHandoff().getRequestedAt().isBefore(complete)) {
      say("the broker keeps what was decided since " + complete + " only; earlier steps are gone.");
    } else if (scan.deletedFrom(Topics.DECISIONS) && steps.stream().noneMatch(Step::logged)) {
      say("the decision log does not reach back to this ticket any more; its changes are told.");
    }
    return SettingsCommand.OK;
  }

  private void say(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("handoff: " + message);
    err.flush();
  }

  private static final TopicScan.Listener SILENT =
      new TopicScan.Listener() {
        @Override
        public void begins(String topic, long records) {}

        @Override
        public void advanced(int records) {}
      };
}
