package io.handoff.deploy.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLogTest {

  @TempDir private Path folder;

  @Test
  void shouldReadWhatThisProcessWroteOnly() throws Exception {
    Path file = Files.writeString(folder.resolve("log"), "Caused by: an earlier trouble\n");
    ProcessLog log = ProcessLog.after(file);
    assertThat(log.lines()).isEmpty();
    assertThat(log.reason()).isEmpty();

    Files.writeString(file, "one\ntwo\nthree\n", StandardOpenOption.APPEND);

    assertThat(log.last(2)).containsExactly("two", "three");
    assertThat(ProcessLog.after(folder.resolve("absent")).lines()).isEmpty();
  }

  @Test
  void shouldFindTheLineThatTellsWhyAProcessDied() throws Exception {
    assertThat(reason("starting\nstopping\n")).isNull();
    assertThat(reason("Error: Could not find or load main class a.B\n"))
        .isEqualTo("Error: Could not find or load main class a.B");
    assertThat(reason("10:01 ERROR first.\n10:02 ERROR second.\n10:03 INFO stopped\n"))
        .isEqualTo("10:02 ERROR second");
    assertThat(reason("ERROR it failed\na.B: x\n  at c.D\nCaused by: a.B: y\nCaused by: e.F: z\n"))
        .isEqualTo("e.F: z");
    assertThat(reason("Caused by: a.B: y\nDescription:\n\nIt has no address.\n\nAction:\n"))
        .isEqualTo("It has no address");
    assertThat(reason("java.lang.OutOfMemoryError: Java heap space\nCaused by: a.B: y\n"))
        .isEqualTo("java.lang.OutOfMemoryError: Java heap space");
    assertThat(reason("ERROR " + "x".repeat(500))).hasSize(202).endsWith("x …");
  }

  private String reason(String text) throws Exception {
    Path file = folder.resolve("reason.log");
    Files.deleteIfExists(file);
    ProcessLog log = ProcessLog.after(file);
    Files.writeString(file, text);
    return log.reason().orElse(null);
  }
}
