package io.handoff.routing.topology;

import io.handoff.kit.streams.Guard;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.streams.StoreTally;
import io.handoff.kit.streams.store.StateGauges;
import io.handoff.routing.decision.account.AccountRouting;
import io.handoff.routing.decision.account.Change;
import io.handoff.routing.decision.account.Change.AgentChanged;
import io.handoff.routing.decision.account.Change.HandoffChanged;
import io.handoff.routing.decision.account.Change.HandoffRemoved;
import io.handoff.routing.decision.account.OpenHandoff;
import io.handoff.routing.decision.account.OpenHandoff.HandoffStatus;
import io.handoff.routing.decision.account.OpenHandoff.Waiting;
import io.handoff.routing.decision.agent.AgentState;
import io.handoff.routing.decision.agent.Presence;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.AgentConfig;
import io.handoff.settings.model.HandoffConfig.Process;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Queue, presence and load of a task's accounts, as its stores have them. One per start of a task.
 * Test handoffs do not count. Agents are those of the settings; who was never heard of is offline.
 */
final class RoutingGauges {

  private final Map<String, Tally> tallies = new HashMap<>();
  private final StoreTally<AgentState> agents;
  private final StoreTally<OpenHandoff> handoffs;

  RoutingGauges(
      ServiceContext service,
      KeyValueStore<String, AgentState> agents,
      KeyValueStore<String, OpenHandoff> handoffs) {
    this.agents = new StoreTally<>(agents, new AgentBook(), Guard.of(service, agents));
    this.handoffs = new StoreTally<>(handoffs, new HandoffBook(), Guard.of(service, handoffs));
  }

  /** What is known of one account. */
  private static final class Tally {
    private final Map<String, Presence> present = new HashMap<>();
    private final Map<String, Integer> load = new HashMap<>();
    private final Map<HandoffStatus, Integer> waiting = new EnumMap<>(HandoffStatus.class);
    private final Map<Process, TreeMap<Instant, Integer>> since = new EnumMap<>(Process.class);

    private boolean isEmpty() {
      return present.isEmpty()
          && load.isEmpty()
          && waiting.isEmpty()
          && since.values().stream().allMatch(Map::isEmpty);
    }
  }

  private final class AgentBook implements StoreTally.Book<AgentState> {
    @Override
    public void enter(String key, AgentState agent) {
      if (agent.presence() != Presence.OFFLINE) {
        tally(key).present.put(agent.agentId(), agent.presence());
      }
    }

    @Override
    public void strike(String key, AgentState agent) {
      tally(key).present.remove(agent.agentId());
    }
  }

  private final class HandoffBook implements StoreTally.Book<OpenHandoff> {
    @Override
    public void enter(String key, OpenHandoff handoff) {
      count(tally(key), handoff, 1);
    }

    @Override
    public void strike(String key, OpenHandoff handoff) {
      count(tally(key), handoff, -1);
    }
  }

  private static void count(Tally tally, OpenHandoff handoff, int sign) {
    if (handoff.handoff().test()) {
      return;
    }
    String agentId = handoff.agentId();
    if (agentId != null) {
      add(tally.load, agentId, sign * handoff.terms().weight());
      return;
    }
    add(tally.waiting, handoff.standing(), sign);
    Waiting waiting = handoff.waiting();
    // Who was brought in by an import has not waited here.
    if (waiting != null && handoff.handoff().publishedAt() != null) {
      add(
          tally.since.computeIfAbsent(handoff.process(), p -> new TreeMap<>()),
          waiting.since(),
          sign);
    }
  }

  private static <K> void add(Map<K, Integer> counts, K key, int more) {
    counts.merge(key, more, (a, b) -> a + b == 0 ? null : a + b);
  }

  private Tally tally(String key) {
    return tallies.computeIfAbsent(RoutingStores.accountOf(key), account -> new Tally());
  }

  /**
   * How many accounts are kept: those with settings or with anything that counts, as of the last
   * time that figures were shown.
   */
  int accounts() {
    return tallies.size();
  }

