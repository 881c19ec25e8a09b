package io.handoff.deploy.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.handoff.deploy.local.Tiny;
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
    ChildProcess child = group.start(serving("tiny"));
    assertThat(child.readyAfter()).isEmpty();

    child.awaitReady(answers(child), Duration.ofSeconds(20));

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
        .hasMessage(
            "dying did not start: it ended with exit code 7. Log: " + folder.resolve("dying.log"))
        .cause()
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
        .hasMessage(
            "slow was not ready after 0 s (nobody answers). Log: " + folder.resolve("slow.log"));
    assertThat(child.isAlive()).isTrue();
  }

  @Test
  void shouldNeedNoForceWhenTheProcessEndsOnRequest() throws Exception {
    ChildProcess child = group.start(serving("polite"));
    child.awaitReady(answers(child), Duration.ofSeconds(20));

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

  private ProcessSpec serving(String name) {
    return Tiny.spec(name, Layer.SERVICE, folder).withEnvironment(Map.of("SERVER_PORT", "0"));
  }

  private static ReadinessCheck answers(ChildProcess child) {
    return () -> {
      String line = child.lastLogLines(1).getFirst(); // none yet: an exception, so not ready
      String port = line.substring(line.lastIndexOf(' ') + 1);
      return ReadinessCheck.httpOk("http://127.0.0.1:" + port + "/readiness").isReady();
    };
  }
}
