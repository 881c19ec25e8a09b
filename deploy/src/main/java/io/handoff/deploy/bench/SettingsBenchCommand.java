package io.handoff.deploy.bench;

import io.handoff.settings.ParsedSettings;
import io.handoff.settings.SettingsParser;
import io.handoff.settings.Strictness;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench settings}: how long a large settings file takes to check. */
@Command(
    name = "settings",
    description = {
      "Checks a generated settings file as 'settings validate' does: the first time, as a user has",
      "it, with what starting the JVM took until then; and again, when everything is compiled.",
      "Starts nothing else and needs no broker."
    },
    footer = {
      "",
      "Examples:",
      "  deploy/handoff bench settings",
      "  deploy/handoff bench settings --rules 1000 --agents 500 --triggers 400 --json"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it worked",
      "1:the generated file was found wrong",
      "2:the command line is wrong"
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

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  @Override
  public Integer call() {
    check("--rules", rules, 1_000);
    check("--agents", agents, 2_000);
    check("--triggers", triggers, 1_000);
    check("--runs", runs, 1_000);
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
