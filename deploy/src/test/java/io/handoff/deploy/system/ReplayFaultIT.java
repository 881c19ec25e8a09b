package io.handoff.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.deploy.Sizes;
import io.handoff.deploy.demo.Addresses;
import io.handoff.deploy.demo.DemoSettings;
import io.handoff.deploy.local.LocalStack;
import io.handoff.deploy.local.server.ServiceProcess;
import io.handoff.deploy.play.Platform;
import io.handoff.deploy.play.Publisher;
import io.handoff.deploy.play.Replay;
import io.handoff.deploy.play.ThreadTable;
import io.handoff.deploy.play.Watcher;
import io.handoff.settings.model.AccountConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills a service in the middle of a replay and compares what came of it with an undisturbed run.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ReplayFaultIT {

  private static final int THREADS = Sizes.of(120, 250);
  private static final long SEED = 20171031;
  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir static Path folder;

  private final Instant start = Instant.now();
  private LocalStack stack;
  private Watcher watcher;
  private ThreadTable.Content table;
  private Map<String, String> undisturbed;

  private interface Fault {
    void strike() throws InterruptedException;
  }

  @BeforeAll
  void runUndisturbed() throws Exception {
    table =
        ThreadTable.read(
            Threads.write(folder.resolve("threads.tsv"), THREADS, SEED),
            ThreadTable.Columns.DEFAULT);
    stack = SystemUnderTest.shared();
    watcher = new Watcher(stack.endpoints());
    undisturbed = play("undisturbed", () -> {});
  }

  @AfterAll
  void stop() {
    if (watcher != null) {
      watcher.close();
    }
  }

  private Map<String, String> play(String accountId, Fault fault)
      throws IOException, InterruptedException {
    Path settings = folder.resolve(accountId + ".yaml");
    Files.writeString(
        settings,
        Files.readString(Path.of("src", "test", "resources", "fault-account.yaml"))
            .replace("ACCOUNT", accountId));
    AccountConfig account = DemoSettings.apply(settings, Addresses.of(stack), line -> {});
    try (Publisher publisher = new Publisher(stack.endpoints());
        Platform platform = Platform.at(stack.endpoints(), publisher)) {
      new Replay(account, "threads").publish(table, platform);
      publisher.flush();
      platform.open();
      fault.strike();
      watcher.awaitRest(QUIET, PATIENCE);
      return watcher.look(stories -> Outcomes.of(stories, accountId));
    }
  }

  /**
   * Waits for what came of the undisturbed run. A killed service works again when the broker has
   * missed it; until then nothing happens, although everything may be read.
   */
  private void awaitOutcomes(String accountId) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Map<String, String> now = watcher.look(all -> Outcomes.of(all, accountId));
              assertThat(now).isEqualTo(undisturbed);
            });
  }

  @Test
  void shouldHandOffAndCloseWhenUndisturbed() {
    assertThat(undisturbed).hasSize(THREADS);
    assertThat(undisturbed.values())
        .anyMatch(outcome -> outcome.contains("PERSON_REQUESTED"))
        .anyMatch(outcome -> outcome.contains("CUSTOM_TRIGGER"))
        .anyMatch(outcome -> outcome.contains("CLOSED/customer-silent"))
        .anyMatch(outcome -> outcome.contains("CLOSED/agent-silent"))
        .anyMatch(outcome -> outcome.startsWith("assigned [solo]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"trigger-service", "routing-service", "ticket-service", "autoclose-service"})
  void shouldComeToSameEndWhenServiceIsKilled(String service) throws Exception {
    long before = watcher.counts().getOrDefault("conversation.actions", 0L);
    String accountId = "killed-" + service.replace("-service", "");
    Map<String, String> disturbed =
        play(
            accountId,
            () -> {
              Awaitility.await()
                  .atMost(Duration.ofSeconds(60))
                  .until(
                      () ->
                          watcher.counts().getOrDefault("conversation.actions", 0L) > before + 20);
              ServiceProcess process = stack.service(service);
              process.kill();
              process.restart();
              awaitOutcomes(accountId);
            });
    assertThat(disturbed).isEqualTo(undisturbed);
    assertThat(SystemUnderTest.refused(watcher, start)).isEmpty();
  }
}
