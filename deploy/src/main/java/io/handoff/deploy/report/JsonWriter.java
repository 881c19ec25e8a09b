package io.handoff.deploy.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Objects with all columns, empty ones as null; one a line, or one array of them. */
final class JsonWriter implements RowWriter {

  private final Writer out;
  private final boolean array;
  private boolean first = true;

  JsonWriter(OutputStream stream, boolean array) throws IOException {
    this.out =
        new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 64 * 1024);
    this.array = array;
    if (array) {
      out.write('[');
    }
  }

  @Override
  public void write(Row row) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Column column : Column.values()) {
      fields.put(
          column.heading(),
          switch (column.type()) {
            case TIME -> row.get(column) == null ? null : String.valueOf(row.time(column));
            case LIST -> row.list(column);
            case TEXT, NUMBER, BOOLEAN -> row.get(column);
          });
    }
    if (array) {
      out.write(first ? "\n" : ",\n");
    }
    first = false;
    out.write(JsonMapper.shared().writeValueAsString(fields));
    if (!array) {
      out.write('\n');
    }
  }

  @Override
  public void close() throws IOException {
    if (array) {
      out.write("\n]\n");
    }
    out.flush();
  }
}
