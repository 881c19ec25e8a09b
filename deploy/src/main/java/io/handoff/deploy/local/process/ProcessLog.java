package io.handoff.deploy.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The part of a log file that one process writes: what earlier processes wrote there is left out.
 *
 * @param from length of the file when the process was started
 */
record ProcessLog(Path file, long from) {

  private static final int MOST_BYTES = 1 << 20;
  private static final int REASON_LENGTH = 200;
  private static final Pattern NO_MEMORY =
      Pattern.compile(
          "OutOfMemoryError|insufficient memory for the Java Runtime|Could not reserve");
  private static final Pattern NO_PORT =
      Pattern.compile(
          "Address already in use|BindException|failed to bind|already bound|Unable to start the"
              + " management interface|[Pp]ort \\d+ (was already|seems to be) in use");
  private static final Pattern ERROR = Pattern.compile("\\b(ERROR|FATAL)\\b");
  private static final Pattern FAILURE =
      Pattern.compile("^(Error|Exception in|[\\w.]+Exception)\\b|\\b(failed|cannot|could not)\\b");

  /** From the present end of the file on. */
  static ProcessLog after(Path file) {
    try {
      return new ProcessLog(file, Files.exists(file) ? Files.size(file) : 0);
    } catch (IOException unreadable) {
      return new ProcessLog(file, 0);
    }
  }

  /** What was written so far, its last mebibyte; empty if that cannot be read. */
  List<String> lines() {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      long begin = Math.max(from, log.length() - MOST_BYTES);
      byte[] bytes = new byte[(int) Math.max(0, log.length() - begin)];
      log.seek(begin);
      log.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  /** The end of it, at most so many lines. */
  List<String> last(int count) {
    List<String> lines = lines();
    return lines.subList(Math.max(0, lines.size() - count), lines.size());
  }

  /** The lines that say that a port could not be had. */
  List<String> portTroubles() {
    return lines().stream().filter(line -> NO_PORT.matcher(line).find()).toList();
  }

  /** The line that tells best why the process died, shortened; without a full stop. */
  Optional<String> reason() {
    List<String> lines = lines().stream().map(String::strip).toList();
    return last(lines, line -> NO_MEMORY.matcher(line).find())
        .or(() -> described(lines))
        .or(() -> last(lines, line -> line.startsWith("Caused by: ")))
        .or(() -> last(lines, line -> ERROR.matcher(line).find()))
        .or(() -> last(lines, line -> FAILURE.matcher(line).find()))
        .map(ProcessLog::shortened);
  }

  /** Spring says under this heading what it understood of the failure. */
  private static Optional<String> described(List<String> lines) {
    int heading = lines.lastIndexOf("Description:");
    return heading < 0
        ? Optional.empty()
        : lines.stream().skip(heading + 1L).filter(line -> !line.isEmpty()).findFirst();
  }

  private static Optional<String> last(List<String> lines, Predicate<String> telling) {
    return lines.reversed().stream().filter(telling).findFirst();
  }

  private static String shortened(String line) {
    String text = line.startsWith("Caused by: ") ? line.substring("Caused by: ".length()) : line;
    if (text.length() > REASON_LENGTH) {
      return text.substring(0, REASON_LENGTH) + " …";
    }
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
