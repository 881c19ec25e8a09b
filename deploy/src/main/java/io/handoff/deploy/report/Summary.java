package io.handoff.deploy.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts, medians and 90th percentiles of rows: of all, by team and by agent. Percentiles are exact
 * (nearest rank, to the second); that takes about forty bytes of memory a row.
 */
final class Summary {

  private final Group all = new Group();
  private final Map<String, Group> teams = new TreeMap<>();
  private final Map<String, Group> agents = new TreeMap<>();

  void add(Row row) {
    all.add(row);
    String team = row.text(Column.TEAM_ID);
    if (team != null) {
      teams.computeIfAbsent(team, id -> new Group()).add(row);
    }
    String agent = row.text(Column.AGENT_ID);
    if (agent != null) {
      agents.computeIfAbsent(agent, id -> new Group()).add(row);
    }
  }

  Group all() {
    return all;
  }

  /** By id, in order. Rows without a team are in none. */
  Map<String, Group> teams() {
    return teams;
  }

  /** By id, in order. Rows without an agent are in none. */
  Map<String, Group> agents() {
    return agents;
  }

  /** Rows of one kind. */
  static final class Group {

    private long conversations;
    private long handoffs;
    private long tickets;
    private long closed;
    private long rated;
    private long ratings;
    private final Seconds wait = new Seconds();
    private final Seconds firstResponse = new Seconds();
    private final Seconds resolution = new Seconds();

    private void add(Row row) {
      conversations++;
      handoffs += row.text(Column.REASON) == null ? 0 : 1;
      tickets += row.text(Column.TICKET_ID) == null ? 0 : 1;
      closed += "closed".equals(row.text(Column.STATUS)) ? 1 : 0;
      Long rating = row.number(Column.RATING);
      if (rating != null) {
        rated++;
        ratings += rating;
      }
      wait.add(row.number(Column.WAIT_SECONDS));
      firstResponse.add(row.number(Column.FIRST_RESPONSE_SECONDS));
      resolution.add(row.number(Column.RESOLUTION_SECONDS));
    }

    long conversations() {
      return conversations;
    }

    Seconds waiting() {
      return wait;
    }

    Seconds firstResponse() {
      return firstResponse;
    }

    Seconds resolution() {
      return resolution;
    }

    /** Mean of the ratings; null: there is none. */
    @Nullable Double meanRating() {
      return rated == 0 ? null : (double) ratings / rated;
    }

    Map<String, @Nullable Object> fields() {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("conversations", conversations);
      fields.put("handedOff", handoffs);
      fields.put("withTicket", tickets);
      fields.put("closed", closed);
      fields.put("rated", rated);
      fields.put("meanRating", meanRating());
      fields.put("waitSeconds", wait.fields());
      fields.put("firstResponseSeconds", firstResponse.fields());
      fields.put("resolutionSeconds", resolution.fields());
      return fields;
    }
  }

  /** Durations in whole seconds. */
  static final class Seconds {

    private int[] values = new int[16];
    private int count;
    private boolean sorted = true;

    private void add(@Nullable Long seconds) {
      if (seconds != null) {
        if (count == values.length) {
          values = Arrays.copyOf(values, count * 2);
        }
        values[count++] = (int) Math.min(Integer.MAX_VALUE, seconds);
        sorted = false;
      }
    }

    int count() {
      return count;
    }

    /** The smallest value that so many percent of all do not exceed; null: there are none. */
    @Nullable Integer percentile(int percent) {
      if (count == 0) {
        return null;
      }
      if (!sorted) {
        Arrays.sort(values, 0, count);
        sorted = true;
      }
      return values[(int) Math.max(0, ((long) count * percent + 99) / 100 - 1)];
    }

    private Map<String, @Nullable Object> fields() {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("count", count);
      fields.put("median", percentile(50));
      fields.put("p90", percentile(90));
      return fields;
    }
  }
}
