package io.handoff.deploy.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WritersTest {

  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
  private static final Instant NINE = Instant.parse("2026-02-03T09:00:00Z");

  private static Row row(String name) {
    return new Row()
        .set(Column.CONVERSATION_ID, "c-1")
        .set(Column.STARTED_AT, NINE)
        .set(Column.CUSTOMER_NAME, name)
        .set(Column.CONVERSATION_TAGS, List.of("환불", "vip"))
        .set(Column.WAIT_SECONDS, 30L)
        .set(Column.BILLABLE, false);
  }

  private static byte[] written(Format format, boolean bom, Row... rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (RowWriter writer = format.writer(out, SEOUL, bom)) {
      for (Row row : rows) {
        writer.write(row);
      }
    }
    return out.toByteArray();
  }

  private static String csvCell(String value) throws IOException {
    String line =
        new String(written(Format.CSV, false, row(value)), StandardCharsets.UTF_8)
            .split("\r\n", 2)[1];
    return line.split(",false", 2)[0].split("c-1,,2026-02-03T09:00:00Z,,", 2)[1];
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1+1", "－2"})
  void shouldGuardAgainstFormulas(String value) throws IOException {
    assertThat(csvCell(value)).startsWith("'" + value);
  }

  @Test
  void shouldQuoteByRfc4180() throws IOException {
    assertThat(csvCell("a\"b,c\r\nd")).startsWith("\"a\"\"b,c\r\nd\",");
    assertThat(csvCell("김민준 = 1")).startsWith("김민준 = 1,");
  }

  @Test
  void shouldBeginCsvWithAByteOrderMarkWhenAsked() throws IOException {
    assertThat(written(Format.CSV, true)).startsWith(0xEF, 0xBB, 0xBF);
    assertThat(written(Format.CSV, false)).startsWith('c');
  }

  @Test
  void shouldWriteJsonLinesAndArrays() throws IOException {
    String lines =
        new String(written(Format.JSON, false, row("김"), row("a")), StandardCharsets.UTF_8);
    assertThat(lines.lines())
        .hasSize(2)
        .allMatch(line -> JsonMapper.shared().readTree(line).isObject());
    JsonNode array =
        JsonMapper.shared().readTree(written(Format.JSON_ARRAY, false, row("김"), row("a")));
    assertThat(array.size()).isEqualTo(2);
    assertThat(array.get(0).get("customerName").asString()).isEqualTo("김");
    assertThat(JsonMapper.shared().readTree(written(Format.JSON_ARRAY, false)).size()).isZero();
  }

  @Test
  void shouldWriteAWorkbookThatAnotherLibraryReads() throws IOException {
    byte[] bytes = written(Format.XLSX, false, row("김민준 😀"), row("=1+1"), row("a\u0001b"));
    try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
      XSSFSheet sheet = book.getSheetAt(0);
      assertThat(sheet.getLastRowNum()).isEqualTo(3);
      XSSFRow first = sheet.getRow(1);
      assertThat(sheet.getRow(0).getCell(Column.CUSTOMER_NAME.ordinal()).getStringCellValue())
          .isEqualTo("customerName");
      assertThat(first.getCell(Column.CUSTOMER_NAME.ordinal()).getStringCellValue())
          .isEqualTo("김민준 😀");
      assertThat(first.getCell(Column.CONVERSATION_TAGS.ordinal()).getStringCellValue())
          .isEqualTo("환불; vip");
      assertThat(first.getCell(Column.WAIT_SECONDS.ordinal()).getNumericCellValue()).isEqualTo(30);
      assertThat(first.getCell(Column.BILLABLE.ordinal()).getBooleanCellValue()).isFalse();
      assertThat(first.getCell(Column.STARTED_AT.ordinal()).getLocalDateTimeCellValue())
          .isEqualTo(LocalDateTime.ofInstant(NINE, SEOUL));
      assertThat(sheet.getRow(2).getCell(Column.CUSTOMER_NAME.ordinal()).getCellType())
          .isEqualTo(CellType.STRING);
      assertThat(sheet.getRow(3).getCell(Column.CUSTOMER_NAME.ordinal()).getStringCellValue())
          .isEqualTo("ab");
    }
  }

  @Test
  void shouldGoOnOnAFurtherSheetWhenOneIsFull() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XlsxWriter writer = new XlsxWriter(out, SEOUL, 401)) {
      for (int i = 0; i < 1_000; i++) {
        writer.write(row("n" + i));
      }
    }
    try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
      assertThat(book.getNumberOfSheets()).isEqualTo(3);
      assertThat(book.getSheetAt(0).getLastRowNum()).isEqualTo(400);
      assertThat(book.getSheetAt(2).getLastRowNum()).isEqualTo(200);
      assertThat(
              book.getSheetAt(2)
                  .getRow(200)
                  .getCell(Column.CUSTOMER_NAME.ordinal())
                  .getStringCellValue())
          .isEqualTo("n999");
    }
  }
}
