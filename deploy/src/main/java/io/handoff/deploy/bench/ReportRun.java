package io.handoff.deploy.bench;

import io.handoff.deploy.local.process.ChildProcess;
import io.handoff.deploy.local.process.Layer;
import io.handoff.deploy.local.process.ProcessGroup;
import io.handoff.deploy.local.process.ProcessSpec;
import io.handoff.deploy.local.server.Endpoints;
import io.handoff.deploy.local.server.HandoffHome;
import io.handoff.deploy.play.PlayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the report in a JVM of its own, as {@code deploy/handoff} does, and measures it. */
final class ReportRun {

  /** By name, for the command stands above this package. */
  private static final String COMMAND = "io.handoff.deploy.Handoff";

  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final Pattern ROWS = Pattern.compile("([\\d,]+) conversations");

  private final HandoffHome home;
  private final Path folder;
  private final Endpoints endpoints;

  ReportRun(HandoffHome home, Path folder, Endpoints endpoints) {
    this.home = home;
    this.folder = folder;
    this.endpoints = endpoints;
  }

  /**
   * What a report took.
   *
   * @param peakBytes the most memory that the process held in RAM; 0 where the system does not say
   */
  record Result(String format, long rows, double seconds, long peakBytes, long fileBytes) {

    Map<String, Object> fields() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("format", format);
      fields.put("rows", rows);
      fields.put("seconds", seconds);
      fields.put("peakBytes", peakBytes);
      fields.put("fileBytes", fileBytes);
      return fields;
    }

    String toText() {
      return String.format(
          Locale.ROOT,
          "report %-5s %,d rows in %.1f s, peak memory %,d MB, file %,d MB%n",
          format,
          rows,
          seconds,
          peakBytes >> 20,
          fileBytes >> 20);
    }
  }

  Result run(String format) throws InterruptedException {
    Path file = folder.resolve("report." + format);
    ProcessSpec spec =
        ProcessSpec.of("report-" + format, Layer.SERVICE, command(format, file), folder);
    try (ProcessGroup group = new ProcessGroup()) {
      long begin = System.nanoTime();
      ChildProcess child = group.start(spec);
      long peak = 0;
      while (child.isAlive()) {
        peak = Math.max(peak, peakOf(child.pid()));
        if (System.nanoTime() - begin > LIMIT.toNanos()) {
          throw new PlayException("The report took longer than " + LIMIT.toMinutes() + " minutes.");
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      String log = String.join("\n", child.lastLogLines(20));
      Matcher rows = ROWS.matcher(log);
      if (child.awaitExit() != 0 || !rows.find()) {
        throw new PlayException("The report failed:\n" + log);
      }
      return new Result(
          format, Long.parseLong(rows.group(1).replace(",", "")), seconds, peak, Files.size(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command(String format, Path file) {
    List<String> command = new ArrayList<>();
    command.add(home.java().toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            COMMAND,
            "report",
            "conversations",
            "--account",
            SyntheticConversations.ACCOUNT,
            "--from",
            "2025-12-31",
            "--to",
            "2026-12-31",
            "--format",
            format,
            "--out",
            file.toString(),
            "--bootstrap-servers",
            endpoints.bootstrapServers(),
            "--registry",
            endpoints.schemaRegistryUrl()));
    return command;
  }

  private static long peakOf(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException gone) {
      return 0;
    }
  }
}
