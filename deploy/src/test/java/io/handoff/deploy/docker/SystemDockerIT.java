package io.handoff.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.handoff.deploy.Sizes;
import io.handoff.deploy.demo.DemoSettings;
import io.handoff.deploy.play.Platform;
import io.handoff.deploy.play.Player;
import io.handoff.deploy.play.Publisher;
import io.handoff.deploy.play.Replay;
import io.handoff.deploy.play.Script;
import io.handoff.deploy.play.ScriptReader;
import io.handoff.deploy.play.ThreadTable;
import io.handoff.deploy.play.Watcher;
import io.handoff.deploy.system.Outcomes;
import io.handoff.deploy.system.Threads;
import io.handoff.settings.model.AccountConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The images, together: the demo's story, a rolling restart under load, scale-out. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SystemDockerIT {

  private static final int THREADS = Sizes.of(60, 800);
  private static final long SEED = 20260401;
  private static final int PER_SECOND = Sizes.of(50, 500);

  /** Accounts that are played while services are restarted, so that the load lasts. */
  private static final int MORE = Sizes.of(2, 10);

  private static final Duration GRACE = Duration.ofSeconds(35);
  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir static Path folder;

  private DockerSystem system;
  private Watcher watcher;
  private Publisher publisher;
  private ThreadTable.Content table;
  private Map<String, String> undisturbed;

  private interface Meanwhile {
    void happens(CompletableFuture<Integer> table) throws InterruptedException;
  }

  @BeforeAll
  void start() throws Exception {
    table =
        ThreadTable.read(
            Threads.write(folder.resolve("threads.tsv"), THREADS, SEED),
            ThreadTable.Columns.DEFAULT);
    system = DockerSystem.start();
    watcher = new Watcher(system.endpoints());
    publisher = new Publisher(system.endpoints());
  }

  @AfterAll
  void stop() {
    if (watcher != null) {
      publisher.close();
      watcher.close();
    }
    if (system != null) {
      system.close();
    }
  }

  @Test
  @Order(1)
  void shouldTellTheDemosStory() throws Exception {
    DemoSettings.apply(Path.of("samples", "settings", "acme.yaml"), system.addresses(), x -> {});
    try (Platform platform = Platform.at(system.endpoints(), publisher).open()) {
      Player player = new Player(platform, watcher);
      for (Script script : ScriptReader.read(Path.of("samples", "conversations"))) {
        player.play(script);
      }
      watcher.awaitRest(QUIET, PATIENCE);
    }
    Map<String, String> outcomes = watcher.look(stories -> Outcomes.of(stories, "acme"));
    assertThat(outcomes.get("demo-ko-refund")).contains("assigned [minjun]", "환불");
    assertThat(outcomes.get("demo-en-no-answer")).contains("assigned [olivia,noah]");
    assertThat(outcomes.get("demo-agent-silent")).contains("CLOSED/agent-silent");
    assertThat(outcomes.get("demo-customer-silent")).contains("CLOSED/customer-silent");
    assertThat(watcher.deadLetters()).isEmpty();
  }

  @Test
  @Order(2)
  void shouldHandOffAndCloseWhenUndisturbed() throws Exception {
    undisturbed = play("undisturbed", table -> {});
    assertThat(undisturbed).hasSize(THREADS);
    assertThat(undisturbed.values())
        .anyMatch(outcome -> outcome.contains("CLOSED/customer-silent"))
        .anyMatch(outcome -> outcome.contains("CLOSED/agent-silent"));
  }

  @Test
  @Order(3)
  void shouldComeToSameEndWhenEveryServiceIsRestartedUnderLoad() throws Exception {
    List<AccountConfig> more = new ArrayList<>();
    for (int i = 0; i < MORE; i++) {
      more.add(apply("more-" + i));
    }
    Map<String, String> rolled =
        play(
            "rolled",
            table -> {
              Pauses pauses =
                  Pauses.of(system.endpoints().bootstrapServers(), DockerSystem.SERVICES);
              AtomicBoolean rolling = new AtomicBoolean(true);
              CompletableFuture<Void> load = table.thenRunAsync(() -> play(more, rolling));
              for (String service : DockerSystem.SERVICES) {
                DockerSystem.Instance instance = system.instance(service);
                long begin = System.nanoTime();
                int code = instance.stopGently(GRACE);
                long down = System.nanoTime();
                system.replace(service);
                System.out.printf(
                    "rolling restart of %s: stopped in %d ms with exit code %d, ready after %d"
                        + " ms%n",
                    service,
                    (down - begin) / 1_000_000,
                    code,
                    (System.nanoTime() - down) / 1_000_000);
                // 143 is SIGTERM obeyed, 137 would be SIGKILL after the grace.
                assertThat(code).as("exit code of " + service).isIn(0, 143);
              }
              rolling.set(false);
              load.join();
              pauses
                  .stop()
                  .forEach(
                      (service, pause) ->
                          System.out.printf(
                              "rolling restart: longest pause of %s %d ms%n",
                              service, pause.toMillis()));
              pauses.close();
            });
    assertThat(rolled).isEqualTo(undisturbed);
    assertThat(watcher.deadLetters()).isEmpty();
  }

  @Test
  @Order(4)
  void shouldShareTheWorkWhenEveryServiceGetsASecondInstance() throws Exception {
    system.scaleOut();
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                system.endpoints().bootstrapServers()))) {
      for (String service : DockerSystem.SERVICES) {
        await("both instances of " + service + " have partitions")
            .atMost(Duration.ofMinutes(5))
            .until(() -> busy(admin, service).equals(Set.of(service + "-0", service + "-1")));
      }
    }
    assertThat(play("scaled", table -> {})).isEqualTo(undisturbed);
    assertThat(watcher.deadLetters()).isEmpty();
  }

  /** Plays the table to one account after the other; where that takes longer, once more. */
  private void play(List<AccountConfig> accounts, AtomicBoolean goOn) {
    for (int i = 0; goOn.get(); i++) {
      try (Platform platform = Platform.at(system.endpoints(), publisher)) {
        new Replay(accounts.get(i % accounts.size()), "threads")
            .paced(PER_SECOND)
            .publish(table, platform);
      }
    }
  }

  private AccountConfig apply(String accountId) throws Exception {
    Path settings = folder.resolve(accountId + ".yaml");
    Files.writeString(
        settings,
        Files.readString(Path.of("src", "test", "resources", "fault-account.yaml"))
            .replace("ACCOUNT", accountId));
    return DemoSettings.apply(settings, system.addresses(), line -> {});
  }

  private Map<String, String> play(String accountId, Meanwhile meanwhile) throws Exception {
    AccountConfig account = apply(accountId);
    try (Platform platform = Platform.at(system.endpoints(), publisher).open()) {
      Replay replay = new Replay(account, "threads").paced(PER_SECOND);
      CompletableFuture<Integer> load =
          CompletableFuture.supplyAsync(() -> replay.publish(table, platform));
      meanwhile.happens(load);
      load.join();
      publisher.flush();
      watcher.awaitRest(QUIET, PATIENCE);
    }
    return watcher.look(stories -> Outcomes.of(stories, accountId));
  }

  /** Instances that have partitions. */
  private static Set<String> busy(Admin admin, String group)
      throws InterruptedException, ExecutionException {
    ConsumerGroupDescription description =
        admin.describeConsumerGroups(Set.of(group)).describedGroups().get(group).get();
    return description.members().stream()
        .filter(member -> !member.assignment().topicPartitions().isEmpty())
        .map(member -> group + (member.clientId().startsWith(group + "-1") ? "-1" : "-0"))
        .collect(Collectors.toSet());
  }
}
