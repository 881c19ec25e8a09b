package io.handoff.deploy.templates;

import io.handoff.deploy.settings.SettingsFiles;
import io.handoff.settings.ParsedSettings;
import io.handoff.settings.authoring.Problem;
import io.handoff.settings.authoring.ProblemCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code handoff templates}: lists, shows and uses ready-made workflows. */
@Command(
    name = "templates",
    description = "Ready-made workflows: lists, shows and puts them into a settings file.",
    footer = {
      "",
      "Examples:",
      "  handoff templates list",
      "  handoff templates show reassign-on-handoff",
      "  handoff templates use reassign-on-handoff acme.yaml"
    })
public final class TemplatesCommand implements Runnable {

  private static final String NAME = "The template, as 'templates list' names it.";

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  private final Path folder;

  private TemplatesCommand(Path folder) {
    this.folder = folder;
  }

  /** The command, for the templates that stand in a folder. */
  public static CommandLine commandLine(Path folder) {
    return new CommandLine(new TemplatesCommand(folder));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which: list, show or use.");
  }

  @Command(name = "list", description = "Names all templates.")
  int list() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    for (Template template : Template.in(folder)) {
      out.printf("%-22s %s%n", template.name(), template.title());
    }
    out.flush();
    return 0;
  }

  @Command(name = "show", description = "Prints a template.")
  int show(@Parameters(paramLabel = "NAME", description = NAME) String name) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.print(template(name).text());
    out.flush();
    return 0;
  }

  @Command(
      name = "use",
      description =
          "Puts a template into a settings file, at the end of its rules, and names what is"
              + " to be filled in. Everything else in the file stays as it is.")
  int use(
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @Parameters(paramLabel = "FILE", description = "An account's settings, in YAML.") Path file,
      @Option(names = "--print", description = "Print the result; leave the file as it is.")
          boolean print)
      throws IOException {
    String before = Files.readString(file);
    String after = putInto(template(name), before);
    SettingsFiles files =
        SettingsFiles.read(file).changed(text -> Optional.of(after)).orElseThrow();
    ParsedSettings parsed = files.parse();
    refuseTwice(name, parsed);
    PrintWriter out = spec.commandLine().getOut();
    if (print) {
      out.print(after);
      out.flush();
      return 0;
    }
    Files.writeString(file, after);
    List<Problem> open =
        parsed.errors().stream().filter(p -> p.code() == ProblemCode.NOT_FILLED_IN).toList();
    out.printf("%s is in %s. To be filled in:%n", name, files.name());
    open.forEach(p -> out.printf("%s:%d:%d %s%n", p.file(), p.line(), p.column(), p.message()));
    out.flush();
    return 0;
  }

  private String putInto(Template template, String settings) {
    try {
      return template.putInto(settings);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private void refuseTwice(String name, ParsedSettings parsed) {
    boolean twice =
        parsed.errors().stream()
            .anyMatch(p -> p.code() == ProblemCode.DUPLICATE_ID && p.path().startsWith("rules["));
    if (twice) {
      throw new ParameterException(
          spec.commandLine(), "The file has the rule set '" + name + "' already.");
    }
  }

  private Template template(String name) throws IOException {
    List<Template> all = Template.in(folder);
    return all.stream()
        .filter(template -> template.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "There is no template '"
                        + name
                        + "'. There are: "
                        + String.join(", ", all.stream().map(Template::name).toList())));
  }
}
