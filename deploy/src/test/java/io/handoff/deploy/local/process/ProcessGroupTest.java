package io.handoff.deploy.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.handoff.deploy.local.GroupHolder;
import io.handoff.deploy.local.RunFolder;
import io.handoff.deploy.local.Tiny;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessGroupTest {

  private static final Duration GRACE = Duration.ofSeconds(10);

  @TempDir private Path folder;
  private Path stateFile;

  @BeforeEach
  void nameStateFile() {
    stateFile = folder.resolve("processes.json");
  }

  @Test
  void shouldStopServicesBeforeInfrastructureWhenClosed() {
    ProcessGroup group = new ProcessGroup(stateFile);
    ChildProcess first =
        group.start(Tiny.spec("infrastructure", Layer.INFRASTRUCTURE, folder, "wait"));
    ChildProcess second = group.start(Tiny.spec("service", Layer.SERVICE, folder, "stubborn"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> second.lastLogLines(1).equals(List.of("started")));

    Thread closing = Thread.ofPlatform().start(() -> group.stopAll(Duration.ofSeconds(1)));

    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> !second.isAlive() || !first.isAlive());
    assertThat(second.isAlive()).isFalse();
    await().atMost(Duration.ofSeconds(30)).until(() -> !closing.isAlive());
    assertThat(first.isAlive()).isFalse();
    assertThat(stateFile).doesNotExist();
    group.close();
  }

  @Test
  void shouldStartNothingAfterClose() {
    ProcessGroup group = new ProcessGroup();
    group.close();

    assertThatThrownBy(() -> group.start(Tiny.spec("late", Layer.SERVICE, folder, "wait")))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("late");
  }

  @Test
  void shouldLeaveProcessesThatALaterCommandFindsAndStopsWhenKept() throws Exception {
    ProcessGroup group = new ProcessGroup(stateFile);
    ChildProcess child =
        group.start(
            Tiny.spec("kept", Layer.SERVICE, folder, "wait").withAddress("http://127.0.0.1:1"));
    group.keep();
    group.close();
    assertThat(child.isAlive()).isTrue();

    RunState state = RunState.load(stateFile).orElseThrow();
    assertThat(state.processes()).singleElement().isEqualTo(RunState.Entry.of(child));
    assertThat(state.isAlive()).isTrue();
    assertThatThrownBy(() -> RunFolder.clear(folder)).isInstanceOf(LocalException.class);

    assertThat(RunFolder.stop(stateFile, GRACE)).isEqualTo(1);
    assertThat(child.isAlive()).isFalse();
    assertThat(RunFolder.stop(stateFile, GRACE)).isZero();
  }

  @Test
  void shouldNotTouchAProcessThatOnlyHasTheSameId() throws Exception {
    try (ProcessGroup group = new ProcessGroup()) {
      ChildProcess other = group.start(Tiny.spec("other", Layer.SERVICE, folder, "wait"));
      RunState.Entry real = RunState.Entry.of(other);
      RunState startedAtAnotherTime =
          new RunState("run", List.of(withStart(real, real.startedAt().minusSeconds(60))));
      RunState withoutTheMark = new RunState("a run that it does not belong to", List.of(real));

      startedAtAnotherTime.save(stateFile);
      assertThat(RunFolder.stop(stateFile, GRACE)).isZero();
      if (Files.exists(Path.of("/proc/self/environ"))) {
        withoutTheMark.save(stateFile);
        assertThat(RunFolder.stop(stateFile, GRACE)).isZero();
      }

      assertThat(other.isAlive()).isTrue();
    }
  }

  @Test
  void shouldSayWhatIsWrongWhenTheStateFileCannotBeRead() throws Exception {
    Files.writeString(stateFile, "not json");

    assertThatThrownBy(() -> RunFolder.stop(stateFile, GRACE))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining(stateFile.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop", "keep"})
  void shouldStopItsProcessesWhenItsOwnJvmIsEndedUnlessKept(String kind) throws Exception {
    try (ProcessGroup outer = new ProcessGroup()) {
      ChildProcess holder =
          outer.start(
              ProcessSpec.of(
                  "holder",
                  Layer.SERVICE,
                  Tiny.command(GroupHolder.class, folder.toString(), kind),
                  folder));
      RunState state =
          await()
              .atMost(Duration.ofSeconds(20))
              .until(() -> RunState.load(stateFile), Optional::isPresent)
              .orElseThrow();
      ProcessHandle grandchild = state.find(state.processes().getFirst()).orElseThrow();

      holder.stop(GRACE);

      assertThat(grandchild.isAlive()).isEqualTo(kind.equals("keep"));
      state.stop(GRACE);
      assertThat(grandchild.isAlive()).isFalse();
    }
  }

  private static RunState.Entry withStart(RunState.Entry entry, Instant start) {
    return new RunState.Entry(
        entry.name(), entry.layer(), entry.pid(), start, entry.address(), entry.log());
  }
}
