package io.handoff.deploy.report;

import io.handoff.kit.Kebab;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;

/** How a report is written. */
enum Format {
  /** A workbook for spreadsheet programs. */
  XLSX,
  /** RFC 4180, UTF-8. */
  CSV,
  /** An object a line. */
  JSON,
  /** One array of objects. */
  JSON_ARRAY;

  /**
   * A writer to the stream, which stays open when the writer is closed.
   *
   * @param zone of times in workbooks, which know no zones; elsewhere times are in UTC
   * @param bom whether CSV begins with a byte order mark
   */
  RowWriter writer(OutputStream out, ZoneId zone, boolean bom) throws IOException {
    return switch (this) {
      case XLSX -> new XlsxWriter(out, zone);
      case CSV -> new CsvWriter(out, bom);
      case JSON -> new JsonWriter(out, false);
      case JSON_ARRAY -> new JsonWriter(out, true);
    };
  }

  /** As the command line names it. */
  String word() {
    return Kebab.of(this);
  }
}
