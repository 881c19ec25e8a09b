package io.handoff.kit.streams.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class JsonSerdeTest {

  /** A record with a question to it. */
  public record Entry(String name, int count) {
    public boolean isMany() {
      return count > 1;
    }
  }

  private final Serde<Entry> serde = JsonSerde.of(Entry.class);

  private Entry read(String text) {
    return serde.deserializer().deserialize("store", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldReadWhatItWrote() {
    Entry entry = new Entry("a\u0001b", 3);
    assertThat(
            serde.deserializer().deserialize("store", serde.serializer().serialize("store", entry)))
        .isEqualTo(entry);
  }

  @Test
  void shouldKeepThePartsOfARecordAndNotWhatItAnswers() {
    assertThat(
            new String(
                serde.serializer().serialize("store", new Entry("a", 3)), StandardCharsets.UTF_8))
        .isEqualTo("{\"name\":\"a\",\"count\":3}");
  }

  @Test
  void shouldReadFieldsOfALaterVersionThatMayBeLost() {
    assertThat(read("{\"name\":\"a\",\"count\":1,\"later\":{\"x\":[1]}}"))
        .isEqualTo(new Entry("a", 1));
  }

  /** A thread stops at it, and goes on when the later version is back: nothing is skipped. */
  @Test
  void shouldStopAtAFormatThatOnlyALaterVersionKnows() {
    assertThatThrownBy(() -> read("\u0002{\"name\":\"a\",\"count\":1}"))
        .isInstanceOf(StreamsException.class)
        .hasMessageContaining("format 2")
        .hasMessageContaining("later version");
  }
}
