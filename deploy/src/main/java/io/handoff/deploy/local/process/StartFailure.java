package io.handoff.deploy.local.process;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells in one line what did not start, why, and where its log is. The end of the log is in the
 * cause, for {@code --verbose} and for reports of tests.
 */
final class StartFailure {

  private static final int LAST_LINES = 30;
  private static final int KILLED = 128 + 9;

  private StartFailure() {}

  /** It has ended before it was ready. */
  static LocalException died(ProcessSpec spec, ProcessLog log, int exitCode) {
    Optional<String> taken = takenFromTheDead(spec, log);
    if (taken.isPresent()) {
      return portTaken(spec, log, taken.get(), null);
    }
    String ended =
        exitCode == KILLED
            ? "it was killed by the system or by somebody (exit code 137)"
            : "it ended with exit code " + exitCode;
    return new LocalException(
        spec.name() + " did not start: " + log.reason().orElse(ended) + "." + where(log),
        end(log, null));
  }

  /** It runs and has not become ready in time. */
  static LocalException late(
      ProcessSpec spec, ProcessLog log, long pid, Duration timeout, @Nullable Exception last) {
    for (Port port : spec.ports()) {
      if (!ListeningSockets.cover(pid, List.of(port)) && !Ports.isFree(port.number())) {
        return portTaken(spec, log, port.toString(), last);
      }
    }
    String why = last == null ? "" : " (" + last.getMessage() + ")";
    return new LocalException(
        spec.name() + " was not ready after " + timeout.toSeconds() + " s" + why + "." + where(log),
        end(log, last));
  }

  /** A port that it must have was taken before it was started. */
  static PortTakenException beforeStart(String name, Port port) {
    return new PortTakenException(name + " did not start: " + inUse(port.toString()), null);
  }

  private static PortTakenException portTaken(
      ProcessSpec spec, ProcessLog log, String port, @Nullable Exception last) {
    return new PortTakenException(
        spec.name() + " did not start: " + inUse(port) + where(log), end(log, last));
  }

  private static Optional<String> takenFromTheDead(ProcessSpec spec, ProcessLog log) {
    List<String> troubles = log.portTroubles();
    for (Port port : spec.ports()) {
      String number = ".*\\b" + port.number() + "\\b.*";
      if (troubles.stream().anyMatch(line -> line.matches(number))) {
        return Optional.of(port.toString());
      }
    }
    for (Port port : spec.ports()) {
      if (!Ports.isFree(port.number())) { // not the process, which is dead
        return Optional.of(port.toString());
      }
    }
    if (troubles.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        spec.ports().size() == 1 ? spec.ports().getFirst().toString() : "one of its ports");
  }

  private static String inUse(String port) {
    return port + " is in use by another program.";
  }

  private static String where(ProcessLog log) {
    return " Log: " + log.file();
  }

  private static LogEnd end(ProcessLog log, @Nullable Exception cause) {
    List<String> lines = log.last(LAST_LINES);
    String text = lines.isEmpty() ? " is empty" : " ends:\n  " + String.join("\n  ", lines);
    return new LogEnd(log.file() + text, cause);
  }

  /** Carries the end of a log. */
  private static final class LogEnd extends Exception {

    private static final long serialVersionUID = 1L;

    LogEnd(String text, @Nullable Throwable cause) {
      super(text, cause, false, false);
    }

    @Override
    public String toString() {
      return String.valueOf(getMessage());
    }
  }
}
