package io.handoff.deploy.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.deploy.contracts.Contracts;
import io.handoff.deploy.demo.Addresses;
import io.handoff.deploy.demo.DemoSettings;
import io.handoff.deploy.local.HandoffHome;
import io.handoff.deploy.local.LocalStack;
import io.handoff.deploy.local.RunFolder;
import io.handoff.deploy.local.StackPlan;
import io.handoff.deploy.play.Platform;
import io.handoff.deploy.play.PlayException;
import io.handoff.deploy.play.Player;
import io.handoff.deploy.play.Publisher;
import io.handoff.deploy.play.Stage;
import io.handoff.deploy.play.Story;
import io.handoff.deploy.play.Story.Entry;
import io.handoff.deploy.play.Watcher;
import io.handoff.deploy.preview.RandomConversations.Played;
import io.handoff.settings.AccountConfig;
import io.handoff.settings.SettingsParser;
import io.handoff.settings.Strictness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays random conversations in preview and to the running system and compares the stories, entry
 * by entry with event times. {@code -Dhandoff.preview.conversations} says how many (60 unless set),
 * {@code -Dhandoff.preview.seed} which.
 *
 * <p>Event times lie so far back that every deadline of silence comes due, by the real clock,
 * shortly after the last step was played: timers fire as they do in production.
 */
class PreviewEqualsProductionIT {

  private static final int COUNT = Integer.getInteger("handoff.preview.conversations", 60);
  private static final long SEED = Long.getLong("handoff.preview.seed", System.nanoTime());
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int AT_ONCE = 12;

  @TempDir Path folder;

  /** What preview tells of a conversation: how far the story had come before each step. */
  private record Told(List<Integer> counts, List<String> lines) {}

  @Test
  void shouldTellTheSameStoriesAsTheRunningSystem() throws Exception {
    System.out.printf("%d conversations, seed %d%n", COUNT, SEED);
    HandoffHome home = HandoffHome.locate();
    Path run = home.run("preview-it");
    RunFolder.clear(run);
    try (LocalStack stack =
        LocalStack.start(home, StackPlan.onFreePorts(run), Contracts.forOneMachine(), step -> {})) {
      Duration playing = Duration.ofSeconds(45).plusMillis(COUNT * 1_000L);
      Instant start =
          Instant.ofEpochSecond(Instant.now().getEpochSecond())
              .minus(RandomConversations.SILENCE)
              .plus(playing);
      RandomConversations random = new RandomConversations(COUNT, SEED, start);
      Map<String, AccountConfig> accounts = apply(random, stack);
      try (Publisher publisher = new Publisher(stack.endpoints());
          Watcher watcher = new Watcher(stack.endpoints());
          Platform platform = Platform.at(stack.endpoints(), publisher)) {
        platform.open();
        random.conversations().forEach(c -> c.presences().forEach(platform::publish));
        publisher.flush();
        Map<Played, Told> told = preview(random, accounts);
        watcher.awaitRest(Duration.ofMillis(500), PATIENCE);
        compare(told, played(told, platform, watcher));
      }
    }
  }

  private Map<String, AccountConfig> apply(RandomConversations random, LocalStack stack)
      throws Exception {
    Map<String, AccountConfig> accounts = new LinkedHashMap<>();
    for (Map.Entry<String, String> file : random.settings().entrySet()) {
      Path path = folder.resolve(file.getKey() + ".yaml");
      Files.writeString(path, file.getValue());
      DemoSettings.apply(path, Addresses.of(stack), line -> {});
      accounts.put(
          file.getKey(),
          new SettingsParser()
              .parse(file.getKey(), file.getValue(), Strictness.STRICT)
              .settings()
              .orElseThrow());
    }
    return accounts;
  }

  private static Map<Played, Told> preview(
      RandomConversations random, Map<String, AccountConfig> accounts) throws InterruptedException {
    Map<Played, Told> told = new LinkedHashMap<>();
    for (Played played : random.conversations()) {
      try (PreviewSystem system = new PreviewSystem(played.script().start())) {
        system.settings(Objects.requireNonNull(accounts.get(played.script().accountId())), 1);
        played.presences().forEach(system.platform()::publish);
        List<Integer> counts = new ArrayList<>();
        Stage recording =
            new Stage() {
              @Override
              public void reach(Instant moment) {
                system.reach(moment);
                counts.add(lines(story()).size());
              }

              @Override
              public void await(
                  String accountId,
                  String conversationId,
                  String wanted,
                  Predicate<Story> test,
                  Duration timeout) {
                throw new IllegalStateException("random conversations wait for nothing");
              }

              private Story story() {
                return system
                    .stories()
                    .of(played.script().accountId(), played.script().conversationId());
              }
            };
        new Player(system.platform(), recording).play(played.script());
        system.finish(RandomConversations.SILENCE.plusMinutes(5));
        List<String> lines =
            lines(
                system.stories().of(played.script().accountId(), played.script().conversationId()));
        told.put(played, new Told(counts, lines));
      }
    }
    return told;
  }

