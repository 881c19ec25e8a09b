package io.handoff.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

  @TempDir private Path folder;
  private final ProcessGroup group = new ProcessGroup();

  @AfterEach
  void stopAll() {
    group.close();
  }

  @Test
  void shouldBecomeReadyWhenTheCheckSucceeds() throws Exception {
    int port = Ports.free();
    ChildProcess child = group.start(serving("tiny", port));
    assertThat(child.readyAfter()).isEmpty();

    child.awaitReady(readiness(port), Duration.ofSeconds(20));

    assertThat(child.readyAfter()).hasValueSatisfying(took -> assertThat(took).isPositive());
    assertThat(child.isAlive()).isTrue();
    assertThat(child.exitCode()).isEmpty();
    assertThat(child.usage())
        .hasValueSatisfying(
            usage -> assertThat(usage.residentBytes()).isBetween(5_000_000L, 500_000_000L));
  }

  @Test
  void shouldFailAtOnceWithTheEndOfTheLogWhenTheProcessDies() {
    ChildProcess child = group.start(Tiny.spec("dying", Layer.SERVICE, folder, "die"));

    assertThatThrownBy(() -> child.awaitReady(() -> false, Duration.ofMinutes(5)))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("dying ended with exit code 7 before it was ready")
        .hasMessageContaining(folder.resolve("dying.log").toString())
        .hasMessageContaining("line 11\n")
        .hasMessageContaining("line 40")
        .hasMessageNotContaining("line 10\n");
    assertThat(child.exitCode()).hasValue(7);
    assertThat(child.usage()).isEmpty();
  }

  @Test
  void shouldFailWithTheLastReasonWhenItIsNotReadyInTime() {
    ChildProcess child = group.start(Tiny.spec("slow", Layer.SERVICE, folder, "wait"));

    assertThatThrownBy(
            () ->
                child.awaitReady(
                    () -> {
                      throw new IllegalStateException("nobody answers");
                    },
                    Duration.ofMillis(200)))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("slow was not ready after")
        .hasMessageContaining("nobody answers");
    assertThat(child.isAlive()).isTrue();
  }

  @Test
  void shouldNeedNoForceWhenTheProcessEndsOnRequest() throws Exception {
    int port = Ports.free();
    ChildProcess child = group.start(serving("polite", port));
    child.awaitReady(readiness(port), Duration.ofSeconds(20));

    assertThat(child.stop(Duration.ofSeconds(10))).isTrue();

    assertThat(child.isAlive()).isFalse();
    assertThat(child.exitCode()).hasValue(128 + 15);
  }

  @Test
  void shouldUseForceWhenTheProcessDoesNotEndInTime() {
    ChildProcess child = group.start(Tiny.spec("stubborn", Layer.SERVICE, folder, "stubborn"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> child.lastLogLines(1).equals(List.of("started")));

    assertThat(child.stop(Duration.ofMillis(300))).isFalse();

    assertThat(child.isAlive()).isFalse();
    assertThat(child.exitCode()).hasValue(128 + 9);
  }

  @Test
  void shouldBeGoneWhenKilled() {
    ChildProcess child = group.start(Tiny.spec("killed", Layer.SERVICE, folder, "stubborn"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> child.lastLogLines(1).equals(List.of("started")));

    child.kill();

    assertThat(child.isAlive()).isFalse();
    assertThat(ProcessHandle.of(child.pid())).isEmpty();
  }

  @Test
  void shouldSayWhatCannotBeStarted() {
    ProcessSpec spec =
        ProcessSpec.of("nothing", Layer.SERVICE, List.of("/no/such/program"), folder);

    // Either the start itself fails, or the helper that starts it in its own session does.
    assertThatThrownBy(() -> group.start(spec).awaitReady(() -> false, Duration.ofSeconds(20)))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("nothing")
        .hasMessageContaining("/no/such/program");
  }

  private ProcessSpec serving(String name, int port) {
    return Tiny.spec(name, Layer.SERVICE, folder)
        .withEnvironment(Map.of("SERVER_PORT", Integer.toString(port)));
  }

  private static ReadinessCheck readiness(int port) {
    return ReadinessCheck.httpOk("http://127.0.0.1:" + port + "/actuator/health/readiness");
  }
}
