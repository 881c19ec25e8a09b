package io.handoff.ticket.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdvertisedTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8083", "ticket-1:8080", "10.0.0.7:8080", "[fe80::1]:8080"})
  void shouldTakeAnAddressOfOneInstance(String address) {
    assertThat(Advertised.checked(address)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0:8080", "[::]:8080", ":::8080", ":8080", "*:8080"})
  void shouldRefuseWhatAllInstancesWouldHave(String address) {
    assertThatThrownBy(() -> Advertised.checked(address))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("HANDOFF_ADVERTISED_ADDRESS");
  }
}
