package io.handoff.routing.decision.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.routing.decision.account.ProcessedIds.Receipt;
import org.junit.jupiter.api.Test;

class ProcessedIdsTest {

  @Test
  void shouldForgetTheOldestWhenThereAreTooMany() {
    ProcessedIds processed = new ProcessedIds(3);
    for (int n = 1; n <= 4; n++) {
      processed.add(new Receipt(n, 100 + n));
    }

    assertThat(processed.has(101)).isFalse();
    assertThat(processed.has(102)).isTrue();
    assertThat(processed.has(104)).isTrue();
  }

  @Test
  void shouldKeepWhatWasSeenAgainWhenItsFirstReceiptIsForgotten() {
    ProcessedIds processed = new ProcessedIds(3);
    processed.add(new Receipt(1, 7));
    processed.add(new Receipt(2, 8));
    processed.add(new Receipt(3, 7));
    processed.add(new Receipt(4, 9));

    assertThat(processed.has(7)).isTrue();
    processed.add(new Receipt(5, 10));
    processed.add(new Receipt(6, 11));
    assertThat(processed.has(7)).isFalse();
  }
}
