package io.handoff.deploy.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void shouldFindAPortBelowThoseOfOutgoingConnections() {
    assertThat(Ports.free()).isBetween(20_000, 32_000);
  }

  @Test
  void shouldNotChooseAPortTwice() {
    assertThat(IntStream.range(0, 1_000).map(i -> Ports.free())).doesNotHaveDuplicates();
  }

  @Test
  void shouldSeeThatAPortIsTaken() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Ports.isFree(socket.getLocalPort())).isFalse();
    }
  }
}
