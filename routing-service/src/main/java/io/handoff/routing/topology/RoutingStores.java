package io.handoff.routing.topology;

import io.handoff.kit.streams.JsonSerde;
import io.handoff.routing.decision.AccountRouting;
import io.handoff.routing.decision.AgentState;
import io.handoff.routing.decision.Change;
import io.handoff.routing.decision.Change.AgentChanged;
import io.handoff.routing.decision.Change.CountersChanged;
import io.handoff.routing.decision.Change.HandoffChanged;
import io.handoff.routing.decision.Change.HandoffFinished;
import io.handoff.routing.decision.Change.HandoffRemoved;
import io.handoff.routing.decision.Change.RequestSeen;
import io.handoff.routing.decision.Counters;
import io.handoff.routing.decision.OpenHandoff;
import io.handoff.routing.decision.Receipts;
import io.handoff.routing.decision.Receipts.Receipt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Accounts in memory, and behind them the stores, entry by entry: a decision reads memory only and
 * writes what changed. An account is read from the stores as a whole when its first record comes
 * after the task started.
 *
 * <p>One per start of a task. Keys begin with the account and a slash, which no account id holds.
 */
final class RoutingStores {

  /** Agents by account and agent. */
  static final String AGENTS = "agents";

  /** Open handoffs by account and conversation. */
  static final String HANDOFFS = "handoffs";

  /** Running numbers by account. */
  static final String ACCOUNTS = "accounts";

  /** What was seen, by account, kind and slot. */
  static final String RECEIPTS = "receipts";

  private static final String REQUEST = "request";
  private static final String FINISHED = "finished";

  private final KeyValueStore<String, AgentState> agents;
  private final KeyValueStore<String, OpenHandoff> handoffs;
  private final KeyValueStore<String, Counters> accounts;
  private final KeyValueStore<String, Receipt> receipts;
  private final Map<String, AccountRouting> cached = new HashMap<>();

  /** The stores of a task, nothing read yet. */
  RoutingStores(ProcessorContext<?, ?> context) {
    this.agents = context.getStateStore(AGENTS);
    this.handoffs = context.getStateStore(HANDOFFS);
    this.accounts = context.getStateStore(ACCOUNTS);
    this.receipts = context.getStateStore(RECEIPTS);
  }

  /** What the topology is to provide. */
  static StoreBuilder<?>[] builders() {
    return new StoreBuilder<?>[] {
      store(AGENTS, AgentState.class),
      store(HANDOFFS, OpenHandoff.class),
      store(ACCOUNTS, Counters.class),
      store(RECEIPTS, Receipt.class)
    };
  }

  private static <T> StoreBuilder<KeyValueStore<String, T>> store(String name, Class<T> type) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), JsonSerde.of(type));
  }

  /** The account, to be read only. */
  AccountRouting account(String accountId) {
    return cached.computeIfAbsent(accountId, this::load);
  }

  /** Changes the account, in memory and in the stores. */
  void apply(String accountId, List<Change> changes) {
    account(accountId).evolve(changes);
    changes.forEach(change -> write(accountId, change));
  }

  private AccountRouting load(String accountId) {
    AccountRouting account = new AccountRouting();
    each(agents, accountId, AgentChanged::new).forEach(account::evolve);
    each(handoffs, accountId, HandoffChanged::new).forEach(account::evolve);
    inOrder(accountId, REQUEST).forEach(r -> account.evolve(new RequestSeen(r)));
    inOrder(accountId, FINISHED).forEach(r -> account.evolve(new HandoffFinished(r)));
    Counters counters = accounts.get(accountId);
    if (counters != null) {
      account.evolve(new CountersChanged(counters));
    }
    return account;
  }

  private List<Receipt> inOrder(String accountId, String kind) {
    return each(receipts, accountId + "/" + kind, Function.identity()).stream()
        .sorted(Comparator.comparingLong(Receipt::number))
        .toList();
  }

  private static <V, R> List<R> each(
      KeyValueStore<String, V> store, String prefix, Function<V, R> reading) {
    List<R> found = new ArrayList<>();
    try (KeyValueIterator<String, V> entries =
        store.prefixScan(prefix + "/", new StringSerializer())) {
      entries.forEachRemaining(entry -> found.add(reading.apply(entry.value)));
    }
    return found;
  }

  private void write(String accountId, Change change) {
    switch (change) {
      case AgentChanged(AgentState agent) -> agents.put(key(accountId, agent.agentId()), agent);
      case HandoffChanged(OpenHandoff handoff) ->
          handoffs.put(key(accountId, handoff.conversationId()), handoff);
      case HandoffRemoved(String conversationId) -> handoffs.delete(key(accountId, conversationId));
      case RequestSeen(Receipt receipt) ->
          receipts.put(
              slot(accountId, REQUEST, receipt, AccountRouting.REQUESTS_REMEMBERED), receipt);
      case HandoffFinished(Receipt receipt) ->
          receipts.put(
              slot(accountId, FINISHED, receipt, AccountRouting.FINISHED_REMEMBERED), receipt);
      case CountersChanged(Counters counters) -> accounts.put(accountId, counters);
    }
  }

  private static String slot(String accountId, String kind, Receipt receipt, int limit) {
    return key(key(accountId, kind), Integer.toString(Receipts.slot(receipt.number(), limit)));
  }

  private static String key(String accountId, String id) {
    return accountId + "/" + id;
  }
}
