package io.handoff.deploy.report;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One conversation of the report. Cells are of the types that their columns name, or empty. */
final class Row {

  /** By beginning, then by conversation: the order of the report. */
  static final Comparator<Row> ORDER =
      Comparator.comparing((Row row) -> Objects.requireNonNull(row.time(Column.STARTED_AT)))
          .thenComparing(row -> Objects.requireNonNull(row.text(Column.CONVERSATION_ID)));

  private static final Column[] COLUMNS = Column.values();
  private static final int FALSE = 1;
  private static final int TRUE = 2;

  private final @Nullable Object[] cells = new @Nullable Object[COLUMNS.length];

  Row set(Column column, @Nullable Object value) {
    cells[column.ordinal()] = value;
    return this;
  }

  @Nullable Object get(Column column) {
    return cells[column.ordinal()];
  }

  @Nullable String text(Column column) {
    return (String) get(column);
  }

  @Nullable Instant time(Column column) {
    return (Instant) get(column);
  }

  @Nullable Long number(Column column) {
    return (Long) get(column);
  }

  boolean flag(Column column) {
    return Boolean.TRUE.equals(get(column));
  }

  @SuppressWarnings("unchecked")
  List<String> list(Column column) {
    Object value = get(column);
    return value == null ? List.of() : (List<String>) value;
  }

  void write(DataOutput out) throws IOException {
    for (Column column : COLUMNS) {
      Object value = get(column);
      if (value == null) {
        out.writeByte(0);
      } else {
        switch (column.type()) {
          case BOOLEAN -> out.writeByte(flag(column) ? TRUE : FALSE);
          case NUMBER -> {
            out.writeByte(1);
            out.writeLong((Long) value);
          }
          case TIME -> {
            out.writeByte(1);
            out.writeLong(((Instant) value).toEpochMilli());
          }
          case TEXT -> {
            out.writeByte(1);
            writeText(out, (String) value);
          }
          case LIST -> {
            out.writeByte(1);
            List<String> all = list(column);
            out.writeInt(all.size());
            for (String one : all) {
              writeText(out, one);
            }
          }
        }
      }
    }
  }

  static Row read(DataInput in) throws IOException {
    Row row = new Row();
    for (Column column : COLUMNS) {
      int mark = in.readByte();
      if (mark != 0) {
        row.set(
            column,
            switch (column.type()) {
              case BOOLEAN -> mark == TRUE;
              case NUMBER -> in.readLong();
              case TIME -> Instant.ofEpochMilli(in.readLong());
              case TEXT -> readText(in);
              case LIST -> readList(in);
            });
      }
    }
    return row;
  }

  private static List<String> readList(DataInput in) throws IOException {
    int size = in.readInt();
    List<String> all = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      all.add(readText(in));
    }
    return all;
  }

  private static void writeText(DataOutput out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
