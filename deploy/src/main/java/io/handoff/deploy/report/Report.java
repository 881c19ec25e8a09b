package io.handoff.deploy.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Makes rows of what a source has, with temporary files and bounded memory. */
final class Report {

  private final ReportSource source;
  private final Filter filter;
  private final Progress progress;

  Report(ReportSource source, Filter filter, Progress progress) {
    this.source = source;
    this.filter = filter;
    this.progress = progress;
  }

  /** Passes on the rows that the filter accepts, in order of their beginning; returns how many. */
  long sorted(Consumer<Row> sink) {
    return inFolder(
        folder -> {
          try (Runs runs = new Runs(folder)) {
            parts(folder, runs::add);
            progress.begin("rows written", runs.count());
            runs.merge(
                row -> {
                  sink.accept(row);
                  progress.advance(1);
                });
            return runs.count();
          }
        });
  }

  /** The same in no order, which takes less. */
  void unsorted(Consumer<Row> sink) {
    inFolder(
        folder -> {
          parts(folder, rows -> rows.forEach(sink));
          return 0L;
        });
  }

  private void parts(Path folder, Consumer<List<Row>> sink) {
    try (Spool spool = new Spool(folder)) {
      source.readInto(spool);
      progress.begin("parts brought together", spool.parts());
      for (int part = 0; part < spool.parts(); part++) {
        sink.accept(rows(spool, part));
        progress.advance(1);
      }
    }
  }

  private List<Row> rows(Spool spool, int part) {
    Map<String, ConversationDraft> drafts = new LinkedHashMap<>();
    spool.drain(
        part,
        record ->
            drafts
                .computeIfAbsent(Spool.conversationId(record), ConversationDraft::new)
                .add(record));
    List<Row> rows = new ArrayList<>();
    for (ConversationDraft draft : drafts.values()) {
      Row row = draft.row();
      if (row != null) {
        if (row.get(Column.CUSTOMER_TAGS) == null) {
          row.set(Column.CUSTOMER_TAGS, source.tagsOf(row.text(Column.CUSTOMER_ID)));
        }
        if (filter.accepts(row)) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private interface InFolder {
    long run(Path folder);
  }

  private static long inFolder(InFolder work) {
    Path folder;
    try {
      folder = Files.createTempDirectory("handoff-report");
    } catch (IOException e) {
      throw new UncheckedIOException("there is no room for temporary files", e);
    }
    try {
      return work.run(folder);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("temporary files are left in " + folder, e);
    }
  }
}
