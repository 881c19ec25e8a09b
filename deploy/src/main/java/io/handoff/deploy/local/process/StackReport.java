package io.handoff.deploy.local.process;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a start took, and what the processes use.
 *
 * @param steps in the order of their beginnings; some run at the same time
 * @param usage of each process, this one included
 * @param untilReady from the beginning until everything was ready
 */
public record StackReport(List<Step> steps, List<Usage> usage, Duration untilReady) {

  private static final double MEBIBYTE = 1024.0 * 1024.0;

  /**
   * A step of the start.
   *
   * @param begin after the beginning of the start
   */
  public record Step(String name, Duration begin, Duration took) {}

  /**
   * What a process uses.
   *
   * @param residentBytes memory that it holds in RAM; shared pages are counted for each process
   * @param processorTime since its start; unlike the time of a step it does not depend on what else
   *     the machine does
   */
  public record Usage(String name, long residentBytes, Duration processorTime) {}

  public StackReport {
    steps = List.copyOf(steps);
    usage = List.copyOf(usage);
  }

  /** Resident memory of all processes together, in bytes. */
  public long totalResidentBytes() {
    return usage.stream().mapToLong(Usage::residentBytes).sum();
  }

  /** Processor time of all processes together. */
  public Duration totalProcessorTime() {
    return usage.stream().map(Usage::processorTime).reduce(Duration.ZERO, Duration::plus);
  }

  /** A table for people. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    text.append(line("Ready after %.1f s", seconds(untilReady)));
    for (Step step : steps) {
      text.append(
          line(
              "  %-22s %6.1f s  (from %4.1f s on)",
              step.name(), seconds(step.took()), seconds(step.begin())));
    }
    text.append(
        line(
            "Resident memory %.0f MB, processor time %.1f s",
            totalResidentBytes() / MEBIBYTE, seconds(totalProcessorTime())));
    for (Usage process : usage) {
      text.append(
          line(
              "  %-22s %6.0f MB %6.1f s",
              process.name(),
              process.residentBytes() / MEBIBYTE,
              seconds(process.processorTime())));
    }
    return text.toString();
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + System.lineSeparator();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
