package io.handoff.deploy.demo;

import io.handoff.deploy.local.process.StackReport;
import io.handoff.deploy.local.server.Endpoints;
import io.handoff.deploy.local.server.HandoffHome;
import io.handoff.deploy.play.ConversationTimeline;
import io.handoff.deploy.play.Platform;
import io.handoff.deploy.play.Player;
import io.handoff.deploy.play.Publisher;
import io.handoff.deploy.play.Replay;
import io.handoff.deploy.play.Script;
import io.handoff.deploy.play.ScriptReader;
import io.handoff.deploy.play.StoryPrinter;
import io.handoff.deploy.play.ThreadTable;
import io.handoff.deploy.play.Watcher;
import io.handoff.settings.model.AccountConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plays conversations to a running system and tells what became of them. */
final class Demo {

  private static final Duration QUIET = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final HandoffHome home;
  private final @Nullable Path settings;
  private final @Nullable Path conversations;
  private final @Nullable Path replay;
  private final ThreadTable.Columns columns;
  private final boolean json;
  private final PrintWriter out;
  private final PrintWriter progress;
  private final StoryPrinter printer;

  Demo(
      HandoffHome home,
      @Nullable Path settings,
      @Nullable Path conversations,
      @Nullable Path replay,
      ThreadTable.Columns columns,
      boolean json,
      boolean all,
      PrintWriter out,
      PrintWriter progress) {
    this.home = home;
    this.settings = settings;
    this.conversations = conversations;
    this.replay = replay;
    this.columns = columns;
    this.json = json;
    this.out = out;
    this.progress = progress;
    this.printer = new StoryPrinter(out, !json && StoryPrinter.wantsColours(), all);
  }

  /** Plays; true if everything came out as it must. */
  boolean play(Addresses addresses) throws InterruptedException {
    Path samples = home.root().resolve("deploy/samples");
    Path file =
        settings != null
            ? settings
            : samples.resolve(replay == null ? "settings/acme.yaml" : "settings/replay.yaml");
    Endpoints endpoints = addresses.endpoints();
    AccountConfig account = DemoSettings.apply(file, addresses, this::tell);
    try (Publisher publisher = new Publisher(endpoints);
        Watcher watcher = new Watcher(endpoints);
        Platform platform = Platform.at(endpoints, publisher)) {
      if (replay != null) {
        return replay(replay, account, watcher, platform, publisher);
      }
      Path folder = conversations != null ? conversations : samples.resolve("conversations");
      return scripts(ScriptReader.read(folder), account, watcher, platform);
    }
  }

  private boolean scripts(
      List<Script> scripts, AccountConfig account, Watcher watcher, Platform platform)
      throws InterruptedException {
    platform.open();
    Player player = new Player(platform, watcher);
    Map<String, String> titles = new HashMap<>();
    for (Script script : scripts) {
      tell("Playing " + script.title());
      titles.put(script.conversationId(), script.title());
      player.play(script);
    }
    watcher.awaitRest(QUIET, PATIENCE);
    List<ConversationTimeline> stories =
        watcher.look(
            all -> all.stream().filter(s -> titles.containsKey(s.conversationId())).toList());
    for (ConversationTimeline timeline : stories) {
      if (json) {
        printer.json(timeline);
      } else {
        printer.text(
            timeline, titles.getOrDefault(timeline.conversationId(), ""), account.timeZone());
      }
    }
    summary(Summary.of(stories, watcher.deadLetters().size()));
    return watcher.deadLetters().isEmpty();
  }

  private boolean replay(
      Path file, AccountConfig account, Watcher watcher, Platform platform, Publisher publisher)
      throws InterruptedException {
    ThreadTable.Content content = ThreadTable.read(file, columns);
    watcher.awaitRest(Duration.ofSeconds(1), PATIENCE);
    Map<String, Long> before = watcher.counts();
    String channel = account.channels().keySet().stream().sorted().findFirst().orElseThrow();
    long start = System.nanoTime();
    int published = new Replay(account, channel).publish(content, platform);
    publisher.flush();
    tell(
        "Published %d messages of %d threads; waiting for the system to come to rest"
            .formatted(published, content.threads().size()));
    platform.open();
    watcher.awaitRest(QUIET, PATIENCE);
    Duration took = Duration.ofNanos(System.nanoTime() - start).minus(QUIET);
    ReplayResult result =
        watcher.look(stories -> ReplayResult.of(content, published, account, channel, stories));
    List<ConversationTimeline> handedOff =
        watcher.look(
            stories ->
                stories.stream()
                    .filter(s -> s.accountId().equals(account.accountId()))
                    .filter(s -> json || !s.tickets().isEmpty())
                    .toList());
    for (ConversationTimeline timeline : handedOff) {
      if (json) {
        printer.json(timeline);
      } else {
        printer.text(timeline, "thread", account.timeZone());
      }
    }
    Map<String, Object> totals = new LinkedHashMap<>(result.toMap());
    totals.put("seconds", took.toMillis() / 1000.0);
    totals.put("deadLetters", watcher.deadLetters().size());
    totals.put("changes", changes(before, watcher.counts()));
    if (json) {
      printer.json(Map.of("kind", "replay", "result", totals));
    } else {
      out.println();
      out.println(result.toText());
      out.println("Records that the replay added: " + totals.get("changes"));
      out.flush();
    }
    return result.isComplete() && watcher.deadLetters().isEmpty();
  }

  private static Map<String, Long> changes(Map<String, Long> before, Map<String, Long> after) {
    Map<String, Long> changes = new LinkedHashMap<>();
    after.forEach(
        (topic, count) -> {
          long more = count - before.getOrDefault(topic, 0L);
          if (more > 0 && !topic.equals("ticks")) {
            changes.put(topic, more);
          }
        });
    return changes;
  }

  private void summary(Summary summary) {
    if (json) {
      printer.json(Map.of("kind", "summary", "result", summary.toMap()));
    } else {
      out.println();
      out.print(summary.toText());
      out.flush();
    }
  }

  /** What starting took and what the processes use. */
  void report(StackReport report) {
    if (json) {
      Map<String, Object> resources = new LinkedHashMap<>();
      resources.put("readySeconds", report.untilReady().toMillis() / 1000.0);
      resources.put("residentMegabytes", report.totalResidentBytes() >> 20);
      printer.json(Map.of("kind", "resources", "result", resources));
    } else {
      out.println();
      out.print(report.toText());
      out.flush();
    }
  }

  private void tell(String text) {
    progress.println("  " + text);
    progress.flush();
  }
}
