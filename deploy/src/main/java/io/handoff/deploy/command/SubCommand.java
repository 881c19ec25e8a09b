package io.handoff.deploy.command;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A sub-command that is made only when a command line needs it. To make them all takes longer than
 * many a command.
 *
 * @param name what it is called by
 * @param type where its annotation stands
 * @param maker makes it of the words that follow its name on the command line; of none: with all
 *     that is below it
 */
public record SubCommand(String name, Class<?> type, Function<List<String>, CommandLine> maker) {

  /** One that is made the same way for each command line. */
  public SubCommand(String name, Class<?> type, Supplier<CommandLine> maker) {
    this(name, type, words -> maker.get());
  }

  /**
   * Adds to a command those that a command line needs: the one that it names; for its help what is
   * shown of each; and all where it names none, so that a mistake finds what was meant.
   *
   * @param words what follows the command's name on the command line, without options that all
   *     commands have
   */
  public static CommandLine add(CommandLine command, List<SubCommand> all, List<String> words) {
    needed(all, words).forEach(command::addSubcommand);
    return command;
  }

  private static Stream<CommandLine> needed(List<SubCommand> all, List<String> words) {
    return switch (words.isEmpty() ? "" : words.getFirst()) {
      case "-V", "--version" -> Stream.of();
      case "-h", "--help" -> all.stream().map(SubCommand::headline);
      case String first ->
          all.stream()
              .filter(one -> one.name.equals(first))
              .findFirst()
              .map(one -> Stream.of(one.maker.apply(words.subList(1, words.size()))))
              .orElseGet(() -> all.stream().map(one -> one.maker.apply(List.of())));
    };
  }

  /** Name and description, which is what a list of commands shows. */
  private CommandLine headline() {
    Command annotation = Objects.requireNonNull(type.getAnnotation(Command.class), name);
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage().description(annotation.description());
    return new CommandLine(spec);
  }
}
