package io.handoff.kit.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostCheckTest {

  private final HostCheck check = new HostCheck(Set.of("tickets.example.org"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "[::1]",
        "[::ffff:10.0.0.1]",
        "localhost",
        "ticket-service",
        "Tickets.Example.org"
      })
  void shouldAnswerAddressesPlainNamesAndTheOperatorsNames(String host) {
    assertThat(check.allows(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rebind.attacker.example", "127.0.0.1.attacker.example", "localhost.", "a.b"})
  void shouldNotAnswerOtherNames(String host) {
    assertThat(check.allows(host)).isFalse();
  }
}
