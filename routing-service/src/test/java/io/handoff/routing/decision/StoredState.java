package io.handoff.routing.decision;

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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the stores keep of changes, and an aggregate rebuilt from it, as after a restart. */
final class StoredState {

  private final TreeMap<String, AgentState> agents = new TreeMap<>();
  private final TreeMap<String, OpenHandoff> handoffs = new TreeMap<>();
  private final TreeMap<String, QueueStatistics> lines = new TreeMap<>();
  private final Map<Integer, Receipt> requests = new HashMap<>();
  private final Map<Integer, Receipt> finished = new HashMap<>();
  private final Map<String, String> customers = new HashMap<>();
  private Counters counters = Counters.NONE;

  void keep(List<Change> changes) {
    for (Change change : changes) {
      switch (change) {
        case AgentChanged(AgentState agent) -> agents.put(agent.agentId(), agent);
        case HandoffChanged(OpenHandoff open) -> handoffs.put(open.conversationId(), open);
        case HandoffRemoved(String conversationId) -> handoffs.remove(conversationId);
        case LineChanged(QueueStatistics statistics) -> lines.put(statistics.key(), statistics);
        case CustomerServed(String customerId, String agentId) ->
            customers.put(customerId, agentId);
        case RequestSeen(Receipt r) ->
            requests.put(ProcessedIds.slot(r.number(), AccountRouting.REQUESTS_REMEMBERED), r);
        case HandoffFinished(Receipt r) ->
            finished.put(ProcessedIds.slot(r.number(), AccountRouting.FINISHED_REMEMBERED), r);
        case CountersChanged(Counters now) -> counters = now;
      }
    }
  }

  /** Who had the customer last; null: nobody. */
  String lastAgent(String customerId) {
    return customers.get(customerId);
  }

  AccountRouting rebuild() {
    AccountRouting rebuilt = new AccountRouting();
    handoffs.values().forEach(open -> rebuilt.evolve(new HandoffChanged(open)));
    agents.values().forEach(agent -> rebuilt.evolve(new AgentChanged(agent)));
    lines.values().forEach(statistics -> rebuilt.evolve(new LineChanged(statistics)));
    Comparator<Receipt> order = Comparator.comparingLong(Receipt::number);
    requests.values().stream().sorted(order).forEach(r -> rebuilt.evolve(new RequestSeen(r)));
    finished.values().stream().sorted(order).forEach(r -> rebuilt.evolve(new HandoffFinished(r)));
    rebuilt.evolve(new CountersChanged(counters));
    return rebuilt;
  }
}
