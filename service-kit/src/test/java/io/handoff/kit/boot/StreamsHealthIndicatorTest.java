package io.handoff.kit.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.Measurable;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Test;

class StreamsHealthIndicatorTest {

  @Test
  void shouldTellForHowLongTheBrokerHasNotBeenReached() {
    assertThat(broker(2, 63)).isEqualTo("no heartbeat for 63 s");
  }

  @Test
  void shouldSayReachedWhileHeartbeatsAreSentOrNoneIsDueYet() {
    assertThat(broker(2, 30)).isEqualTo("reached");
    assertThat(broker(-1)).isEqualTo("reached");
    assertThat(broker()).isEqualTo("reached");
  }

  private static String broker(double... seconds) {
    List<Metric> metrics =
        Arrays.stream(seconds)
            .mapToObj(value -> metric("last-heartbeat-seconds-ago", value))
            .collect(Collectors.toList());
    metrics.add(metric("last-rebalance-seconds-ago", 1_000));
    return StreamsHealthIndicator.broker(metrics);
  }

  private static Metric metric(String name, double value) {
    return new KafkaMetric(
        new Object(),
        new MetricName(name, "consumer-coordinator-metrics", "", Map.of()),
        (Measurable) (config, now) -> value,
        new MetricConfig(),
        Time.SYSTEM);
  }
}
