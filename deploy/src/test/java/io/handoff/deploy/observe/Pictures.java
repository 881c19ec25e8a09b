package io.handoff.deploy.observe;

import io.handoff.deploy.observe.Dashboards.Dashboard;
import io.handoff.deploy.observe.Dashboards.Panel;
import io.handoff.deploy.observe.Dashboards.Query;
import io.handoff.deploy.observe.LocalPrometheus.Series;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws what dashboards show from Prometheus' answers. */
public final class Pictures {

  private static final int COLUMNS = 3;
  private static final int WIDTH = 420;
  private static final int HEIGHT = 210;
  private static final int NUMBERS = 96;
  private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

  private final LocalPrometheus prometheus;
  private final Instant from;
  private final Instant to;

  /** Of a time. */
  public Pictures(LocalPrometheus prometheus, Instant from, Instant to) {
    this.prometheus = prometheus;
    this.from = from;
    this.to = to;
  }

  /** Draws a dashboard as a PNG of its name. */
  public void draw(Dashboard dashboard, Path folder) throws IOException, InterruptedException {
    List<Panel> stats = dashboard.panels().stream().filter(Panel::stat).toList();
    List<Panel> courses = dashboard.panels().stream().filter(panel -> !panel.stat()).toList();
    int rows = (courses.size() + COLUMNS - 1) / COLUMNS;
    BufferedImage image =
        new BufferedImage(
            COLUMNS * WIDTH, NUMBERS + rows * HEIGHT, BufferedImage.TYPE_BYTE_INDEXED);
    Graphics2D sheet = image.createGraphics();
    sheet.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    sheet.setColor(Color.WHITE);
    sheet.fillRect(0, 0, image.getWidth(), image.getHeight());
    sheet.setColor(Color.BLACK);
    for (int i = 0; i < stats.size(); i++) {
      number(sheet, stats.get(i), i * image.getWidth() / stats.size());
    }
    for (int i = 0; i < courses.size(); i++) {
      Graphics2D place =
          (Graphics2D)
              sheet.create(i % COLUMNS * WIDTH, NUMBERS + i / COLUMNS * HEIGHT, WIDTH, HEIGHT);
      course(courses.get(i)).paint(place, WIDTH, HEIGHT);
      place.dispose();
    }
    sheet.dispose();
    Files.createDirectories(folder);
    ImageIO.write(image, "png", folder.resolve(dashboard.name() + ".png").toFile());
  }

  private void number(Graphics2D sheet, Panel panel, int x)
      throws IOException, InterruptedException {
    List<String> numbers = new ArrayList<>();
    for (Query query : panel.queries()) {
      for (Series series : prometheus.ask(query.expression())) {
        numbers.add(series.points().isEmpty() ? "–" : text(last(series), panel.unit()));
      }
    }
    sheet.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
    sheet.drawString(panel.title(), x + 16, 28);
    sheet.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, numbers.size() > 2 ? 20 : 34));
    sheet.drawString(numbers.isEmpty() ? "–" : String.join(" / ", numbers), x + 16, 70);
  }

  private static double last(Series series) {
    double last = 0;
    for (double value : series.points().values()) {
      last = value;
    }
    return last;
  }

  private static String text(double value, String unit) {
    return switch (unit) {
      case "percentunit" -> String.format(Locale.ROOT, "%.0f %%", 100 * value);
      case "s" -> String.format(Locale.ROOT, "%.1f s", value);
      default -> String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.2f", value);
    };
  }

  private XYChart course(Panel panel) throws IOException, InterruptedException {
    double scale = panel.unit().equals("bytes") ? 1 << 20 : 1;
    String unit =
        switch (panel.unit()) {
          case "bytes" -> " (MiB)";
          case "s" -> " (s)";
          case "ms" -> " (ms)";
          default -> "";
        };
    XYChart chart =
        new XYChartBuilder().width(WIDTH).height(HEIGHT).title(panel.title() + unit).build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setDatePattern("HH:mm:ss");
    chart.getStyler().setAntiAlias(false);
    chart.getStyler().setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 12));
    chart.getStyler().setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10));
    chart.getStyler().setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10));
    chart.getStyler().setXAxisMaxLabelCount(4);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setLegendBorderColor(Color.WHITE);
    for (Query query : panel.queries()) {
      for (Series series : prometheus.ask(query.expression(), from, to, Duration.ofSeconds(2))) {
        if (!series.points().isEmpty()) {
          add(chart, name(query.legend(), series.labels()), series, scale);
        }
      }
    }
    return chart;
  }

  private static void add(XYChart chart, String name, Series series, double scale) {
    if (chart.getSeriesMap().containsKey(name)) {
      return;
    }
    chart
        .addSeries(
            name,
            series.points().keySet().stream().map(Date::from).toList(),
            series.points().values().stream().map(value -> value / scale).toList())
        .setMarker(SeriesMarkers.NONE);
  }

  private static String name(String legend, Map<String, String> labels) {
    String name =
        LABEL
            .matcher(legend)
            .replaceAll(label -> Matcher.quoteReplacement(labels.getOrDefault(label.group(1), "")));
    return name.isBlank() ? "value" : name.replace("-service", "");
  }
}
