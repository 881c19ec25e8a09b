package io.handoff.deploy.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a process uses: processor time as the system counts it, and the memory that it holds in RAM,
 * which is {@code VmRSS} where there is a {@code /proc}, else what {@code ps} says.
 */
public final class ResourceUse {

  private ResourceUse() {}

  /** Empty if the process is gone or the system does not say. */
  public static Optional<StackReport.Usage> of(ProcessHandle process, String name) {
    OptionalLong resident = residentBytes(process.pid());
    Duration processorTime = process.info().totalCpuDuration().orElse(Duration.ZERO);
    return resident.isEmpty()
        ? Optional.empty()
        : Optional.of(new StackReport.Usage(name, resident.getAsLong(), processorTime));
  }

  private static OptionalLong residentBytes(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    try {
      if (Files.exists(Path.of("/proc/self/status"))) {
        return Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> kilobytes(line.replaceAll("\\D+", "")))
            .findFirst();
      }
      return fromPs(pid);
    } catch (IOException | NumberFormatException gone) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong fromPs(long pid) throws IOException {
    Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
    String answer =
        new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
    return answer.isEmpty() ? OptionalLong.empty() : OptionalLong.of(kilobytes(answer));
  }

  private static long kilobytes(String digits) {
    return Long.parseLong(digits) * 1024;
  }
}
