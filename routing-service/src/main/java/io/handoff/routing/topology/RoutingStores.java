package io.handoff.routing.topology;

import io.handoff.kit.streams.Guard;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.streams.store.JsonSerde;
import io.handoff.kit.time.Timers;
import io.handoff.routing.decision.account.AccountRouting;
import io.handoff.routing.decision.account.Change;
import io.handoff.routing.decision.account.Change.AgentChanged;
import io.handoff.routing.decision.account.Change.CountersChanged;
import io.handoff.routing.decision.account.Change.CustomerServed;
import io.handoff.routing.decision.account.Change.HandoffChanged;
import io.handoff.routing.decision.account.Change.HandoffFinished;
import io.handoff.routing.decision.account.Change.HandoffRemoved;
import io.handoff.routing.decision.account.Change.LineChanged;
import io.handoff.routing.decision.account.Change.RequestSeen;
import io.handoff.routing.decision.account.Counters;
import io.handoff.routing.decision.account.OpenHandoff;
import io.handoff.routing.decision.account.ProcessedIds;
import io.handoff.routing.decision.account.ProcessedIds.Receipt;
import io.handoff.routing.decision.agent.AgentState;
import io.handoff.routing.decision.queue.QueueStatistics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Accounts in memory, and behind them the stores, entry by entry: a decision reads memory only and
 * writes what changed. An account is read from the stores as a whole when its first record comes
 * after the task started; an entry that cannot be read is counted and left out.
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

  /** Lines by account and line. */
  static final String LINES = "lines";

  /** Customers' last agents by account and customer. */
  static final String CUSTOMERS = "customers";

  /** When to look at which account. */
  static final String TIMERS = "timers";

  /**
   * Held in memory at most by all tasks of a process together, in agents and open handoffs as
   * {@link AccountRouting#size} counts, one account of each task excepted.
   */
  static final int HELD = 100_000;

  private static final String REQUEST = "request";
  private static final String FINISHED = "finished";

  private final ServiceContext service;
  private final KeyValueStore<String, AgentState> agents;
  private final KeyValueStore<String, OpenHandoff> handoffs;
  private final KeyValueStore<String, Counters> accounts;
  private final KeyValueStore<String, Receipt> receipts;
  private final KeyValueStore<String, QueueStatistics> lines;
  private final KeyValueStore<String, String> customers;
  private final Timers timers;
  private final RoutingGauges figures;
  private final Map<String, AccountRouting> cached = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Long> versionsOfThoseWhoWait = new TreeMap<>();
  private final IntSupplier limit;
  private int held;

  /**
   * The stores of a task, no account read yet.
   *
   * @param limit what is held in memory at most, as {@link AccountRouting#size} counts
   */
  RoutingStores(
      ServiceContext service, ProcessorContext<?, ?> context, Timers timers, IntSupplier limit) {
    this.service = service;
    this.timers = timers;
    this.limit = limit;
    this.agents = context.getStateStore(AGENTS);
    this.handoffs = context.getStateStore(HANDOFFS);
    this.accounts = context.getStateStore(ACCOUNTS);
    this.receipts = context.getStateStore(RECEIPTS);
    this.lines = context.getStateStore(LINES);
    this.customers = context.getStateStore(CUSTOMERS);
    this.figures = new RoutingGauges(service, agents, handoffs);
    Guard guard = Guard.of(service, accounts);
    try (KeyValueIterator<String, Counters> all = accounts.all()) {
      while (all.hasNext()) {
        guard.run(() -> remember(all.next()));
      }
    }
  }

  /** What the topology is to provide. */
  static StoreBuilder<?>[] builders(ServiceContext service) {
    return new StoreBuilder<?>[] {
      store(service, AGENTS, AgentState.class),
      store(service, HANDOFFS, OpenHandoff.class),
      store(service, ACCOUNTS, Counters.class),
      store(service, RECEIPTS, Receipt.class),
      store(service, LINES, QueueStatistics.class),
      store(service, CUSTOMERS, String.class),
      Timers.store(service, TIMERS)
    };
  }

  private static <T> StoreBuilder<KeyValueStore<String, T>> store(
      ServiceContext service, String name, Class<T> type) {
    return service.store(name, Serdes.String(), JsonSerde.of(type));
  }

  /** The account, to be read only. */
  AccountRouting account(String accountId) {
    AccountRouting account = cached.get(accountId);
    if (account == null) {
      account = load(accountId);
      cached.put(accountId, account);
      held += account.size();
    }
    makeRoom();
    return account;
  }

  /** Lets go of those accounts that were used least recently; the last one used stays. */
  private void makeRoom() {
    int most = limit.getAsInt();
    if (held <= most) {
      return;
    }
    Iterator<AccountRouting> eldest = cached.values().iterator();
    for (int left = cached.size(); held > most && left > 1; left--) {
      held -= eldest.next().size();
      eldest.remove();
    }
  }

  /** Figures of what the stores hold. */
  RoutingGauges figures() {
    return figures;
  }

  /** How many accounts are in memory. */
  int cached() {
    return cached.size();
  }

  /** Changes the account, in memory and in the stores, and arms its timer. */
  void apply(String accountId, List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    AccountRouting account = account(accountId);
    Counters before = account.counters();
    int size = account.size();
    for (Change change : changes) {
      figures.changing(accountId, account, change);
      account.evolve(change);
      write(accountId, change);
    }
    held += account.size() - size;
    arm(accountId, account);
    if (!account.counters().equals(before)) {
      keep(accountId, account.counters());
    }
  }

  /** Arms an account's timer for what has to be looked at next. */
  void arm(String accountId) {
    AccountRouting account = account(accountId);
    Counters before = account.counters();
    arm(accountId, account);
    if (!account.counters().equals(before)) {
      keep(accountId, account.counters());
    }
  }

  private void arm(String accountId, AccountRouting account) {
    Instant wake = account.wakeAt();
    if (!wake.equals(Instant.MAX)) {
      Instant at = timers.arm(timer(accountId), account.counters().alarmAt(), wake);
      account.evolve(new CountersChanged(account.counters().withAlarmAt(at)));
    }
  }

  /** Arms an account's timer for a moment that nothing in the account is due at. */
  void alarm(String accountId, Instant at) {
    AccountRouting account = account(accountId);
    Instant alarm = timers.arm(timer(accountId), account.counters().alarmAt(), at);
    Counters counters = account.counters().withAlarmAt(alarm);
    account.evolve(new CountersChanged(counters));
    keep(accountId, counters);
  }

  /** Lets an account rest: its timer stands there, whatever is due before. */
  void rest(String accountId, Instant until) {
    AccountRouting account = account(accountId);
    timers.remove(timer(accountId), account.counters().alarmAt());
    account.evolve(new CountersChanged(account.counters().withAlarmAt(null)));
    alarm(accountId, until);
  }

  /** Takes note that an account's timer went off; false: that one means nothing any more. */
  boolean takeAlarm(String accountId, Instant at) {
    AccountRouting account = account(accountId);
    if (!at.equals(account.counters().alarmAt())) {
      return false;
    }
    Counters counters = account.counters().withAlarmAt(null);
    account.evolve(new CountersChanged(counters));
    keep(accountId, counters);
    return true;
  }

  /** Accounts in which work waits, with the settings version it was last checked against. */
  Map<String, Long> versionsOfThoseWhoWait() {
    return Map.copyOf(versionsOfThoseWhoWait);
  }

  /** Who had the customer last; null: not known. */
  @Nullable String lastAgent(String accountId, String customerId) {
    return customers.get(key(accountId, customerId));
  }

  private void keep(String accountId, Counters counters) {
    accounts.put(accountId, counters);
    remember(accountId, counters);
  }

  private void remember(KeyValue<String, Counters> entry) {
    remember(entry.key, entry.value);
  }

  private void remember(String accountId, Counters counters) {
    if (counters.refreshAt() == null) {
      versionsOfThoseWhoWait.remove(accountId);
    } else {
      versionsOfThoseWhoWait.put(accountId, counters.settingsVersion());
    }
  }

  private AccountRouting load(String accountId) {
    AccountRouting account = new AccountRouting();
    each(agents, accountId, agent -> account.evolve(new AgentChanged(agent)));
    each(handoffs, accountId, handoff -> account.evolve(new HandoffChanged(handoff)));
    each(lines, accountId, statistics -> account.evolve(new LineChanged(statistics)));
    inOrder(accountId, REQUEST).forEach(r -> account.evolve(new RequestSeen(r)));
    inOrder(accountId, FINISHED).forEach(r -> account.evolve(new HandoffFinished(r)));
    Counters counters = Guard.of(service, accounts).read(() -> accounts.get(accountId));
    if (counters != null) {
      account.evolve(new CountersChanged(counters));
    }
    return account;
  }

  private List<Receipt> inOrder(String accountId, String kind) {
    List<Receipt> found = new ArrayList<>();
    each(receipts, accountId + "/" + kind, found::add);
    found.sort(Comparator.comparingLong(Receipt::number));
    return found;
  }

  private <V> void each(KeyValueStore<String, V> store, String prefix, Consumer<V> use) {
    Guard guard = Guard.of(service, store);
    try (KeyValueIterator<String, V> entries =
        store.prefixScan(prefix + "/", new StringSerializer())) {
      while (entries.hasNext()) {
        guard.run(() -> use.accept(entries.next().value));
      }
    }
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
      case LineChanged(QueueStatistics statistics) ->
          lines.put(key(accountId, statistics.key()), statistics);
      case CustomerServed(String customerId, String agentId) ->
          customers.put(key(accountId, customerId), agentId);
      case CountersChanged counters -> {} // kept last, with the account's timer
    }
  }

  private static String slot(String accountId, String kind, Receipt receipt, int limit) {
    return key(key(accountId, kind), Integer.toString(ProcessedIds.slot(receipt.number(), limit)));
  }

  /** The account's timer: one, under the account's name, so that accounts take turns. */
  private static String timer(String accountId) {
    return key(accountId, "routing");
  }

  /** The account of a timer. */
  static String accountOf(String timer) {
    return timer.substring(0, timer.indexOf('/'));
  }

  private static String key(String accountId, String id) {
    return accountId + "/" + id;
  }
}
