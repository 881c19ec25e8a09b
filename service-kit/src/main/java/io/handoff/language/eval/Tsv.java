package io.handoff.language.eval;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/** A table of tab-separated text: first line names the columns, nothing is quoted. */
record Tsv(List<String> columns, List<String[]> rows) {

  static Tsv read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new Tsv(List.of(), List.of());
    }
    String[] lines = Files.readString(file, StandardCharsets.UTF_8).split("\n", -1);
    List<String> columns = Arrays.asList(lines[0].strip().split("\t", -1));
    List<String[]> rows = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      if (!lines[i].isEmpty()) {
        rows.add(Arrays.copyOf(lines[i].replace("\r", "").split("\t", -1), columns.size()));
      }
    }
    return new Tsv(columns, rows);
  }

  String get(String[] row, String column) {
    int index = columns.indexOf(column);
    String value = index < 0 ? null : row[index];
    return value == null ? "" : value;
  }

  String get(String[] row, int index) {
    return row[index] == null ? "" : row[index];
  }

  /** Whether a text belongs to the half that is kept back from tuning. */
  static boolean heldBack(String key) {
    CRC32 crc = new CRC32();
    crc.update(key.getBytes(StandardCharsets.UTF_8));
    return (crc.getValue() & 1) == 1;
  }
}