  /** Reads the stores a stretch further, until all of them is known. */
  void walk() {
    agents.walk();
    handoffs.walk();
  }

  /** The account is about to undergo a change. */
  void changing(String accountId, AccountRouting account, Change change) {
    switch (change) {
      case AgentChanged(AgentState agent) ->
          agents.changed(
              accountId + "/" + agent.agentId(), account.desk(agent.agentId()).agent(), agent);
      case HandoffChanged(OpenHandoff handoff) ->
          moved(accountId, account, handoff.conversationId(), handoff);
      case HandoffRemoved(String conversationId) -> moved(accountId, account, conversationId, null);
      default -> {}
    }
  }

  private void moved(
      String accountId, AccountRouting account, String id, @Nullable OpenHandoff after) {
    handoffs.changed(accountId + "/" + id, account.handoff(id).orElse(null), after);
  }

  /**
   * Shows the figures.
   *
   * @param settings an account's settings; empty: it has none
   */
  void show(
      StateGauges.Share share,
      StateGauges gauges,
      Function<String, Optional<AccountConfig>> settings) {
    Map<Presence, Team> teams = new EnumMap<>(Presence.class);
    for (Presence presence : Presence.values()) {
      teams.put(presence, new Team());
    }
    Map<String, Queue> queues = new TreeMap<>();
    tallies
        .entrySet()
        .removeIf(
            entry -> {
              Tally tally = entry.getValue();
              Optional<AccountConfig> known = settings.apply(entry.getKey());
              known.ifPresent(config -> count(teams, config, tally));
              queues
                  .computeIfAbsent(gauges.account(entry.getKey()), label -> new Queue())
                  .add(tally);
              return known.isEmpty() && tally.isEmpty();
            });
    teams.forEach((presence, team) -> team.show(share, Tags.of("presence", word(presence))));
    queues.forEach((label, queue) -> queue.show(share, label));
  }

  private static void count(Map<Presence, Team> teams, AccountConfig config, Tally tally) {
    for (AgentConfig agent : config.agents().values()) {
      String id = agent.agentId();
      Presence presence = tally.present.getOrDefault(id, Presence.OFFLINE);
      teams.computeIfPresent(
          presence, (p, team) -> team.plus(tally.load.getOrDefault(id, 0), agent.capacity()));
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static final class Team {
    private int agents;
    private long load;
    private long capacity;

    Team plus(int moreLoad, int moreCapacity) {
      agents++;
      load += moreLoad;
      capacity += moreCapacity;
      return this;
    }

    void show(StateGauges.Share share, Tags tags) {
      share.set("handoff.agents", tags, agents);
      share.set("handoff.agents.load", tags, load);
      share.set("handoff.agents.capacity", tags, capacity);
    }
  }

  private static final class Queue {
    private final Map<HandoffStatus, Integer> waiting = new EnumMap<>(HandoffStatus.class);
    private final Map<Process, Instant> oldest = new EnumMap<>(Process.class);

    void add(Tally tally) {
      tally.waiting.forEach((standing, count) -> waiting.merge(standing, count, Integer::sum));
      tally.since.forEach(
          (process, moments) -> {
            if (!moments.isEmpty()) {
              oldest.merge(process, moments.firstKey(), (a, b) -> a.isBefore(b) ? a : b);
            }
          });
    }

    void show(StateGauges.Share share, String account) {
      Tags tags = Tags.of("account", account);
      for (HandoffStatus standing :
          new HandoffStatus[] {HandoffStatus.QUEUED, HandoffStatus.UNASSIGNED}) {
        share.set(
            "handoff.queue.conversations",
            tags.and("standing", word(standing)),
            waiting.getOrDefault(standing, 0));
      }
      for (Process process : new Process[] {Process.LIVE, Process.ASYNCHRONOUS}) {
        share.since(
            "handoff.queue.oldest",
            tags.and("process", word(process)),
            oldest.getOrDefault(process, Instant.MAX));
      }
    }
  }
}
