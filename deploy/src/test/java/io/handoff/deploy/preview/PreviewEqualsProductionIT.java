package io.handoff.deploy.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.deploy.Sizes;
import io.handoff.deploy.demo.Addresses;
import io.handoff.deploy.demo.DemoSettings;
import io.handoff.deploy.local.LocalStack;
import io.handoff.deploy.play.Backlog;
import io.handoff.deploy.play.ConversationTimeline;
import io.handoff.deploy.play.ConversationTimeline.Entry;
import io.handoff.deploy.play.Platform;
import io.handoff.deploy.play.PlayException;
import io.handoff.deploy.play.PlaybackTarget;
import io.handoff.deploy.play.Player;
import io.handoff.deploy.play.Publisher;
import io.handoff.deploy.play.Script;
import io.handoff.deploy.play.Watcher;
import io.handoff.deploy.preview.RandomConversations.Played;
import io.handoff.deploy.system.SystemUnderTest;
import io.handoff.settings.SettingsParser;
import io.handoff.settings.authoring.Strictness;
import io.handoff.settings.model.AccountConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays random conversations in preview and to the running system and compares the stories, entry
 * by entry with event times. {@code -Dhandoff.preview.conversations} says how many (30 unless set,
 * 300 with {@code -Pthorough}), {@code -Dhandoff.preview.seed} which.
 *
 * <p>Event times lie so far back that the deadlines of a conversation come due, by the real clock,
 * {@link #MARGIN} after its first step: timers fire as they do in production. A conversation that
 * took longer to play met deadlines in the middle of its steps, where preview has none; it is not
 * judged, and there may be few of them only.
 */
class PreviewEqualsProductionIT {

  private static final int COUNT =
      Integer.getInteger("handoff.preview.conversations", Sizes.of(30, 300));
  private static final long SEED = Long.getLong("handoff.preview.seed", System.nanoTime());
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration MARGIN = Duration.ofSeconds(Sizes.of(80, 100));
  private static final Duration NO_TIME = Duration.ofMillis(1);
  private static final int AT_ONCE = 12;
  private static final int APPLIED_AT_ONCE = 4;

  @TempDir Path folder;

  /**
   * What preview tells of a conversation.
   *
   * @param earlier how long the story of the one before it was when that had been played
   * @param counts how far the story had come before each step
   * @param count how far it came
   * @param lines the story, with that of the one before it
   */
  private record Told(int earlier, List<Integer> counts, int count, List<String> lines) {}

  @Test
  void shouldTellTheSameStoriesAsTheRunningSystem() throws Exception {
    System.out.printf("%d conversations, seed %d%n", COUNT, SEED);
    LocalStack stack = SystemUnderTest.shared();
    RandomConversations random =
        new RandomConversations(
            COUNT,
            SEED,
            Instant.ofEpochSecond(
                Instant.now().minus(RandomConversations.SILENCE).getEpochSecond()));
    Map<String, AccountConfig> accounts = apply(random, stack);
    Change change = new Change(random.changedSettings(), folder, Addresses.of(stack));
    try (Publisher publisher = new Publisher(stack.endpoints());
        Watcher watcher = new Watcher(stack.endpoints());
        Platform platform = Platform.at(stack.endpoints(), publisher)) {
      platform.open();
      random.conversations().forEach(c -> c.presences().forEach(platform::publish));
      publisher.flush();
      watcher.awaitRest(Duration.ofMillis(500), PATIENCE);
      Map<Played, Told> told = play(random, accounts, change, platform, watcher);
      compare(told, played(told, watcher));
    }
  }

  private Map<String, AccountConfig> apply(RandomConversations random, LocalStack stack)
      throws Exception {
    Map<String, Future<AccountConfig>> applied = new LinkedHashMap<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(APPLIED_AT_ONCE)) {
      random
          .settings()
          .forEach(
              (account, text) ->
                  applied.put(account, threads.submit(() -> apply(account, text, stack))));
    }
    Map<String, AccountConfig> accounts = new LinkedHashMap<>();
    for (Map.Entry<String, Future<AccountConfig>> account : applied.entrySet()) {
      accounts.put(account.getKey(), account.getValue().get());
    }
    return accounts;
  }

  private AccountConfig apply(String account, String text, LocalStack stack) throws Exception {
    Path path = folder.resolve(account + ".yaml");
    Files.writeString(path, text);
    return DemoSettings.apply(path, Addresses.of(stack), line -> {});
  }

  /** The step that changes an account's settings. */
  private record Change(Map<String, String> settings, Path folder, Addresses addresses) {

    AccountConfig parsed(String account) {
      return Objects.requireNonNull(
          new SettingsParser()
              .parse(account, settings.getOrDefault(account, ""), Strictness.STRICT)
              .config());
    }

    void apply(String account) {
      try {
        Path path = folder.resolve(account + "-changed.yaml");
        Files.writeString(path, settings.getOrDefault(account, ""));
        // What was said before is decided by what held before.
        try (Backlog backlog = new Backlog(addresses.endpoints())) {
          var ends = backlog.ends();
          Awaitility.await("everything before is read")
              .atMost(PATIENCE)
              .until(() -> backlog.isReadUpTo("trigger-service", ends));
        }
        DemoSettings.apply(path, addresses, line -> {});
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Told preview(Played played, AccountConfig settings, Change change)
      throws InterruptedException {
    try (PreviewSystem system = new PreviewSystem(played.script().start())) {
      system.settingsFrom(change::parsed);
      system.settings(settings, 1);
      played.presences().forEach(system.platform()::publish);
      List<Integer> counts = new ArrayList<>();
      PlaybackTarget recording =
          new PlaybackTarget() {
            @Override
            public void reach(Instant moment) {
              system.reach(moment);
              counts.add(lines(story(system, played.script())).size());
            }

            @Override
            public void settings(String file) {
              system.settings(file);
            }

            @Override
            public void await(
                String accountId,
                String conversationId,
                String wanted,
                Predicate<ConversationTimeline> test,
                Duration timeout) {
              system.await(accountId, conversationId, wanted, test, timeout);
            }
          };
      int earlier = 0;
      if (played.earlier() != null) {
        new Player(system.platform(), system).play(played.earlier());
        earlier = lines(story(system, played.earlier())).size();
      }
      new Player(system.platform(), recording).play(played.script());
      system.finish(RandomConversations.SILENCE.plusMinutes(5));
      List<String> lines = lines(story(system, played.script()));
      int count = lines.size();
      if (played.earlier() != null) {
        lines.addAll(lines(story(system, played.earlier())));
      }
      return new Told(earlier, counts, count, lines);
    }
  }

  private static ConversationTimeline story(PreviewSystem system, Script script) {
    return system.stories().of(script.accountId(), script.conversationId());
  }

  /** Plays in preview, then at once to the running system; what preview tells of those in time. */
  private static Map<Played, Told> play(
      RandomConversations random,
      Map<String, AccountConfig> accounts,
      Change change,
      Platform platform,
      Watcher watcher)
      throws InterruptedException {
    Map<Played, Told> told = new ConcurrentHashMap<>();
    Semaphore turns = new Semaphore(AT_ONCE);
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Played one : random.conversations()) {
        turns.acquire();
        Instant begun = Instant.ofEpochSecond(Instant.now().getEpochSecond());
        Played played = one.startingAt(begun.plus(MARGIN).minus(RandomConversations.SILENCE));
        Told expected =
            preview(
                played, Objects.requireNonNull(accounts.get(played.script().accountId())), change);
        threads.execute(
            () -> {
              play(played, expected, change, platform, watcher);
              if (Instant.now().isBefore(begun.plus(MARGIN))) {
                told.put(played, expected);
              }
              turns.release();
            });
      }
    }
    System.out.printf("%d of %d conversations were played in time%n", told.size(), COUNT);
    assertThat(told.size()).as("conversations played in time").isGreaterThan(COUNT / 2);
    return told;
  }

  private static void play(
      Played played, Told expected, Change change, Platform platform, Watcher watcher) {
    PlaybackTarget running = new Keeping(played.script(), expected, change, watcher);
    try {
      if (played.earlier() != null) {
        new Player(platform, watcher).play(played.earlier());
        await(watcher, played.earlier(), expected.earlier(), Duration.ofSeconds(60));
      }
      new Player(platform, running).play(played.script());
    } catch (PlayException e) {
      System.out.println(played.script().name() + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was told of the conversations in the running system, once it has come to rest. */
  private static Map<Played, List<String>> played(Map<Played, Told> told, Watcher watcher)
      throws InterruptedException {
    Instant until = Instant.now().plus(PATIENCE);
    told.forEach(
        (played, expected) -> {
          try {
            Duration left = Duration.between(Instant.now(), until);
            await(watcher, played.script(), expected.count(), left.isPositive() ? left : NO_TIME);
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
            List<String> lines = lines(story(all, played.script()));
            if (played.earlier() != null) {
              lines.addAll(lines(story(all, played.earlier())));
            }
            stories.put(played, lines);
          }
          return stories;
        });
    return stories;
  }

  private static @Nullable ConversationTimeline story(
      Collection<ConversationTimeline> all, Script script) {
    return all.stream()
        .filter(story -> story.conversationId().equals(script.conversationId()))
        .findFirst()
        .orElse(null);
  }

  /** Lets the system come as far as preview had before each step. */
  private static final class Keeping implements PlaybackTarget {

    private final Script script;
    private final Told expected;
    private final Change change;
    private final Watcher watcher;
    private final AtomicInteger step = new AtomicInteger();

    Keeping(Script script, Told expected, Change change, Watcher watcher) {
      this.script = script;
      this.expected = expected;
      this.change = change;
      this.watcher = watcher;
    }

    @Override
    public void reach(Instant moment) {
      try {
        PreviewEqualsProductionIT.await(
            watcher, script, expected.counts().get(step.getAndIncrement()), Duration.ofSeconds(60));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void settings(String file) {
      change.apply(file);
    }

    @Override
    public void await(
        String accountId,
        String conversationId,
        String wanted,
        Predicate<ConversationTimeline> test,
        Duration timeout)
        throws InterruptedException {
      watcher.await(accountId, conversationId, wanted, test, timeout);
    }
  }

  private static void await(Watcher watcher, Script script, int entries, Duration patience)
      throws InterruptedException {
    if (entries > 0) {
      watcher.await(
          script.accountId(),
          script.conversationId(),
          "as long as in preview (" + entries + " entries)",
          timeline -> timeline.entries().size() >= entries,
          patience);
    }
  }

  /** A story without the order in which topics were read. */
  private static List<String> lines(@Nullable ConversationTimeline timeline) {
    List<String> lines = new ArrayList<>();
    if (timeline != null) {
      timeline.entries().stream()
          .filter(
              entry -> entry.kind() != ConversationTimeline.Kind.PRESENCE) // told in preview only
          .map(PreviewEqualsProductionIT::line)
          .sorted()
          .forEach(lines::add);
    }
    return lines;
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
