package io.handoff.kit.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.DeadLetter;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

  @Test
  void shouldFitItsTopicWhateverTheRecordWas() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("small", new byte[10]);
    headers.add("large", new byte[1_500_000]);
    headers.add("last", new byte[20]);

    DeadLetter letter =
        DeadLetters.of(
            "service",
            "topic",
            0,
            1,
            Instant.EPOCH,
            new byte[1_500_000],
            new byte[3_500_000],
            headers,
            "too-large",
            "x".repeat(5_000),
            Instant.EPOCH);

    assertThat(letter.getKey().remaining()).isEqualTo(DeadLetters.KEY_LIMIT);
    assertThat(letter.getValue().remaining()).isEqualTo(DeadLetters.VALUE_LIMIT);
    assertThat(letter.getHeaders()).containsOnlyKeys("small", "last");
    assertThat(letter.getMessage()).hasSize(2_000);
  }

  @Test
  void shouldCountAllOfARecord() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("a", new byte[10]);
    headers.add("bc", null);

    assertThat(DeadLetters.size(new byte[5], new byte[7], headers)).isEqualTo(25);
    assertThat(DeadLetters.size(null, null, new RecordHeaders())).isZero();
  }
}