  /** Plays to the running system; what did not come as far as in preview, with the words for it. */
  private static Map<Played, List<String>> played(
      Map<Played, Told> told, Platform platform, Watcher watcher) throws InterruptedException {
    ConcurrentLinkedQueue<String> stuck = new ConcurrentLinkedQueue<>();
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    told.forEach(
        (played, expected) ->
            threads.execute(
                () -> {
                  try {
                    new Player(platform, new Keeping(played, expected, watcher))
                        .play(played.script());
                  } catch (PlayException e) {
                    stuck.add(played.script().name() + ": " + e.getMessage());
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
    threads.shutdown();
    assertThat(threads.awaitTermination(10, TimeUnit.MINUTES)).isTrue();
    stuck.forEach(System.out::println);
    told.forEach(
        (played, expected) -> {
          try {
            await(watcher, played, expected.lines().size(), PATIENCE);
          } catch (PlayException e) {
            System.out.println(played.script().name() + ": " + e.getMessage());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    watcher.awaitRest(Duration.ofSeconds(4), PATIENCE);
    Map<Played, List<String>> stories = new LinkedHashMap<>();
    watcher.look(
        all -> {
          for (Played played : told.keySet()) {
            stories.put(
                played,
                all.stream()
                    .filter(s -> s.conversationId().equals(played.script().conversationId()))
                    .findFirst()
                    .map(PreviewEqualsProductionIT::lines)
                    .orElse(List.of()));
          }
          return stories;
        });
    return stories;
  }

  /** Lets the system come as far as preview had before each step. */
  private static final class Keeping implements Stage {

    private final Played played;
    private final Told expected;
    private final Watcher watcher;
    private final AtomicInteger step = new AtomicInteger();

    Keeping(Played played, Told expected, Watcher watcher) {
      this.played = played;
      this.expected = expected;
      this.watcher = watcher;
    }

    @Override
    public void reach(Instant moment) {
      try {
        PreviewEqualsProductionIT.await(
            watcher, played, expected.counts().get(step.getAndIncrement()), Duration.ofSeconds(60));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void await(
        String accountId,
        String conversationId,
        String wanted,
        Predicate<Story> test,
        Duration timeout) {
      throw new IllegalStateException("random conversations wait for nothing");
    }
  }

  private static void await(Watcher watcher, Played played, int entries, Duration patience)
      throws InterruptedException {
    if (entries > 0) {
      watcher.await(
          played.script().accountId(),
          played.script().conversationId(),
          "as long as in preview (" + entries + " entries)",
          story -> story.entries().size() >= entries,
          patience);
    }
  }

  /** A story without the order in which topics were read. */
  private static List<String> lines(Story story) {
    return story == null
        ? List.of()
        : story.entries().stream().map(PreviewEqualsProductionIT::line).sorted().toList();
  }

  private static String line(Entry entry) {
    return entry.at() + " " + entry.kind() + " " + entry.who() + ": " + entry.text();
  }

  private static void compare(Map<Played, Told> told, Map<Played, List<String>> played) {
    int entries = 0;
    int handoffs = 0;
    int closes = 0;
    List<String> differences = new ArrayList<>();
    for (Map.Entry<Played, Told> one : told.entrySet()) {
      List<String> expected = one.getValue().lines();
      List<String> differing =
          io.handoff.deploy.text.LineDiff.of(
              expected, Objects.requireNonNull(played.get(one.getKey())));
      if (!differing.isEmpty()) {
        differences.add(one.getKey().script().name() + "\n" + String.join("\n", differing));
      }
      entries += expected.size();
      handoffs += (int) expected.stream().filter(l -> l.contains(" TRIGGER ")).count();
      closes += (int) expected.stream().filter(l -> l.contains(" TIME ")).count();
    }
    System.out.printf(
        "%d conversations, %d entries, %d handoffs, %d closed for silence; %d differ%n",
        told.size(), entries, handoffs, closes, differences.size());
    differences.forEach(System.out::println);
    assertThat(differences).as("seed %d", SEED).isEmpty();
    assertThat(handoffs).isPositive();
    assertThat(closes).isPositive();
  }
}
