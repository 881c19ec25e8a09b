package io.handoff.routing.decision.account;

import io.handoff.kit.Ids;
import io.handoff.routing.decision.account.Change.AgentChanged;
import io.handoff.routing.decision.account.Change.CountersChanged;
import io.handoff.routing.decision.account.Change.CustomerServed;
import io.handoff.routing.decision.account.Change.HandoffChanged;
import io.handoff.routing.decision.account.Change.HandoffFinished;
import io.handoff.routing.decision.account.Change.HandoffRemoved;
import io.handoff.routing.decision.account.Change.LineChanged;
import io.handoff.routing.decision.account.Change.RequestSeen;
import io.handoff.routing.decision.agent.AgentState;
import io.handoff.routing.decision.agent.AgentWorkload;
import io.handoff.routing.decision.queue.Deadline;
import io.handoff.routing.decision.queue.Pool;
import io.handoff.routing.decision.queue.QueueStatistics;
import io.handoff.routing.decision.queue.SortedTree;
import io.handoff.routing.decision.queue.WaitingKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that routing knows of one account: agents with presence and load, open handoffs, who waits.
 * Changed by {@link #evolve} only; rebuilt from its parts by evolving an empty one.
 *
 * <p>{@link #draft} lays an empty sheet over it: the sheet reads through and keeps its own changes,
 * so that a decision of many steps sees what it has done without touching what is. The aggregate
 * must not change while a draft of it is in use. Not safe for use by several threads.
 */
public final class AccountRouting {

  /** Routing requests of an account that are remembered to recognise a repeat. */
  public static final int REQUESTS_REMEMBERED = 1_024;

  /** Ended handoffs of an account that are remembered, so that a late repeat opens none again. */
  public static final int FINISHED_REMEMBERED = 4_096;

  /** A receipt takes some 170 bytes of memory, an open handoff some kilobytes. */
  private static final int RECEIPTS_A_THING = 16;

  private final @Nullable AccountRouting base;
  private final Map<String, AgentWorkload> desks = new HashMap<>();
  private final Map<String, Optional<OpenHandoff>> handoffs = new HashMap<>();
  private final Map<Pool, SortedTree<WaitingKey>> queues = new LinkedHashMap<>();
  private final Map<String, QueueStatistics> lines = new HashMap<>();
  private final ProcessedIds requests;
  private final ProcessedIds finished;
  private SortedTree<Deadline> deadlines;
  private Counters counters;
  private int waiting;

  /** An account in which nothing has happened yet. */
  public AccountRouting() {
    this.base = null;
    this.requests = new ProcessedIds(REQUESTS_REMEMBERED);
    this.finished = new ProcessedIds(FINISHED_REMEMBERED);
    this.deadlines = SortedTree.empty();
    this.counters = Counters.NONE;
  }

  private AccountRouting(AccountRouting base) {
    this.base = base;
    this.requests = new ProcessedIds(0);
    this.finished = new ProcessedIds(0);
    this.deadlines = base.deadlines;
    this.counters = base.counters;
    this.waiting = base.waiting;
  }

  /** A sheet over this aggregate. */
  public AccountRouting draft() {
    return new AccountRouting(this);
  }

  /** An id as receipts keep it: the first 8 bytes of its hash. */
  public static long hash(String id) {
    return Long.parseUnsignedLong(Ids.derive("receipt", id).substring(0, 16), 16);
  }

  /** Undergoes one change. */
  public void evolve(Change change) {
    switch (change) {
      case AgentChanged(AgentState agent) -> {
        AgentWorkload workload = desk(agent.agentId());
        move(true, agent.agentId(), workload.agent().lookAt(), agent.lookAt());
        desks.put(agent.agentId(), workload.with(agent));
      }
      case HandoffChanged(OpenHandoff handoff) -> {
        handoff(handoff.conversationId()).ifPresent(this::takeOut);
        putIn(handoff);
      }
      case HandoffRemoved(String conversationId) -> {
        handoff(conversationId).ifPresent(this::takeOut);
        if (base == null) {
          handoffs.remove(conversationId);
        } else {
          handoffs.put(conversationId, Optional.empty());
        }
      }
      case LineChanged(QueueStatistics statistics) -> lines.put(statistics.key(), statistics);
      case CustomerServed served -> {}
      case RequestSeen(ProcessedIds.Receipt receipt) -> {
        if (base == null) {
          requests.add(receipt);
        }
      }
      case HandoffFinished(ProcessedIds.Receipt receipt) -> {
        if (base == null) {
          finished.add(receipt);
        }
      }
      case CountersChanged(Counters now) -> counters = now;
    }
  }

  /** Undergoes changes in their order. */
  public void evolve(Collection<Change> changes) {
    changes.forEach(this::evolve);
  }

  /** The agent's desk; of one who was never heard of, an empty one whose agent is offline. */
  public AgentWorkload desk(String agentId) {
    AgentWorkload workload = desks.get(agentId);
    if (workload != null) {
      return workload;
    }
    return base == null ? AgentWorkload.empty(AgentState.unheardOf(agentId)) : base.desk(agentId);
  }

  /** The conversation's open handoff. */
  public Optional<OpenHandoff> handoff(String conversationId) {
    Optional<OpenHandoff> handoff = handoffs.get(conversationId);
    if (handoff != null) {
      return handoff;
    }
    return base == null ? Optional.empty() : base.handoff(conversationId);
  }

  /** Who waits in a pool. */
  public SortedTree<WaitingKey> queue(Pool pool) {
    SortedTree<WaitingKey> queue = queues.get(pool);
    if (queue != null) {
      return queue;
    }
    return base == null ? SortedTree.empty() : base.queue(pool);
  }

  /** What is remembered of a line. */
  public QueueStatistics line(String key) {
    QueueStatistics statistics = lines.get(key);
    if (statistics != null) {
      return statistics;
    }
    return base == null ? QueueStatistics.untouched(key) : base.line(key);
  }

  /** How many conversations wait. */
  public int waiting() {
    return waiting;
  }

  /** What has to be looked at first. */
  public Optional<Deadline> firstDeadline() {
    return deadlines.first();
  }

  /** When the account has to be looked at; {@link Instant#MAX}: at no time. */
  public Instant wakeAt() {
    Instant wake = deadlines.first().map(Deadline::at).orElse(Instant.MAX);
    Instant hours = counters.hoursAt();
    if (hours != null && hours.isBefore(wake)) {
      wake = hours;
    }
    Instant look = counters.lookAt();
    return look.isBefore(wake) ? look : wake;
  }

  /**
   * What is held in memory, counted in things of about an agent's or an open handoff's size:
   * agents, open handoffs, lines, every {@value #RECEIPTS_A_THING} receipts, and the account
   * itself. So it is never 0, and receipts make at most 320 of it.
   */
  public int size() {
    return 1
        + desks.size()
        + handoffs.size()
        + lines.size()
        + (requests.size() + finished.size()) / RECEIPTS_A_THING;
  }

  /** Ids of all agents that were heard of or hold something, in alphabetical order. */
  public Set<String> agentIds() {
    Set<String> ids = base == null ? new TreeSet<>() : base.agentIds();
    ids.addAll(desks.keySet());
    return ids;
  }

  /** The pools in which somebody waits, in no order that decisions may depend on. */
  public Set<Pool> pools() {
    Set<Pool> pools = base == null ? new HashSet<>() : base.pools();
    queues.forEach(
        (pool, queue) -> {
          if (queue.isEmpty()) {
            pools.remove(pool);
          } else {
            pools.add(pool);
          }
        });
    return pools;
  }

  /** All that waits in some pools, in order. */
  public List<WaitingKey> waiting(Predicate<Pool> which) {
    List<WaitingKey> keys = new ArrayList<>();
    for (Pool pool : pools()) {
      if (which.test(pool)) {
        keys.addAll(queue(pool).toList());
      }
    }
    keys.sort(null);
    return keys;
  }

  /** Place of a waiting handoff among those for the same team or agent, from 1. */
  public int position(OpenHandoff handoff) {
    int before = 0;
    for (Pool pool : pools()) {
      if (pool.sameLine(handoff.pool())) {
        before += queue(pool).before(handoff.key());
      }
    }
    return before + 1;
  }

  /** The running numbers. */
  public Counters counters() {
    return counters;
  }

  /** Whether this routing request was seen before, as far as is remembered. */
  public boolean seen(String eventId) {
    return base == null ? requests.has(hash(eventId)) : base.seen(eventId);
  }

  /** Whether this handoff ended before, as far as is remembered. */
  public boolean finished(String handoffId) {
    return base == null ? finished.has(hash(handoffId)) : base.finished(handoffId);
  }

  /** All open handoffs, for tests and for a look from outside. Not for drafts. */
  public Collection<OpenHandoff> open() {
    if (base != null) {
      throw new IllegalStateException("a draft has no list of all");
    }
    return handoffs.values().stream().flatMap(Optional::stream).toList();
  }

  /** All agents that were heard of or hold something. Not for drafts. */
  public Collection<AgentWorkload> desks() {
    if (base != null) {
      throw new IllegalStateException("a draft has no list of all");
    }
    return desks.values();
  }

  private void takeOut(OpenHandoff handoff) {
    move(false, handoff.conversationId(), handoff.lookAt(), null);
    String agentId = handoff.agentId();
    if (agentId != null) {
      desks.put(agentId, desk(agentId).minus(handoff.conversationId()));
    } else if (!handoff.asleep()) {
      waiting--;
      put(handoff.pool(), queue(handoff.pool()).minus(handoff.key()));
    }
  }

  private void putIn(OpenHandoff handoff) {
    handoffs.put(handoff.conversationId(), Optional.of(handoff));
    move(false, handoff.conversationId(), null, handoff.lookAt());
    String agentId = handoff.agentId();
    if (agentId != null) {
      desks.put(agentId, desk(agentId).plus(handoff.held()));
    } else if (!handoff.asleep()) {
      waiting++;
      put(handoff.pool(), queue(handoff.pool()).plus(handoff.key()));
    }
  }

  private void move(boolean agent, String id, @Nullable Instant from, @Nullable Instant to) {
    if (Objects.equals(from, to)) {
      return;
    }
    if (from != null) {
      deadlines = deadlines.minus(new Deadline(from, agent, id));
    }
    if (to != null) {
      deadlines = deadlines.plus(new Deadline(to, agent, id));
    }
  }

  private void put(Pool pool, SortedTree<WaitingKey> queue) {
    if (queue.isEmpty() && base == null) {
      queues.remove(pool);
    } else {
      queues.put(pool, queue);
    }
  }
}
