package io.handoff.deploy.report;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A workbook that is written while rows come; some hundred rows are in memory. A sheet holds at
 * most 1,048,575 rows and its headings; more go to further sheets. Text is text whatever it begins
 * with, and is cut at the 32,767 characters that a cell can hold; characters that XML cannot hold
 * are left out.
 */
final class XlsxWriter implements RowWriter {

  /** Rows of a sheet by ECMA-376 as spreadsheet programs implement it, headings included. */
  static final int SHEET_ROWS = 1_048_576;

  private static final int CELL_CHARACTERS = 32_767;
  private static final int FLUSH_EVERY = 200;
  private static final String TIME_FORMAT = "yyyy-mm-dd hh:mm:ss";

  private final Workbook workbook;
  private final ZoneId zone;
  private final int sheetRows;
  private @Nullable Worksheet sheet;
  private int sheets;
  private int next;

  XlsxWriter(OutputStream out, ZoneId zone) throws IOException {
    this(out, zone, SHEET_ROWS);
  }

  XlsxWriter(OutputStream out, ZoneId zone, int sheetRows) throws IOException {
    this.workbook = new Workbook(new Shielded(out), "Handoff", "1.0");
    this.zone = zone;
    this.sheetRows = sheetRows;
    newSheet();
  }

  private Worksheet newSheet() throws IOException {
    if (sheet != null) {
      sheet.finish();
    }
    sheets++;
    Worksheet fresh =
        workbook.newWorksheet(sheets == 1 ? "conversations" : "conversations " + sheets);
    sheet = fresh;
    fresh.freezePane(1, 1);
    for (Column column : Column.values()) {
      fresh.value(0, column.ordinal(), column.heading());
      fresh.style(0, column.ordinal()).bold().set();
      fresh.width(column.ordinal(), column.type() == Column.Type.TIME ? 20 : 16);
    }
    next = 1;
    return fresh;
  }

  @Override
  public void write(Row row) throws IOException {
    Worksheet target = next == sheetRows ? newSheet() : Objects.requireNonNull(sheet);
    for (Column column : Column.values()) {
      if (row.get(column) != null) {
        write(target, next, column, row);
      }
    }
    next++;
    if (next % FLUSH_EVERY == 0) {
      target.flush();
    }
  }

  private void write(Worksheet target, int line, Column column, Row row) {
    int at = column.ordinal();
    switch (column.type()) {
      case TEXT -> target.inlineString(line, at, text(row.text(column)));
      case LIST -> target.inlineString(line, at, text(String.join("; ", row.list(column))));
      case NUMBER -> target.value(line, at, row.number(column));
      case BOOLEAN -> target.value(line, at, (Boolean) row.flag(column));
      case TIME -> {
        target.value(
            line, at, LocalDateTime.ofInstant(Objects.requireNonNull(row.time(column)), zone));
        target.style(line, at).format(TIME_FORMAT).set();
      }
    }
  }

  private static String text(@Nullable String value) {
    String text = Objects.requireNonNullElse(value, "");
    StringBuilder clean = new StringBuilder(Math.min(text.length(), CELL_CHARACTERS));
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      i += Character.charCount(character);
      if (clean.length() + Character.charCount(character) > CELL_CHARACTERS) {
        break;
      }
      if (isXml(character)) {
        clean.appendCodePoint(character);
      }
    }
    return clean.toString();
  }

  /** Char of XML 1.0. */
  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }

  @Override
  public void close() throws IOException {
    workbook.finish();
  }

  /** Stays open when the workbook is finished. */
  private static final class Shielded extends FilterOutputStream {
    Shielded(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      out.write(bytes, from, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
