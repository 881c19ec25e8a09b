package io.handoff.deploy.report;

import io.handoff.deploy.settings.ConnectionOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code report conversations}. */
@Command(
    name = "conversations",
    description = {
      "Writes a row for each conversation, in order of their beginning: who, why, how long it took,"
          + " tags, rating, billing, what closed it. All conversations are in it, with a ticket or"
          + " without. A file appears whole or not at all."
    })
final class ConversationsCommand extends ReportTask {

  private final OutputStream stdout;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "xlsx, csv, json (an object a line) or json-array.")
  @SuppressWarnings("NullAway.Init")
  private String formatName;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write it. Default: standard output.")
  private @Nullable Path file;

  @Option(
      names = "--bom",
      description = "Begin CSV with a byte order mark, by which Excel knows UTF-8.")
  private boolean bom;

  ConversationsCommand(ConnectionOptions connection, OutputStream stdout) {
    super(connection);
    this.stdout = stdout;
  }

  private Format format() {
    for (Format format : Format.values()) {
      if (format.word().equals(formatName.toLowerCase(Locale.ROOT))) {
        return format;
      }
    }
    throw usage("--format is xlsx, csv, json or json-array, not " + formatName + ".");
  }

  @Override
  void check() {
    Format format = format();
    if (bom && format != Format.CSV) {
      throw usage("--bom is for csv only.");
    }
    Path target = file;
    if (target == null) {
      if (format == Format.XLSX && System.console() != null && System.console().isTerminal()) {
        throw usage("A workbook is nothing for a terminal: say --out FILE.");
      }
    } else if (!Files.isDirectory(folder(target))) {
      throw usage("There is no folder " + folder(target) + ".");
    }
  }

  private static Path folder(Path target) {
    Path parent = target.toAbsolutePath().getParent();
    return parent == null ? target.toAbsolutePath() : parent;
  }

  @Override
  int run(Report report, ZoneId zone) throws IOException {
    Path target = file;
    if (target == null) {
      write(report, stdout, zone);
      stdout.flush();
      return 0;
    }
    Path fresh = Files.createTempFile(folder(target), ".report", ".tmp");
    try {
      long rows;
      try (OutputStream out = Files.newOutputStream(fresh)) {
        rows = write(report, out, zone);
      }
      Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
      say("%s: %,d conversations".formatted(target, rows));
      return 0;
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private long write(Report report, OutputStream out, ZoneId zone) throws IOException {
    try (RowWriter writer = format().writer(out, zone, bom)) {
      return report.sorted(
          row -> {
            try {
              writer.write(row);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
