package io.handoff.deploy.report;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations a report is about.
 *
 * @param period when they began
 * @param tags every one of these must be there, whichever kind of tag it is
 * @param statuses one of these; empty: any. Likewise the others
 * @param tests whether test conversations are in it
 */
record Filter(
    Period period,
    Set<String> tags,
    Set<String> statuses,
    Set<String> channels,
    Set<String> teams,
    Set<String> agents,
    boolean tests) {

  boolean accepts(Row row) {
    var startedAt = row.time(Column.STARTED_AT);
    return startedAt != null
        && period.contains(startedAt)
        && (tests || !row.flag(Column.TEST))
        && any(statuses, row.text(Column.STATUS))
        && any(channels, row.text(Column.CHANNEL_ID))
        && any(teams, row.text(Column.TEAM_ID))
        && any(agents, row.text(Column.AGENT_ID))
        && tagged(row);
  }

  private static boolean any(Set<String> wanted, @Nullable String value) {
    return wanted.isEmpty() || (value != null && wanted.contains(value));
  }

  private boolean tagged(Row row) {
    if (tags.isEmpty()) {
      return true;
    }
    Set<String> there = new HashSet<>(row.list(Column.CONVERSATION_TAGS));
    there.addAll(row.list(Column.CUSTOMER_TAGS));
    return there.containsAll(tags);
  }
}
