package io.handoff.deploy.preview;

import io.handoff.deploy.report.Period;
import io.handoff.deploy.settings.TopicScan;
import io.handoff.schemas.Topics;

/**
 * Reads an account's history from the topics, committed records only, each topic up to what was
 * there when its reading began.
 */
record HistoryReader(TopicScan scan, String accountId) {

  /**
   * What happened in conversations that began in the period.
   *
   * @param limit how many conversations are taken at most, the oldest ones
   * @throws io.handoff.deploy.settings.SettingsException if broker or registry do not answer
   */
  History read(Period period, int limit) {
    HistoryCollector collector = new HistoryCollector(period, limit);
    String prefix = accountId + "/";
    scan.all(
        Topics.CONVERSATION_EVENTS,
        key -> key.startsWith(prefix),
        found -> collector.event(found.value()));
    scan.all(Topics.AGENT_PRESENCE, accountId::equals, found -> collector.presence(found.value()));
    scan.all(
        Topics.TICKET_COMMANDS,
        key -> key.startsWith(prefix),
        found -> collector.command(found.value()));
    return collector.history();
  }
}
