package io.handoff.deploy.bench;

import io.handoff.deploy.local.RunFolder;
import io.handoff.deploy.local.server.HandoffHome;
import io.handoff.settings.ParsedSettings;
import io.handoff.settings.SettingsParser;
import io.handoff.settings.authoring.Strictness;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code bench settings}: how long a large settings file takes to check, or how soon changes are
 * decided by.
 */
@Command(
    name = "settings",
    description = {
      "Measures how long settings take to be checked, or to be decided by.",
      "",
      "Checks a generated settings file as 'settings validate' does: the first time, as a user has"
          + " it, with what starting the JVM took until then; and again, when everything is"
          + " compiled. Starts nothing else and needs no broker.",
      "",
      "With --changes, starts broker, registry and the four services instead, lets conversations"
          + " come in, applies so many versions one after the other, and measures for each how long"
          + " it takes until every service has decided by it. Each version says its number in"
          + " several sections; a decision that says another number than its version's is told and"
          + " fails the command. Takes about two minutes more than the changes; stops everything at"
          + " the end."
    },
    footer = {
      "",
      "Examples:",
      "  deploy/handoff bench settings",
      "  deploy/handoff bench settings --rules 1000 --agents 500 --triggers 400 --json",
      "  deploy/handoff bench settings --changes 100 --rate 200"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it worked",
      "1:the generated file was found wrong, or a decision mixed two versions",
      "2:the command line is wrong",
      "3:the environment lacks something: a JDK 25, or built jars"
    })
final class SettingsBenchCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--rules",
      paramLabel = "N",
      defaultValue = "500",
      description = "Rules, 1 to 1,000. Default: ${DEFAULT-VALUE}.")
  private int rules;

  @Option(
      names = "--agents",
      paramLabel = "N",
      defaultValue = "300",
      description = "Agents, 1 to 2,000. Default: ${DEFAULT-VALUE}.")
  private int agents;

  @Option(
      names = "--triggers",
      paramLabel = "N",
      defaultValue = "200",
      description = "Custom triggers, 1 to 1,000. Default: ${DEFAULT-VALUE}.")
  private int triggers;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "20",
      description = "How often it is checked again, 1 to 1,000. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--changes",
      paramLabel = "N",
      description = "Apply so many versions under load, 1 to 1,000.")
  private @Nullable Integer changes;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "200",
      description = "Messages a second meanwhile, 2 to 2,000. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    check("--rules", rules, 1_000);
    check("--agents", agents, 2_000);
    check("--triggers", triggers, 1_000);
    check("--runs", runs, 1_000);
    check("--rate", rate, 2_000);
    Integer versions = changes;
    if (versions != null) {
      check("--changes", versions, 1_000);
      return change(versions);
    }
    String file = LargeSettings.of(rules, agents, triggers);
    long started = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    long first = nanos(file);
    long[] again = LongStream.range(0, runs).map(run -> nanos(file)).sorted().toArray();
    long lines = file.lines().count();
    long firstMs = first / 1_000_000;
    long medianMs = again[again.length / 2] / 1_000_000;
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("lines", lines);
    figures.put("jvmStartMs", started);
    figures.put("firstMs", firstMs);
    figures.put("medianMs", medianMs);
    figures.put("runs", runs);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonMapper.shared().writeValueAsString(figures));
    } else {
      out.printf(
          Locale.ROOT,
          "%,d lines (%,d rules, %,d agents, %,d triggers): the first check takes %,d ms, %,d ms"
              + " after the JVM began; again, median of %,d: %,d ms%n",
          lines,
          rules,
          agents,
          triggers,
          firstMs,
          started,
          runs,
          medianMs);
    }
    out.flush();
    return 0;
  }

  private int change(int versions) throws InterruptedException {
    HandoffHome home = HandoffHome.locate();
    Path folder = home.run("bench-settings");
    RunFolder.clear(folder);
    PrintWriter err = spec.commandLine().getErr();
    ChangeBench.Result result =
        new ChangeBench(
                home,
                folder,
                versions,
                rate,
                step -> {
                  err.println("  " + step);
                  err.flush();
                })
            .run();
    RunFolder.clear(folder);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonMapper.shared().writeValueAsString(result.fields()));
    } else {
      print(out, result);
    }
    out.flush();
    return result.mixed() == 0 ? 0 : 1;
  }

  private static void print(PrintWriter out, ChangeBench.Result result) {
    out.printf(
        Locale.ROOT,
        "%,d changes while %,d messages a second came in (%,d in all)%n",
        result.changes(),
        result.rate(),
        result.published());
    print(out, "apply itself", result.apply());
    result
        .first()
        .forEach(
            (service, spread) ->
                print(out, service.equals("all") ? "all four services" : service, spread));
    out.printf(
        Locale.ROOT,
        "%,d of %,d decisions mixed two versions%n",
        result.mixed(),
        result.decisions());
    result.examples().forEach(example -> out.println("  " + example));
  }

  private static void print(PrintWriter out, String what, ChangeBench.Spread spread) {
    out.printf(
        Locale.ROOT,
        "  %-20s median %,6d ms   p99 %,6d ms   max %,6d ms%n",
        what,
        spread.median(),
        spread.p99(),
        spread.max());
  }

  private static long nanos(String file) {
    long begin = System.nanoTime();
    ParsedSettings parsed = new SettingsParser().parse("generated.yaml", file, Strictness.STRICT);
    long took = System.nanoTime() - begin;
    if (!parsed.problems().isEmpty()) {
      throw new IllegalStateException(
          "The generated file has a problem: " + parsed.problems().getFirst());
    }
    return took;
  }

  private void check(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new ParameterException(
          spec.commandLine(), String.format(Locale.ROOT, "%s must be 1 to %,d", option, most));
    }
  }
}
