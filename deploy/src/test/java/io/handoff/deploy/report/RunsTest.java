package io.handoff.deploy.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {

  @TempDir private Path folder;

  @Test
  void shouldGiveAllRowsBackInOrderWhenRunsAreNotSorted() {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      numbers.add(i);
    }
    Collections.shuffle(numbers, new Random(7));
    List<String> merged = new ArrayList<>();
    try (Runs runs = new Runs(folder)) {
      for (int run = 0; run < 10; run++) {
        List<Row> rows = new ArrayList<>();
        numbers.subList(run * 100, run * 100 + 100).forEach(n -> rows.add(row(n)));
        runs.add(rows);
      }
      runs.merge(row -> merged.add(row.text(Column.CONVERSATION_ID)));
    }
    assertThat(merged).hasSize(1_000).isSorted();
    assertThat(folder).isEmptyDirectory();
  }

  private static Row row(int number) {
    return new Row()
        .set(Column.CONVERSATION_ID, "대화-%04d".formatted(number))
        .set(Column.STARTED_AT, Instant.ofEpochSecond(number / 3))
        .set(Column.CONVERSATION_TAGS, List.of("a", "b"));
  }
}
