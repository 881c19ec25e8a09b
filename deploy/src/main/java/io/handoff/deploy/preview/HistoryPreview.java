package io.handoff.deploy.preview;

import io.handoff.deploy.report.Period;
import io.handoff.deploy.report.Progress;
import io.handoff.deploy.settings.ConnectionOptions;
import io.handoff.deploy.settings.SettingsCommand;
import io.handoff.deploy.settings.SettingsTask;
import io.handoff.deploy.settings.TopicScan;
import java.time.Duration;
import java.time.Instant;

/**
 * {@code preview --history}: replays an account's history with two settings.
 *
 * @param limit how many conversations are replayed at most
 * @param runOn for how long deadlines are waited for after the last step
 */
record HistoryPreview(
    SettingsTask task, ConnectionOptions connection, Period period, int limit, Duration runOn) {

  /** The highest limit: a replay holds all its conversations in memory. */
  static final int LIMIT = 50_000;

  /** Does it; the result is the exit code. */
  int run(PreviewSettings.Chosen before, PreviewSettings.Chosen after) {
    String account = after.account().accountId();
    Progress progress = new Progress(task.commandLine().getErr(), System::nanoTime);
    History history;
    try (TopicScan scan = new TopicScan(connection.clients(), connection.timeout(), progress)) {
      history = new HistoryReader(scan, account).read(period, limit);
      tell(scan, history);
    }
    if (history.conversations().isEmpty() || history.steps().isEmpty()) {
      task.say(
          "no conversation of account %s began from %s to %s."
              .formatted(account, period.from(), period.to()));
      return SettingsCommand.FAULTY;
    }
    HistoryReplay.Result one = replay(before, history, progress);
    HistoryReplay.Result other = replay(after, history, progress);
    HistoryComparison comparison = HistoryComparison.of(one.outcomes(), other.outcomes());
    HistoryPrinter printer =
        new HistoryPrinter(task.out(), before.name(), after.name(), after.account().timeZone());
    if (task.json()) {
      printer.json(account, history, comparison, task::printJson);
    } else {
      printer.text(account, history, comparison);
    }
    return SettingsCommand.OK;
  }

  private HistoryReplay.Result replay(
      PreviewSettings.Chosen chosen, History history, Progress progress) {
    progress.begin("replay with " + chosen.name(), history.steps().size());
    HistoryReplay.Result result =
        HistoryReplay.of(chosen.account(), chosen.version(), history, runOn, progress::advance);
    if (result.refused() > 0) {
      task.say("%,d records were refused with %s.".formatted(result.refused(), chosen.name()));
    }
    if (result.repeats() != null) {
      task.say("with %s %s.".formatted(chosen.name(), result.repeats()));
    }
    return result;
  }

  private void tell(TopicScan scan, History history) {
    if (history.overLimit() > 0) {
      task.say(
          "%,d conversations began in the period; the newest %,d are left out (--limit %d)."
              .formatted(
                  history.conversations().size() + history.overLimit(),
                  history.overLimit(),
                  limit));
    }
    if (history.begunBefore() > 0) {
      task.say(
          "%,d conversations that began before the period are left out."
              .formatted(history.begunBefore()));
    }
    if (history.tests() > 0) {
      task.say("%,d test conversations are left out.".formatted(history.tests()));
    }
    if (scan.unreadable() > 0) {
      task.say("%,d records could not be read and are left out.".formatted(scan.unreadable()));
    }
    Instant complete = scan.completeSince();
    if (complete != null && period.from().isBefore(complete)) {
      task.say(
          "the broker keeps records since "
              + complete
              + " only; what was before that is not replayed.");
    }
  }
}
