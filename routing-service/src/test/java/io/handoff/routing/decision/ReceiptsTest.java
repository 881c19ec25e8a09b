package io.handoff.routing.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.routing.decision.Receipts.Receipt;
import org.junit.jupiter.api.Test;

class ReceiptsTest {

  @Test
  void shouldForgetTheOldestWhenThereAreTooMany() {
    Receipts receipts = new Receipts(3);
    for (int n = 1; n <= 4; n++) {
      receipts.add(new Receipt(n, 100 + n));
    }

    assertThat(receipts.has(101)).isFalse();
    assertThat(receipts.has(102)).isTrue();
    assertThat(receipts.has(104)).isTrue();
  }

  @Test
  void shouldKeepWhatWasSeenAgainWhenItsFirstReceiptIsForgotten() {
    Receipts receipts = new Receipts(3);
    receipts.add(new Receipt(1, 7));
    receipts.add(new Receipt(2, 8));
    receipts.add(new Receipt(3, 7));
    receipts.add(new Receipt(4, 9));

    assertThat(receipts.has(7)).isTrue();
    receipts.add(new Receipt(5, 10));
    receipts.add(new Receipt(6, 11));
    assertThat(receipts.has(7)).isFalse();
  }
}
