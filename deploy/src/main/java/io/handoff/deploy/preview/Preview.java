package io.handoff.deploy.preview;

import io.handoff.deploy.play.ConversationTimeline;
import io.handoff.deploy.play.PlayException;
import io.handoff.deploy.play.Player;
import io.handoff.deploy.play.Script;
import io.handoff.deploy.play.Stories;
import io.handoff.deploy.play.StoryPrinter;
import io.handoff.settings.model.AccountConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What settings make of conversations.
 *
 * @param zone the account's
 * @param scenes the conversations in the order of the scripts
 * @param refused records that services refused, in words; none unless a script is strange
 * @param stopped why the playing ended early; null: everything was played
 * @param repeats that what happens after the last step repeats itself, so that waiting for
 *     deadlines ended early; null: it does not
 */
public record Preview(
    ZoneId zone,
    List<Scene> scenes,
    List<String> refused,
    @Nullable String stopped,
    @Nullable String repeats) {

  /** A conversation with its title. */
  public record Scene(String title, ConversationTimeline story) {}

  public Preview {
    scenes = List.copyOf(scenes);
    refused = List.copyOf(refused);
  }

  /**
   * Plays scripts to one system, in the order of their times.
   *
   * @param version what the settings' version is called
   * @param runOn for how long deadlines are waited for after the last step
   * @throws PlayException if a script is of another account
   */
  public static Preview of(
      AccountConfig account, long version, List<Script> scripts, Duration runOn)
      throws InterruptedException {
    return of(
        account,
        version,
        scripts,
        runOn,
        PreviewSystem::noSettings,
        () -> new PreviewSystem(start(scripts)));
  }

  /** When the first of them begins. */
  static Instant start(List<Script> scripts) {
    return scripts.stream().map(Script::start).min(Instant::compareTo).orElse(Instant.EPOCH);
  }

  /**
   * The same where conversations put other settings into force.
   *
   * @param files settings by the name of their file
   * @param systems gives a system that stands at the start of the scripts
   */
  static Preview of(
      AccountConfig account,
      long version,
      List<Script> scripts,
      Duration runOn,
      Function<String, AccountConfig> files,
      Supplier<PreviewSystem> systems)
      throws InterruptedException {
    for (Script script : scripts) {
      if (!script.accountId().equals(account.accountId())) {
        throw new PlayException(
            "%s is a conversation of account %s, and the settings are those of %s."
                .formatted(script.name(), script.accountId(), account.accountId()));
      }
    }
    try (PreviewSystem system = systems.get()) {
      system.settings(account, version);
      system.settingsFrom(files);
      String stopped = play(system, scripts);
      String repeats = stopped == null ? system.finish(runOn) : null;
      return of(account.timeZone(), system.stories(), scripts, stopped, repeats);
    }
  }

  private static @Nullable String play(PreviewSystem system, List<Script> scripts)
      throws InterruptedException {
    Player player = new Player(system.platform(), system);
    List<Player.Turn> turns = new ArrayList<>();
    scripts.forEach(script -> turns.add(player.turn(script)));
    try {
      while (!turns.isEmpty()) {
        next(system, turns).step();
        turns.removeIf(Player.Turn::isOver);
      }
      return null;
    } catch (PlayException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /**
   * Whose step is next: the earliest; what others wait for may come about before it. Where all
   * wait, the first of them waits alone.
   */
  private static Player.Turn next(PreviewSystem system, List<Player.Turn> turns) {
    Player.Turn next =
        turns.stream()
            .filter(turn -> !turn.awaits())
            .min(Comparator.comparing(Player.Turn::at))
            .orElse(null);
    while (true) {
      for (Player.Turn turn : turns) {
        Script script = turn.script();
        if (turn.awaits()
            && turn.isReached(system.stories().of(script.accountId(), script.conversationId()))) {
          return turn;
        }
      }
      if (next == null) {
        return turns.getFirst();
      }
      if (turns.stream().noneMatch(Player.Turn::awaits) || !system.leapBefore(next.at())) {
        return next;
      }
    }
  }

  private static Preview of(
      ZoneId zone,
      Stories stories,
      List<Script> scripts,
      @Nullable String stopped,
      @Nullable String repeats) {
    List<Scene> scenes = new ArrayList<>();
    for (Script script : scripts) {
      ConversationTimeline timeline = stories.of(script.accountId(), script.conversationId());
      if (timeline != null && scenes.stream().noneMatch(scene -> scene.story() == timeline)) {
        scenes.add(new Scene(script.title(), timeline));
      }
    }
    return new Preview(
        zone,
        scenes,
        stories.deadLetters().stream()
            .map(
                letter ->
                    "%s refused a record of %s (%s): %s"
                        .formatted(
                            letter.getService(),
                            letter.getTopic(),
                            letter.getCode(),
                            letter.getMessage()))
            .toList(),
        stopped,
        repeats);
  }

  /**
   * The stories as {@code preview} prints them, without colours.
   *
   * @param all with what tells little
   */
  public List<String> lines(boolean all) {
    StringWriter text = new StringWriter();
    StoryPrinter printer = new StoryPrinter(new PrintWriter(text), false, all);
    scenes.forEach(scene -> printer.text(scene.story(), scene.title(), zone));
    return text.toString().lines().map(String::stripTrailing).toList();
  }
}
