package io.handoff.deploy.reference;

import static io.handoff.deploy.reference.Page.code;
import static io.handoff.deploy.reference.Page.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** All commands with their options, from the command's own model. */
public final class CommandsPage {

  private static final int WIDTH = 110;
  private static final List<String> HEAD = List.of("option", "default", "what it does");

  private final CommandSpec root;
  private final Page page = new Page("Commands");
  private final Map<List<List<String>>, String> exits = new HashMap<>();

  private CommandsPage(CommandLine root) {
    this.root = root.getCommandSpec();
  }

  /** The page of a command with all that are below it. */
  public static Page of(CommandLine root) {
    return new CommandsPage(root.setUsageHelpWidth(WIDTH)).page();
  }

  private Page page() {
    List<CommandSpec> all = below(root).toList();
    page.paragraph(
            "`deploy/handoff COMMAND` in a checkout, `handoff COMMAND` in the image. `--help`"
                + " behind any command says what stands here.")
        .table(
            List.of("command", "what it does"),
            all.stream().map(command -> List.of(link(name(command)), sentence(command))).toList())
        .heading("Options of all commands")
        .table(HEAD, rows(root.options(), List.of()))
        .heading("Exit codes")
        .paragraph("Where a command has others, they stand there.")
        .table(List.of("code", "meaning"), exitCodes(root));
    all.forEach(this::section);
    return page;
  }

  private static Stream<CommandSpec> below(CommandSpec command) {
    return command.subcommands().values().stream()
        .distinct()
        .map(CommandLine::getCommandSpec)
        .filter(below -> !below.usageMessage().hidden())
        .flatMap(below -> Stream.concat(Stream.of(below), below(below)));
  }

  /** Without the name of the root. */
  private static String name(CommandSpec command) {
    return command.qualifiedName().replaceFirst("^\\S+ ", "");
  }

  private static String sentence(CommandSpec command) {
    String first = command.usageMessage().description()[0].formatted();
    int end = first.indexOf(". ");
    return end < 0 ? first : first.substring(0, end + 1);
  }

  private void section(CommandSpec command) {
    UsageMessageSpec help = command.usageMessage();
    page.heading(name(command));
    texts(help.description());
    if (command.subcommands().isEmpty()) {
      Help usage = new Help(command, Help.defaultColorScheme(Ansi.OFF));
      page.block(usage.synopsis(0));
    }
    List<List<String>> rows = new ArrayList<>(rows(command.positionalParameters()));
    rows.addAll(rows(command.options(), root.options()));
    page.table(HEAD, rows);
    exits(command);
    texts(help.footer());
  }

  /** Once; other commands that have the same ones point there. */
  private void exits(CommandSpec command) {
    List<List<String>> codes = exitCodes(command);
    if (codes.equals(exitCodes(root))) {
      return;
    }
    String first = exits.putIfAbsent(codes, name(command));
    if (first == null) {
      page.table(List.of("exit code", "meaning"), codes);
    } else {
      page.paragraph("Exit codes are those of " + link(first) + ".");
    }
  }

  /** Paragraphs; lines that begin with a blank are kept as they are. */
  private void texts(String[] lines) {
    StringBuilder part = new StringBuilder();
    boolean kept = false;
    for (String line : lines) {
      String words = line.formatted();
      boolean keep = words.startsWith(" ");
      if (keep != kept || words.isBlank()) {
        add(part, kept);
      }
      kept = keep;
      part.append(words).append('\n');
    }
    add(part, kept);
  }

  private void add(StringBuilder part, boolean kept) {
    if (!part.toString().isBlank()) {
      if (kept) {
        page.block(part.toString());
      } else {
        page.paragraph(part.toString());
      }
    }
    part.setLength(0);
  }

  private static List<List<String>> rows(List<PositionalParamSpec> parameters) {
    return parameters.stream()
        .filter(parameter -> !parameter.hidden())
        .map(parameter -> row(code(parameter.paramLabel()), parameter))
        .toList();
  }

  private static List<List<String>> rows(List<OptionSpec> options, List<OptionSpec> without) {
    List<List<String>> left = without.stream().map(option -> List.of(option.names())).toList();
    return options.stream()
        .filter(option -> !option.hidden() && !left.contains(List.of(option.names())))
        .map(
            option ->
                row(
                    code(
                        String.join(", ", option.names())
                            + (option.arity().max() > 0 ? " " + option.paramLabel() : "")),
                    option))
        .toList();
  }

  private static List<String> row(String name, ArgSpec argument) {
    Described described = Described.of(String.join(" ", argument.description()).formatted());
    return List.of(
        name, argument.required() ? "required" : described.byDefault(), described.text());
  }

  private static List<List<String>> exitCodes(CommandSpec command) {
    Map<String, String> codes = command.usageMessage().exitCodeList();
    return codes.entrySet().stream().map(code -> List.of(code.getKey(), code.getValue())).toList();
  }
}
