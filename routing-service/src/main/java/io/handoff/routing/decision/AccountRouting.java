package io.handoff.routing.decision;

import io.handoff.kit.Ids;
import io.handoff.routing.decision.Change.AgentChanged;
import io.handoff.routing.decision.Change.CountersChanged;
import io.handoff.routing.decision.Change.HandoffChanged;
import io.handoff.routing.decision.Change.HandoffFinished;
import io.handoff.routing.decision.Change.HandoffRemoved;
import io.handoff.routing.decision.Change.RequestSeen;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private final @Nullable AccountRouting base;
  private final Map<String, Desk> desks = new HashMap<>();
  private final Map<String, Optional<OpenHandoff>> handoffs = new HashMap<>();
  private final Map<Pool, WaitingQueue> queues = new LinkedHashMap<>();
  private final Receipts requests;
  private final Receipts finished;
  private Counters counters;

  /** An account in which nothing has happened yet. */
  public AccountRouting() {
    this.base = null;
    this.requests = new Receipts(REQUESTS_REMEMBERED);
    this.finished = new Receipts(FINISHED_REMEMBERED);
    this.counters = Counters.NONE;
  }

  private AccountRouting(AccountRouting base) {
    this.base = base;
    this.requests = new Receipts(0);
    this.finished = new Receipts(0);
    this.counters = base.counters;
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
      case AgentChanged(AgentState agent) ->
          desks.put(agent.agentId(), desk(agent.agentId()).with(agent));
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
      case RequestSeen(Receipts.Receipt receipt) -> {
        if (base == null) {
          requests.add(receipt);
        }
      }
      case HandoffFinished(Receipts.Receipt receipt) -> {
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
  public Desk desk(String agentId) {
    Desk desk = desks.get(agentId);
    if (desk != null) {
      return desk;
    }
    return base == null ? new Desk(AgentState.unheardOf(agentId), 0) : base.desk(agentId);
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
  public WaitingQueue queue(Pool pool) {
    WaitingQueue queue = queues.get(pool);
    if (queue != null) {
      return queue;
    }
    return base == null ? WaitingQueue.EMPTY : base.queue(pool);
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
  boolean seen(String eventId) {
    return base == null ? requests.has(hash(eventId)) : base.seen(eventId);
  }

  /** Whether this handoff ended before, as far as is remembered. */
  boolean finished(String handoffId) {
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
  public Collection<Desk> desks() {
    if (base != null) {
      throw new IllegalStateException("a draft has no list of all");
    }
    return desks.values();
  }

  private void takeOut(OpenHandoff handoff) {
    if (handoff.agentId() != null) {
      desks.put(handoff.agentId(), desk(handoff.agentId()).plus(-1));
    } else {
      put(handoff.pool(), queue(handoff.pool()).minus(handoff.key()));
    }
  }

  private void putIn(OpenHandoff handoff) {
    handoffs.put(handoff.conversationId(), Optional.of(handoff));
    if (handoff.agentId() != null) {
      desks.put(handoff.agentId(), desk(handoff.agentId()).plus(1));
    } else {
      put(handoff.pool(), queue(handoff.pool()).plus(handoff.key()));
    }
  }

  private void put(Pool pool, WaitingQueue queue) {
    if (queue.isEmpty() && base == null) {
      queues.remove(pool);
    } else {
      queues.put(pool, queue);
    }
  }
}
