package io.handoff.deploy.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.handoff.deploy.local.Tiny;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerProcessTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMillis(100);

  @TempDir private Path folder;
  private final List<Integer> launchedOn = new ArrayList<>();
  private HttpServer stranger;
  private int taken;

  @BeforeEach
  void letAStrangerAnswerThatItIsReady() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    stranger = HttpServer.create(any, 0);
    stranger.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    stranger.start();
    taken = stranger.getAddress().getPort();
  }

  @AfterEach
  void stopTheStranger() {
    stranger.stop(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, ServerProcess.TRIES - 1})
  void shouldStartOnAnotherPortWhenAStrangerTookTheChosenOne(int times) throws Exception {
    IntSupplier choice = () -> launchedOn.size() < times ? taken : Ports.free();
    try (ProcessGroup group = new ProcessGroup(null, choice)) {
      ServerProcess server = server(group, Port.only(0), new Tinies());

      server.awaitReady();

      assertThat(group.startsAgain()).isEqualTo(times);
      assertThat(server.port(0)).isNotEqualTo(taken).isEqualTo(launchedOn.getLast());
      assertThat(Tiny.get(server.process().spec().address() + "/NAME")).isEqualTo("tiny");

      server.restart(TIMEOUT);

      assertThat(launchedOn.getLast()).isEqualTo(launchedOn.get(times));
    }
  }

  @Test
  void shouldGiveUpWithOneLineWhenItMeetsStrangersOnly() throws Exception {
    try (ProcessGroup group = new ProcessGroup(null, () -> taken)) {
      ServerProcess server = server(group, Port.only(0), new Tinies());

      assertThatThrownBy(server::awaitReady)
          .isInstanceOf(PortTakenException.class)
          .hasMessage(
              "tiny did not start: port %d is in use by another program. Log: %s"
                  .formatted(taken, folder.resolve("tiny.log")))
          .cause()
          .hasMessageContaining("BindException");
      assertThat(launchedOn).hasSize(ServerProcess.TRIES);
      assertThat(group.processes()).isEmpty();
    }
  }

  @Test
  void shouldStartOnTheSamePortWhenAStrangerLetsItGo() throws Exception {
    try (ProcessGroup group = new ProcessGroup(null)) {
      int wanted = Ports.free();
      ServerProcess server = server(group, Port.only(wanted), new Robbed(true));

      server.awaitReady();

      assertThat(launchedOn).containsExactly(wanted, wanted);
      assertThat(server.port(0)).isEqualTo(wanted);
    }
  }

  @Test
  void shouldFailWithOneLineWhenAStrangerKeepsThePortThatItMustHave() throws Exception {
    try (ProcessGroup group = new ProcessGroup(null)) {
      Port wanted = new Port("health", Ports.free());
      Robbed program = new Robbed(false);
      ServerProcess server = server(group, wanted, program);

      assertThatThrownBy(server::awaitReady)
          .isInstanceOf(PortTakenException.class)
          .hasMessage(
              "tiny did not start: port %d (health) is in use by another program."
                  .formatted(wanted.number()));
      assertThat(launchedOn).hasSize(1);
      program.thief.close();
    }
  }

  private ServerProcess server(ProcessGroup group, Port wanted, ServerProcess.Program program)
      throws InterruptedException {
    return new ServerProcess(group, "tiny", List.of(wanted), program, PATIENCE);
  }

  private class Tinies implements ServerProcess.Program {

    @Override
    public ProcessSpec on(List<Port> ports) {
      int port = ports.getFirst().number();
      launchedOn.add(port);
      return Tiny.spec("tiny", Layer.SERVICE, folder)
          .withEnvironment(Map.of("SERVER_PORT", Integer.toString(port), "NAME", "tiny"))
          .withAddress("http://127.0.0.1:" + port);
    }

    @Override
    public void awaitReady(ChildProcess process) throws InterruptedException {
      process.awaitReady(ReadinessCheck.httpOk(process.spec().address() + "/readiness"), TIMEOUT);
    }
  }

  /** Loses its port between the choice and the start. */
  private final class Robbed extends Tinies {

    private final boolean letsGo;
    private ServerSocket thief;

    Robbed(boolean letsGo) {
      this.letsGo = letsGo;
    }

    @Override
    public ProcessSpec on(List<Port> ports) {
      if (thief == null) {
        try {
          thief = new ServerSocket(ports.getFirst().number(), 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return super.on(ports);
    }

    @Override
    public void awaitReady(ChildProcess process) throws InterruptedException {
      try {
        super.awaitReady(process);
      } finally {
        if (letsGo) {
          try {
            thief.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      }
    }
  }
}
