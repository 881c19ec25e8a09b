package io.handoff.deploy.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values by RFC 4180, in UTF-8: lines end with CR LF, quotes are doubled.
 *
 * <p>Text that a spreadsheet program would take for a formula gets an apostrophe in front: what
 * begins with {@code = + - @}, their full-width forms, a tab or a line break (OWASP, CSV
 * Injection). Customers write names and ids; opening a report must not run them.
 */
final class CsvWriter implements RowWriter {

  private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

  private final Writer out;

  CsvWriter(OutputStream stream, boolean bom) throws IOException {
    out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 64 * 1024);
    if (bom) {
      out.write('\uFEFF');
    }
    out.write(Arrays.stream(Column.values()).map(Column::heading).collect(Collectors.joining(",")));
    out.write("\r\n");
  }

  @Override
  public void write(Row row) throws IOException {
    boolean first = true;
    for (Column column : Column.values()) {
      if (!first) {
        out.write(',');
      }
      first = false;
      out.write(cell(column, row));
    }
    out.write("\r\n");
  }

  private static String cell(Column column, Row row) {
    Object value = row.get(column);
    if (value == null) {
      return "";
    }
    return switch (column.type()) {
      case NUMBER, BOOLEAN, TIME -> value.toString();
      case TEXT -> quoted(guarded(row.text(column)));
      case LIST -> quoted(guarded(String.join("; ", row.list(column))));
    };
  }

  private static String guarded(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    return FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static String quoted(String text) {
    boolean special = false;
    for (int i = 0; i < text.length() && !special; i++) {
      special = ",\"\r\n".indexOf(text.charAt(i)) >= 0;
    }
    return special ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
