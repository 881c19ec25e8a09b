package io.handoff.deploy.report;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rows on disk in sorted runs, and all of them in order. For use by one thread. */
final class Runs implements AutoCloseable {

  private static final int BUFFER = 32 * 1024;

  private final Path folder;
  private final List<Path> files = new ArrayList<>();
  private final List<Integer> sizes = new ArrayList<>();
  private long count;

  Runs(Path folder) {
    this.folder = folder;
  }

  /** Adds a run; sorts it. */
  void add(List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    rows.sort(Row.ORDER);
    Path file = folder.resolve("run-" + files.size());
    files.add(file);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
      for (Row row : rows) {
        row.write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the report's temporary files cannot be written", e);
    }
    sizes.add(rows.size());
    count += rows.size();
  }

  /** Rows in all runs. */
  long count() {
    return count;
  }

  /** Passes on all rows in order. */
  void merge(Consumer<Row> sink) {
    PriorityQueue<Run> heads =
        new PriorityQueue<>(Comparator.comparing((Run run) -> run.head(), Row.ORDER));
    List<Run> open = new ArrayList<>();
    try {
      for (int i = 0; i < files.size(); i++) {
        Run run = new Run(files.get(i), sizes.get(i));
        open.add(run);
        heads.add(run);
      }
      Run next;
      while ((next = heads.poll()) != null) {
        sink.accept(next.head());
        if (next.advance()) {
          heads.add(next);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the report's temporary files cannot be read", e);
    } finally {
      open.forEach(Run::close);
    }
  }

  @Override
  public void close() {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A run that is being read; never empty. */
  private static final class Run {

    private final DataInputStream in;
    private int left;
    private @Nullable Row head;

    Run(Path file, int rows) throws IOException {
      this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
      this.left = rows;
      advance();
    }

    Row head() {
      if (head == null) {
        throw new IllegalStateException("the run is over");
      }
      return head;
    }

    boolean advance() throws IOException {
      if (left == 0) {
        head = null;
        return false;
      }
      left--;
      head = Row.read(in);
      return true;
    }

    void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
